import fc from 'fast-check';
import { attributeIs, delay, encounter, guard, type Json, type States, set } from './scripts.ts';

/** States of which any may lead to any, so that there are loops without time, loops of tiny delays, and modules that wake each other. */
export function wildModule(): fc.Arbitrary<States> {
  const size = fc.integer({ min: 2, max: 6 });
  return size.chain((count) => {
    const target = fc.nat(count - 1).map((index) => `S${index}`);
    const state = fc.tuple(body(), fc.tuple(target, target), fc.constantFrom(0.5, 0.9, 0.99, 1));
    return fc
      .array(state, { minLength: count, maxLength: count })
      .map((states) =>
        Object.fromEntries([
          ['Initial', { type: 'Initial', direct_transition: 'S0' }],
          ...states.map(([json, [first, second], share], i) => [
            `S${i}`,
            json['type'] === 'Terminal' ? json : { ...json, distributed_transition: split(first, second, share) },
          ]),
        ]),
      );
  });
}

function split(first: string, second: string, share: number): readonly Json[] {
  return [
    { transition: first, distribution: share },
    { transition: second, distribution: 1 - share },
  ];
}

function body(): fc.Arbitrary<Json> {
  const value = fc.constantFrom('a', 'b');
  return fc.oneof(
    fc.constant({ type: 'Simple' }),
    fc.constant({ type: 'Terminal' }),
    value.map((word) => set('turn', word)),
    value.map((word) => guard(attributeIs('turn', '==', word))),
    fc.constantFrom(delay(0, 'days'), delay(30, 'days'), delay(3, 'years')),
    fc.constant(encounter('ambulatory')),
    fc.constant({ type: 'EncounterEnd' }),
    fc.constant({ type: 'Encounter', wellness: true }),
    fc.constant({ type: 'Symptom', symptom: 'Pain', range: { low: 0, high: 600 } }),
  );
}
