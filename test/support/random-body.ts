import fc from 'fast-check';
import { ENTRIES, type Later } from './random-conditions.ts';
import type { Json } from './random-module.ts';

/** A state without its transition. */
export interface Body {
  readonly type: string;
  /** At least two weeks go by in it, so that a transition may lead back. */
  readonly isPause: boolean;
  /** The state chooses its successor by `alt_direct_transition`. */
  readonly hasAlternative?: boolean;
  readonly fields: Later<Json>;
}

/** A distribution of small positive numbers. */
export const distribution: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((value) => ({ kind: 'EXACT', parameters: { value } })),
  fc.tuple(fc.nat(5), fc.nat(9)).map(([low, more]) => ({ kind: 'UNIFORM', parameters: { low, high: low + more } })),
  fc.integer({ min: 1, max: 9 }).map((mean) => ({
    kind: 'GAUSSIAN',
    parameters: { mean, standardDeviation: 2, min: 0, max: 20 },
  })),
  fc.integer({ min: 1, max: 9 }).map((mean) => ({ kind: 'EXPONENTIAL', parameters: { mean } })),
  fc.integer({ min: 1, max: 9 }).map((mode) => ({ kind: 'TRIANGULAR', parameters: { min: 0, mode, max: 10 } })),
);

export const range = fc.tuple(fc.nat(50), fc.nat(50)).map(([low, more]) => ({ low, high: low + more }));
export const reason = fc.option(fc.nat(), { nil: undefined });
export const assigned = fc.option(fc.constantFrom(...ENTRIES), { nil: undefined });

export function body(type: string, fields: Later<Json>, isPause = false): Body {
  return { type, isPause, fields };
}

export function plain(type: string, json: fc.Arbitrary<Json>): fc.Arbitrary<Body> {
  return json.map((value) => body(type, () => value));
}
