import type { SimTime } from '../core/time.ts';

/** From when on something has a value. */
export interface Step<Value> {
  readonly from: SimTime;
  readonly value: Value;
}

/** The values of something over a life: steps in the order of time, each until the next. The first is from birth unless it says otherwise. */
export type Timeline<Value> = readonly Step<Value>[];

/** The value at `t`; undefined before the first step. */
export function valueAt<Value>(timeline: Timeline<Value>, t: SimTime): Value | undefined {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeline[middle] as Step<Value>).from <= t) low = middle + 1;
    else high = middle;
  }
  return timeline[low - 1]?.value;
}
