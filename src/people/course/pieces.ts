import type { SimTime } from '../../core/time.ts';
import type { Step, Timeline } from '../../record/timeline.ts';
import type { WorkLife } from './work-life.ts';

/**
 * Cuts the time from `from` to the end of a life's course where a personal year begins or a level of education is reached, and
 * lets `of` say what there is in each stretch; equal neighbours become one step.
 */
export function timelineOfPieces<Value>(
  life: WorkLife,
  from: SimTime,
  of: (year: number, education: number, add: (at: SimTime, value: Value) => void, start: SimTime) => void,
): Timeline<Value> {
  const steps: Step<Value>[] = [];
  const add = (at: SimTime, value: Value) => {
    const last = steps[steps.length - 1];
    if (last !== undefined && last.value === value) return;
    if (at <= life.end) steps.push({ from: at, value });
  };
  let start = from;
  while (start <= life.end) {
    const year = life.years.index(start);
    const education = life.levelAt(start);
    of(year, education, add, start);
    const reached = education < 4 ? (life.dates[education] as number) : Infinity;
    start = Math.min(life.years.start(year + 1), reached);
  }
  return steps;
}
