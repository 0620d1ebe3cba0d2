import type { SimTime } from '../core/time.ts';

/** When a person comes for wellness: the habit of a world. */
export interface WellnessHabit {
  /**
   * The earliest time, not before `from`, at which a visit is due after one that began at `last` (-Infinity where there was none). With
   * `hasChronic`, drugs are taken all the time.
   */
  due(last: SimTime, hasChronic: boolean, from: SimTime): SimTime;
  /** Whether an appointment at `t` is missed, and made up for later, as `u` in (0, 1) decides; left out where nobody misses any. */
  misses?(t: SimTime, u: number): boolean;
}
