import type { SimTime } from '../core/time.ts';
import type { Signal } from './signal.ts';

/** Something that acts on a signal of one person for a time: a disease, a drug, an illness that passes. */
export interface ActingEffect {
  readonly signal: Signal;
  /** What `size` does: is added, is a factor (1 changes nothing), or is added for each year that it acts. */
  readonly change: 'add' | 'multiply' | 'add-per-year';
  /** In the signal's unit (a factor has none), with the person's own response and adherence in it. */
  readonly size: number;
  /** Of a factor: what it multiplies is the part of the value above this, in the signal's unit. All of the value where left out. */
  readonly above?: number;
  readonly from: SimTime;
  /** When it stops acting; Infinity while nothing has ended it. */
  until(): SimTime;
  /** Time in which it comes to 95 % of its size; 0 for at once. What adds per year has none. */
  readonly buildUp: SimTime;
  /** Time in which 95 % of it are gone after its end; 0 for at once. */
  readonly wearOff: SimTime;
  /** What put it there, for traces. */
  readonly cause: string;
}
