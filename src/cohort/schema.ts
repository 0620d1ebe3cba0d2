import { z } from 'zod';
import { activeAllergy, activeCarePlan, activeCondition, activeMedication } from '../language/conditions/active.ts';
import { age } from '../language/conditions/age.ts';
import { and } from '../language/conditions/and.ts';
import { atLeast } from '../language/conditions/at-least.ts';
import { atMost } from '../language/conditions/at-most.ts';
import { attribute } from '../language/conditions/attribute.ts';
import { alwaysFalse, alwaysTrue } from '../language/conditions/constant.ts';
import { date } from '../language/conditions/date.ts';
import { gender } from '../language/conditions/gender.ts';
import { not } from '../language/conditions/not.ts';
import { observation } from '../language/conditions/observation.ts';
import { operator } from '../language/conditions/operator.ts';
import { or } from '../language/conditions/or.ts';
import { race } from '../language/conditions/race.ts';
import type { ConditionDefinition } from '../language/define.ts';
import { type ConditionJson, code, type FieldKit, scalar, sourceId } from '../language/fields.ts';
import { conditionShape } from '../language/schema.ts';
import { ENCOUNTER_CLASSES } from '../record/kinds/encounter.ts';
import { happened } from './event-condition.ts';
import { calendarSpan } from './window.ts';

/** The registry of conditions that a cohort may be defined by: the language's own that a chart can answer, and `Event`. */
export const COHORT_CONDITIONS: readonly ConditionDefinition[] = [
  and,
  or,
  not,
  atLeast,
  atMost,
  alwaysTrue,
  alwaysFalse,
  gender,
  race,
  age,
  date,
  attribute,
  activeCondition,
  activeMedication,
  activeAllergy,
  activeCarePlan,
  observation,
  happened,
];

/** A day as `2015-01-01`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written 2015-01-31');

const codes = z.array(code).min(1);

/** What an event may be: an entry of the chart that began, or death. */
export const eventPattern = z.discriminatedUnion('event_type', [
  z.strictObject({
    event_type: z.literal('observation'),
    codes,
    /** Compares the value of the result, or of one of its components. */
    operator: operator.optional(),
    value: scalar.optional(),
    value_code: code.optional(),
    /** UCUM; results in other units do not count. */
    unit: z.string().optional(),
  }),
  z.strictObject({
    event_type: z.literal('encounter'),
    codes: codes.optional(),
    encounter_class: z.enum(ENCOUNTER_CLASSES).optional(),
  }),
  z.strictObject({ event_type: z.literal('death'), codes: codes.optional() }),
  z.strictObject({
    event_type: z.enum([
      'condition',
      'medication',
      'procedure',
      'immunization',
      'allergy',
      'carePlan',
      'device',
      'imagingStudy',
      'report',
      'supply',
    ]),
    codes,
  }),
]);

const source = z.strictObject({ id: z.string(), citation: z.string(), url: z.string().optional() });

const index = (condition: z.ZodType<ConditionJson>) =>
  z.strictObject({
    /** Name of one of `events`. */
    event: z.string(),
    /** First and last day on which it counts. */
    from: day.optional(),
    to: day.optional(),
    /** What must hold at that moment; the first event at which it does is the index event. */
    when: condition.optional(),
    source: sourceId.optional(),
  });

const criterion = (condition: z.ZodType<ConditionJson>) =>
  z.strictObject({ name: z.string().min(1), when: condition, source: sourceId.optional() });

const followUp = z.strictObject({
  /** It ends after this, at death, or where records end. */
  length: calendarSpan,
  /** Records must reach at least so far beyond the index date. */
  minimum: calendarSpan.optional(),
  /** Whether those who die before the minimum is over are members. */
  deaths: z.enum(['kept', 'excluded']).optional(),
});

/** The shape of a cohort file. */
export function cohortShape() {
  const condition: z.ZodType<ConditionJson> = z.lazy(() => conditionUnion);
  const kit: FieldKit = { condition };
  const conditionUnion = z.discriminatedUnion(
    'condition_type',
    COHORT_CONDITIONS.map((definition) => conditionShape(definition, kit)) as unknown as readonly [
      z.ZodObject<{ condition_type: z.ZodLiteral<string> }>,
    ],
  );
  const file = z.strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1),
    kind: z.literal('cohort'),
    strict: z.boolean().optional(),
    title: z.string().min(1),
    question: z.string().min(1),
    remarks: z.array(z.string()).optional(),
    sources: z.array(source).optional(),
    modules: z.array(z.string()).min(1),
    events: z.record(z.string(), z.array(eventPattern).min(1)),
    index: index(condition),
    inclusion: z.array(criterion(condition)),
    exclusion: z.array(criterion(condition)).optional(),
    follow_up: followUp,
    outcomes: z.array(criterion(condition)).optional(),
    exports: z.array(z.string()).min(1).optional(),
  });
  return { file, condition };
}

export type CohortJson = z.output<ReturnType<typeof cohortShape>['file']>;
export type CriterionJson = z.output<ReturnType<typeof criterion>>;
export type EventPatternJson = z.output<typeof eventPattern>;
