import { z } from 'zod';
import { parseTime } from '../core/time.ts';
import { band, expectedNumber, expectedValue } from './case-values.ts';

/** The shapes of files of scripted cases: `module-cases-1` and `condition-cases-1`. Times are milliseconds after `person.time`. */

const instant = z
  .string()
  .refine((text) => parseTime(text) !== undefined, { error: 'is no time (YYYY-MM-DDTHH:MM:SSZ)' });

const code = z.looseObject({ system: z.string(), code: z.string(), display: z.string().optional() });

const step = z.strictObject({
  state: z.string(),
  at: z.number(),
  passes: z.boolean().nullable().optional(),
  wellnessVisit: z.boolean().optional(),
});

/** Who the case is about: nothing else is known of the person. */
export const scriptedPerson = z.strictObject({
  sex: z.string(),
  birth: instant,
  time: instant,
  race: z.string().optional(),
  ethnicity: z.string().optional(),
  state: z.string().optional(),
  insurance: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  vitals: z.record(z.string(), z.number()).optional(),
  /** Usual values of signals at `time`. */
  signals: z.record(z.string(), z.number()).optional(),
  activeConditions: z.array(code).optional(),
  activeAllergies: z.array(code).optional(),
  activeCarePlans: z.array(code).optional(),
  endedConditions: z.array(code).optional(),
  endedAllergies: z.array(code).optional(),
  endedCarePlans: z.array(code).optional(),
  observations: z.array(z.strictObject({ code, value: z.unknown() })).optional(),
  symptoms: z
    .array(z.strictObject({ module: z.string(), cause: z.string(), symptom: z.string(), value: z.number() }))
    .optional(),
  history: z
    .array(z.strictObject({ state: z.string(), entered: z.number().nullable(), exited: z.number().nullable() }))
    .optional(),
  physiology: z.boolean().optional(),
});

/** How the module is driven. */
const run = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('load') }),
  z.strictObject({
    mode: z.literal('module'),
    at: z.array(z.number()).optional(),
    step: z.number().optional(),
    until: z.literal('finished').optional(),
    maxSteps: z.int().optional(),
    wellnessVisits: z.array(z.number()).optional(),
    checks: z.array(z.looseObject({})).optional(),
  }),
  z.strictObject({ mode: z.literal('states'), steps: z.array(step) }),
  z.strictObject({ mode: z.literal('delays'), states: z.array(z.string()), draws: z.int() }),
  z.strictObject({
    mode: z.literal('lives'),
    lives: z.int(),
    at: z.array(z.number()).optional(),
    step: z.number().optional(),
    until: z.literal('finished').optional(),
    maxSteps: z.int().optional(),
    wellnessVisits: z.array(z.number()).optional(),
  }),
]);

const shares = z.record(z.string(), band);
const visit = z.tuple([
  z.string(),
  z.union([z.number(), z.null(), z.literal('any')]),
  z.union([z.number(), z.null(), z.literal('any')]),
]);

/** What must hold; only what is named is expected. */
const expectationShape = {
  finished: z.boolean().optional(),
  path: z.array(z.string()).optional(),
  pathFiles: z.array(z.string()).optional(),
  history: z.array(visit).optional(),
  historyStart: z.array(visit).optional(),
  exits: z.array(z.tuple([z.string(), z.number()])).optional(),
  lastEntered: z.union([z.tuple([z.string(), z.number()]), z.array(z.tuple([z.string(), z.number()]))]).optional(),
  visited: z.record(z.string(), z.boolean()).optional(),
  blockedIn: z
    .strictObject({ state: z.string(), file: z.string().optional(), caller: z.string().optional() })
    .optional(),
  delays: z
    .array(
      z.strictObject({
        state: z.string(),
        min: z.number().optional(),
        max: z.number().optional(),
        wholeUnits: z.number().optional(),
        mean: band.optional(),
      }),
    )
    .optional(),
  entries: z.array(z.looseObject({ kind: z.string() }).catchall(expectedValue)).optional(),
  counts: z.record(z.string(), z.int()).optional(),
  active: z.record(z.string(), z.boolean()).optional(),
  attributes: z.record(z.string(), expectedValue).optional(),
  vitals: z.record(z.string(), expectedNumber('reads', 'distinct')).optional(),
  /** Usual values of signals at the last step. */
  signals: z.record(z.string(), expectedNumber()).optional(),
  symptoms: z.record(z.string(), expectedNumber('updated')).optional(),
  stepAttributes: z.strictObject({ name: z.string(), values: z.array(z.unknown()) }).optional(),
  alive: z.array(z.tuple([z.number(), z.boolean()])).optional(),
  death: z.number().nullable().optional(),
  deathBetween: band.optional(),
  causeOfDeath: z.string().nullable().optional(),
  deathNotBeforeEncounterStop: z.boolean().optional(),
  noEncounterFromDeath: z.boolean().optional(),
  shares: shares.optional(),
  visitShares: shares.optional(),
  reactionShares: z.strictObject({ allergy: z.string(), shares: z.record(z.string(), shares) }).optional(),
  symptomShares: z.unknown().optional(),
  implies: z.array(z.tuple([z.string(), z.string()])).optional(),
  meanHistoryLength: band.optional(),
  error: z.strictObject({ when: z.enum(['load', 'run']), mentions: z.array(z.string()) }).optional(),
  defects: z.array(z.strictObject({ state: z.string(), what: z.string() })).optional(),
};

/** What can be expected, in the order of the reference. */
export const EXPECTATIONS = Object.keys(expectationShape);

// Words that are not known are kept: judging says that they are nothing that can be expected.
const expectation = z.looseObject(expectationShape);

export const moduleCases = z.looseObject({
  format: z.literal('module-cases-1'),
  description: z.string().optional(),
  cases: z.array(
    z.looseObject({
      id: z.string(),
      module: z.string(),
      case: z.string(),
      person: scriptedPerson,
      run,
      expect: expectation,
    }),
  ),
});

export const conditionCases = z.looseObject({
  format: z.literal('condition-cases-1'),
  description: z.string().optional(),
  cases: z.array(
    z.looseObject({
      id: z.string(),
      condition: z.string(),
      definition: z.looseObject({ condition_type: z.string() }),
      person: scriptedPerson,
      expect: z.boolean(),
      referenceStops: z.string().optional(),
    }),
  ),
});

/** Any file of cases. */
export const caseFile = z.discriminatedUnion('format', [moduleCases, conditionCases]);

export type ScriptedPerson = z.output<typeof scriptedPerson>;
export type ModuleCase = z.output<typeof moduleCases>['cases'][number];
export type ConditionCase = z.output<typeof conditionCases>['cases'][number];
export type Expectation = z.output<z.ZodObject<typeof expectationShape, z.core.$strict>>;
export type Run = z.output<typeof run>;
