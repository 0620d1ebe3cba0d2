import type { SimTime } from '../core/time.ts';
import type { ActingEffect } from './effect.ts';
import type { Measurement } from './measurement.ts';
import type { Signal } from './signal.ts';

/** The signals of one person: what they are at any time, and what acts on them. Reading changes nothing. */
export interface SignalReader {
  measure(signal: Signal, t: SimTime): Measurement;
  /** The value of `measure` alone; NaN where there is none. */
  reading(signal: Signal, t: SimTime): number;
  /** The true value. */
  latent(signal: Signal, t: SimTime): number;
  /** The true value without what varies within a person from day to day. */
  usual(signal: Signal, t: SimTime): number;
  /** The mean of a function of the usual value among people of the sex, of an age in completed years, in a calendar year (peer-mean.ts). */
  meanOfPeers(signal: Signal, age: number, year: number, of: (value: number) => number): number;
  /** The place of the measured value among people of the age and sex, 0 to 1; undefined where there is no value. */
  rank(signal: Signal, t: SimTime): number | undefined;
  act(effect: ActingEffect): void;
  /** What acts, acted or will act on the signal itself, in the order in which it began to. */
  effectsOn(signal: Signal): readonly ActingEffect[];
}
