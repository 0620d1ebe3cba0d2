import type { ConditionEntry } from '../../record/kinds/condition.ts';
import { primaryCode } from '../../record/recorder.ts';
import { defineState } from '../define.ts';
import { codes, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { assignedSlot } from './assigned.ts';
import { assign, mergedCodes, stamp } from './filing.ts';
import { beginAwaiting, file, rememberAwaited, targetOf } from './onset.ts';

/** An illness begins. It is diagnosed at once, or at the Encounter or Diagnosis named by `target_encounter`. */
export const conditionOnset = defineState({
  type: 'ConditionOnset',
  fields: () => ({ codes, target_encounter: text.optional(), assign_to_attribute: text.optional() }),
  compile(json, context, path) {
    const what = json.codes;
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    const target = targetOf(json.target_encounter);
    rememberAwaited(target, context, path);

    const diagnose = (life: Life, visit: Visit): void => {
      const found = visit.entry as ConditionEntry;
      const active = life.recorder.active('condition', primaryCode(found));
      file(life, visit, active ?? found, active !== undefined);
      if (!active) life.recorder.activate('condition', found);
      const onChart = active ?? found;
      onChart.codes = mergedCodes(onChart.codes, what);
      assign(life, slot, visit);
    };
    return {
      awaited: { encounter: target, diagnose },
      process(life, visit) {
        const onset = life.clock;
        visit.entry = {
          kind: 'condition',
          ...stamp(life, visit),
          stop: null,
          codes: what,
          onset,
          diagnosed: false,
        };
        beginAwaiting(life, visit, visit.entry, target, diagnose);
        assign(life, slot, visit);
        return Outcome.pass;
      },
    };
  },
});
