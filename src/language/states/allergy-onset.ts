import { z } from 'zod';
import { pickNormalised } from '../../core/distributions/categorical.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { AllergyEntry, AllergyReaction, AllergySeverity } from '../../record/kinds/allergy.ts';
import { primaryCode } from '../../record/recorder.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { code, codes, number, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { assignedSlot } from './assigned.ts';
import { assign, mergedCodes, stamp } from './filing.ts';
import { beginAwaiting, file, rememberAwaited, targetOf } from './onset.ts';

const reaction = z.strictObject({
  reaction: code,
  possible_severities: z
    .array(z.strictObject({ level: z.enum(['mild', 'moderate', 'severe', 'none']), value: number }))
    .min(1),
});

/** An allergy or intolerance begins; its reactions are drawn when it is found. */
export const allergyOnset = defineState({
  type: 'AllergyOnset',
  fields: () => ({
    codes,
    allergy_type: z.enum(['allergy', 'intolerance']).optional(),
    category: text.optional(),
    reactions: z.array(reaction).optional(),
    target_encounter: text.optional(),
    assign_to_attribute: text.optional(),
  }),
  compile(json, context, path) {
    const what = json.codes;
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    const target = targetOf(json.target_encounter);
    rememberAwaited(target, context, path);
    const drawReactions = compileReactions(json.reactions ?? [], context, [...path, 'reactions']);

    const diagnose = (life: Life, visit: Visit): void => {
      const found = visit.entry as AllergyEntry;
      const active = life.recorder.active('allergy', primaryCode(found));
      file(life, visit, active ?? found, active !== undefined);
      if (!active) life.recorder.activate('allergy', found);
      const onChart = active ?? found;
      onChart.codes = mergedCodes(onChart.codes, what);
      onChart.reactions = drawReactions(life, visit);
      assign(life, slot, visit);
    };
    return {
      awaited: { encounter: target, diagnose },
      process(life, visit) {
        visit.entry = {
          kind: 'allergy',
          ...stamp(life, visit),
          stop: null,
          codes: what,
          onset: life.clock,
          diagnosed: false,
          allergyType: json.allergy_type ?? null,
          category: json.category ?? null,
          reactions: [],
        };
        beginAwaiting(life, visit, visit.entry, target, diagnose);
        assign(life, slot, visit);
        return Outcome.pass;
      },
    };
  },
});

function compileReactions(
  json: readonly z.output<typeof reaction>[],
  context: CompileContext,
  path: Path,
): (life: Life, visit: Visit) => AllergyReaction[] {
  const reactions = json.map((item, i) => {
    const weights = item.possible_severities.map(({ value }) => value);
    const sum = weights.reduce((total, value) => total + value, 0);
    if (sum > 1.001) {
      context.report('error', 'probabilities-sum', `severities sum to ${Number(sum.toFixed(6))}, more than 1`, [
        ...path,
        i,
        'possible_severities',
      ]);
    }
    return {
      code: item.reaction,
      levels: item.possible_severities.map(({ level }) => level),
      weights,
    };
  });
  return (life, visit) =>
    reactions.flatMap(({ code: what, levels, weights }, i) => {
      const level = levels[pickNormalised(weights, life.uniform(visit, Purpose.reaction + i))] as
        | AllergySeverity
        | 'none';
      return level === 'none' ? [] : [{ reaction: what, severity: level }];
    });
}
