import { z } from 'zod';
import type { Code } from '../../core/code.ts';
import type { CarePlanEntry, CarePlanGoal } from '../../record/kinds/care-plan.ts';
import { operator } from '../conditions/operator.ts';
import { defineState } from '../define.ts';
import { code, codes, scalar, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { assignedSlot } from './assigned.ts';
import { assign, mergedCodes, stamp } from './filing.ts';
import { compileReason } from './reason.ts';

const goal = z.strictObject({
  text: text.optional(),
  codes: z.array(code).optional(),
  observation: z.strictObject({ codes, operator, value: scalar, unit: text.optional() }).optional(),
  addresses: z.array(z.unknown()).optional(),
});

type GoalContent = Omit<CarePlanGoal, 'id'>;

/** A plan of care begins, or is joined when one of its code is active. */
export const carePlanStart = defineState({
  type: 'CarePlanStart',
  fields: () => ({
    codes,
    activities: z.array(code).optional(),
    goals: z.array(goal).optional(),
    reason: text.optional(),
    assign_to_attribute: text.optional(),
  }),
  compile(json, context, path) {
    const what = json.codes;
    const primary = (what[0] as Code).code;
    const activities = json.activities ?? [];
    const goals = (json.goals ?? []).map(compileGoal);
    const reason = compileReason(json.reason, context, path);
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    return {
      process(life, visit) {
        const plan = life.recorder.active('carePlan', primary) ?? begin(life, visit, what);
        plan.name = visit.state.name;
        plan.codes = mergedCodes(plan.codes, what);
        plan.activities = mergedCodes(plan.activities, activities);
        addGoals(plan, goals, life, visit);
        const why = reason(life);
        plan.reasons = mergedCodes(plan.reasons, why.codes);
        plan.reasonEntry = why.entry ?? plan.reasonEntry;
        visit.entry = plan;
        assign(life, slot, visit);
        return Outcome.pass;
      },
    };
  },
});

function begin(life: Life, visit: Visit, what: readonly Code[]): CarePlanEntry {
  const plan: CarePlanEntry = {
    kind: 'carePlan',
    ...stamp(life, visit),
    stop: null,
    codes: what,
    activities: [],
    goals: [],
    reasons: [],
    reasonEntry: null,
    stopReason: null,
  };
  life.recorder.add(plan, life.native);
  life.recorder.activate('carePlan', plan);
  return plan;
}

function addGoals(plan: CarePlanEntry, goals: readonly GoalContent[], life: Life, visit: Visit): void {
  for (const content of goals) {
    const known = plan.goals.some((other) => sameGoal(other, content));
    if (!known) plan.goals.push({ id: life.entryId(visit), ...content });
  }
}

function sameGoal(a: GoalContent, b: GoalContent): boolean {
  const content = ({ text, codes: what, observation }: GoalContent): string =>
    JSON.stringify([text, what, observation]);
  return content(a) === content(b);
}

function compileGoal(json: z.output<typeof goal>): GoalContent {
  const { observation } = json;
  return {
    text: json.text ?? null,
    codes: json.codes ?? [],
    observation: observation
      ? {
          codes: observation.codes,
          operator: observation.operator,
          value: observation.value,
          unit: observation.unit ?? null,
        }
      : null,
  };
}
