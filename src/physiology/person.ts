import type { Draws } from '../core/random/draws.ts';
import type { SimTime } from '../core/time.ts';
import type { Reference } from '../reference/data.ts';
import type { Sex } from '../reference/terms.ts';
import type { Body } from './body.ts';
import type { Signal } from './signal.ts';

/** What bodies are made by. */
export type BodyFacts = Pick<Reference, 'body' | 'births' | 'weightForLength'>;

/** Whose signals, and what they are read from. */
export interface SignalPerson {
  readonly sex: Sex;
  readonly birth: SimTime;
  readonly draws: Draws;
  readonly body: Body;
  readonly charts: BodyFacts;
  /** Told of each true value that would be outside the limits of life, and of each, true or measured, above the ceiling, before it is held there. */
  readonly held: (signal: Signal, bound: 'limits' | 'ceiling') => void;
}
