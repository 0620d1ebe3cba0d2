import fc from 'fast-check';
import { type Body, body, distribution, plain, range, reason } from './random-body.ts';
import { anyCode, ENTRIES, FLAGS, NUMBERS, randomCondition, TEXTS, WORDS } from './random-conditions.ts';
import { ending, measurement, onset, order, supply } from './random-entries.ts';
import type { Json } from './random-module.ts';

/** Any state of the format but Initial, Terminal and CallSubmodule. */
export function randomBody(): fc.Arbitrary<Body> {
  return fc.oneof(
    { arbitrary: pause(), weight: 6 },
    { arbitrary: plain('Delay', shortSpan()), weight: 2 },
    { arbitrary: guard(), weight: 2 },
    { arbitrary: plain('Simple', fc.constant({})), weight: 2 },
    { arbitrary: attributeState(), weight: 4 },
    { arbitrary: encounterState(), weight: 5 },
    { arbitrary: onset(), weight: 4 },
    { arbitrary: order(), weight: 4 },
    { arbitrary: ending(), weight: 4 },
    { arbitrary: measurement(), weight: 4 },
    { arbitrary: supply(), weight: 3 },
    { arbitrary: plain('Death', farSpan()), weight: 1 },
    { arbitrary: physiology(), weight: 1 },
  );
}

/** A Delay of two weeks or more. */
function pause(): fc.Arbitrary<Body> {
  const unit = fc.constantFrom('weeks', 'months', 'years');
  const amount = fc.integer({ min: 2, max: 9 });
  return fc
    .oneof(
      fc.tuple(amount, unit).map(([quantity, of]): Json => ({ exact: { quantity, unit: of } })),
      fc
        .tuple(amount, fc.nat(5), unit)
        .map(([low, more, of]): Json => ({ range: { low, high: low + more, unit: of } })),
      fc.tuple(amount, fc.nat(5), unit).map(
        ([low, more, of]): Json => ({
          distribution: { kind: 'UNIFORM', parameters: { low, high: low + more } },
          unit: of,
        }),
      ),
    )
    .map((json) => body('Delay', () => json, true));
}

function shortSpan(): fc.Arbitrary<Json> {
  const unit = fc.constantFrom('minutes', 'hours', 'days');
  return fc.oneof(
    fc.tuple(fc.constantFrom(0, 0.5, 1, 10), unit).map(([quantity, of]): Json => ({ exact: { quantity, unit: of } })),
    fc.tuple(distribution, unit).map(([drawn, of]): Json => ({ distribution: drawn, unit: of })),
  );
}

function farSpan(): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.integer({ min: 1, max: 40 }).map((quantity): Json => ({ exact: { quantity, unit: 'years' } })),
    fc.constant({ range: { low: 1, high: 60, unit: 'months' } }),
  );
}

function guard(): fc.Arbitrary<Body> {
  return randomCondition().map((allow) => body('Guard', (draft) => ({ allow: allow(draft) })));
}

function attributeState(): fc.Arbitrary<Body> {
  const set = (names: readonly string[], value: fc.Arbitrary<Json>) =>
    fc.tuple(fc.constantFrom(...names), value).map(([attribute, json]): Json => ({ attribute, ...json }));
  return fc.oneof(
    plain(
      'SetAttribute',
      set(
        NUMBERS,
        fc.integer({ min: -2, max: 6 }).map((value) => ({ value })),
      ),
    ),
    plain(
      'SetAttribute',
      set(
        NUMBERS,
        distribution.map((drawn) => ({ distribution: drawn })),
      ),
    ),
    plain(
      'SetAttribute',
      set(
        NUMBERS,
        range.map((between) => ({ range: between })),
      ),
    ),
    plain('SetAttribute', set(NUMBERS, fc.constant({ expression: '#{age} / 2 + 1' }))),
    plain(
      'SetAttribute',
      set(
        TEXTS,
        fc.constantFrom(...WORDS).map((value) => ({ value })),
      ),
    ),
    plain(
      'SetAttribute',
      set(
        FLAGS,
        fc.boolean().map((value) => ({ value })),
      ),
    ),
    plain('SetAttribute', set([...NUMBERS, ...TEXTS, ...FLAGS, ...ENTRIES], fc.constant({}))),
    plain(
      'Counter',
      set(
        NUMBERS,
        fc.record({ action: fc.constantFrom('increment', 'decrement'), amount: fc.integer({ min: 1, max: 3 }) }),
      ),
    ),
  );
}

function encounterState(): fc.Arbitrary<Body> {
  const own = fc
    .tuple(fc.constantFrom('ambulatory', 'emergency', 'inpatient', 'urgentcare'), anyCode('Encounter'), reason)
    .map(([encounterClass, code, why]) =>
      body('Encounter', (draft) => ({ encounter_class: encounterClass, codes: [code], ...draft.reason(why) })),
    );
  return fc.oneof(own, plain('Encounter', fc.constant({ wellness: true })), plain('EncounterEnd', fc.constant({})));
}

function physiology(): fc.Arbitrary<Body> {
  return fc.constant({
    ...body('Physiology', () => ({ model: 'model.xml', solver: 'runge_kutta', step_size: 0.1, sim_duration: 10 })),
    hasAlternative: true,
  });
}

/** A state that calls one of the submodules. */
export function randomCall(submodules: readonly string[]): fc.Arbitrary<Body> {
  return plain(
    'CallSubmodule',
    fc.constantFrom(...submodules).map((submodule) => ({ submodule })),
  );
}
