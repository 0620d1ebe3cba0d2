import fc from 'fast-check';
import type { Draft, Json } from './random-module.ts';

/** Something that is known once the names of the module's states are. */
export type Later<T> = (draft: Draft) => T;

const OPERATORS = ['<', '<=', '==', '>=', '>', '!=', 'is nil', 'is not nil'] as const;

export const NUMBERS = ['count', 'level', 'score of risk'] as const;
export const TEXTS = ['stage', 'plan'] as const;
export const FLAGS = ['exposed', 'treated'] as const;
export const ENTRIES = ['illness', 'medicine', 'finding'] as const;
export const WORDS = ['mild', 'moderate', 'severe'] as const;
export const SYMPTOMS = ['Cough', 'Pain'] as const;
export const VITAL_SIGNS = ['Systolic Blood Pressure', 'Heart Rate', 'Own Sign'] as const;

/** A made-up code; few of each kind, so that states and conditions meet. */
export function codeOf(kind: string, number: number): Json {
  return { system: 'SNOMED-CT', code: `${kind.length}${number}00`, display: `${kind} ${number}` };
}

/** One of three codes of a kind of thing. */
export function anyCode(kind: string): fc.Arbitrary<Json> {
  return fc.integer({ min: 1, max: 3 }).map((number) => codeOf(kind, number));
}

const operator = fc.constantFrom(...OPERATORS);
const order = fc.constantFrom(...OPERATORS.slice(0, 6));

/** Any condition of the format, nested up to two deep; those that speak of states name states of the module. */
export function randomCondition(): fc.Arbitrary<Later<Json>> {
  const { condition } = fc.letrec<{ condition: Later<Json> }>((tie) => ({
    condition: fc.oneof({ maxDepth: 2, withCrossShrink: true }, leaf(), nested(tie('condition'))),
  }));
  return condition;
}

function nested(condition: fc.Arbitrary<Later<Json>>): fc.Arbitrary<Later<Json>> {
  const list = fc.array(condition, { maxLength: 3 });
  const counted = fc.tuple(list, fc.nat(2));
  return fc.oneof(
    fc.tuple(fc.constantFrom('And', 'Or'), list).map(([type, parts]) => grouped(type, {}, parts)),
    counted.map(([parts, minimum]) => grouped('At Least', { minimum }, parts)),
    counted.map(([parts, maximum]) => grouped('At Most', { maximum }, parts)),
    condition.map((part) => (draft: Draft) => ({ condition_type: 'Not', condition: part(draft) })),
  );
}

function grouped(type: string, fields: Json, parts: readonly Later<Json>[]): Later<Json> {
  return (draft) => ({ condition_type: type, ...fields, conditions: parts.map((part) => part(draft)) });
}

function leaf(): fc.Arbitrary<Later<Json>> {
  return fc.oneof(
    { arbitrary: fixed(person()), weight: 3 },
    { arbitrary: fixed(calendar()), weight: 2 },
    { arbitrary: fixed(attribute()), weight: 4 },
    { arbitrary: fixed(record()), weight: 4 },
    { arbitrary: priorState(), weight: 2 },
  );
}

function fixed(json: fc.Arbitrary<Json>): fc.Arbitrary<Later<Json>> {
  return json.map((value) => () => value);
}

function person(): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.constantFrom({ condition_type: 'True' }, { condition_type: 'False' }),
    fc.constantFrom('F', 'M').map((gender) => ({ condition_type: 'Gender', gender })),
    fc.constantFrom('White', 'black', 'Asian').map((race) => ({ condition_type: 'Race', race })),
    fc.constantFrom('High', 'Low').map((category) => ({ condition_type: 'Socioeconomic Status', category })),
    fc.record({
      condition_type: fc.constant('Age'),
      operator: order,
      quantity: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom(0.5, 17.5)),
      unit: fc.constantFrom('years', 'months'),
    }),
    fc.record({
      condition_type: fc.constant('Symptom'),
      symptom: fc.constantFrom(...SYMPTOMS),
      operator: order,
      value: fc.integer({ min: 0, max: 100 }),
    }),
    fc.record({
      condition_type: fc.constant('Vital Sign'),
      vital_sign: fc.constantFrom(...VITAL_SIGNS),
      operator,
      value: fc.integer({ min: 60, max: 160 }),
    }),
  );
}

function calendar(): fc.Arbitrary<Json> {
  const year = fc.integer({ min: 1920, max: 2025 });
  const day = fc.record({ year, month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
  return fc.oneof(
    fc.record({ condition_type: fc.constant('Date'), operator: order, year }),
    fc.record({ condition_type: fc.constant('Date'), operator: order, month: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ condition_type: fc.constant('Date'), operator: order, date: day }),
  );
}

function attribute(): fc.Arbitrary<Json> {
  const compared = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
    fc.record({
      condition_type: fc.constant('Attribute'),
      attribute: fc.constantFrom(...names),
      operator,
      value,
    });
  return fc.oneof(
    compared(NUMBERS, fc.integer({ min: -2, max: 6 })),
    compared(TEXTS, fc.constantFrom(...WORDS)),
    compared(FLAGS, fc.boolean()),
    fc.constantFrom(...ENTRIES).map((name) => ({
      condition_type: 'Attribute',
      attribute: name,
      operator: 'is not nil',
    })),
  );
}

function record(): fc.Arbitrary<Json> {
  const active = (type: string, kind: string) =>
    fc.oneof(
      anyCode(kind).map((code): Json => ({ condition_type: type, codes: [code] })),
      fc.constantFrom(...ENTRIES).map((name): Json => ({ condition_type: type, referenced_by_attribute: name })),
    );
  return fc.oneof(
    active('Active Condition', 'Condition'),
    active('Active Allergy', 'Allergy'),
    active('Active Medication', 'Medication'),
    active('Active CarePlan', 'Plan'),
    fc.record({
      condition_type: fc.constant('Observation'),
      codes: anyCode('Observation').map((code) => [code]),
      operator,
      value: fc.integer({ min: 0, max: 100 }),
    }),
  );
}

function priorState(): fc.Arbitrary<Later<Json>> {
  const within = fc.record({
    quantity: fc.integer({ min: 1, max: 24 }),
    unit: fc.constantFrom('days', 'weeks', 'months', 'years'),
  });
  const limit = fc.option(fc.oneof(within, fc.nat()), { nil: undefined });
  return fc.tuple(fc.nat(), limit).map(([name, since]) => (draft: Draft) => ({
    condition_type: 'PriorState',
    name: draft.state(name),
    ...(typeof since === 'number' && { since: draft.state(since) }),
    ...(typeof since === 'object' && { within: since }),
  }));
}
