import type { SimTime } from '../../core/time.ts';
import type { Step, Timeline } from '../../record/timeline.ts';
import type { WorkLife } from './work-life.ts';

/**
 * Cuts the time from `from` to the end of a life's course where `ends` says that a stretch ends and where a level of education is
 * reached, and lets `of` say what there is in each stretch, from its start on; equal neighbours become one step.
 */
export function timelineOfStretches<Value>(
  life: WorkLife,
  from: SimTime,
  ends: (start: SimTime) => SimTime,
  of: (start: SimTime, stop: SimTime, add: (at: SimTime, value: Value) => void) => void,
): Timeline<Value> {
  const steps: Step<Value>[] = [];
  let last: Value | undefined;
  const add = (at: SimTime, value: Value) => {
    if (value === last || at > life.end) return;
    last = value;
    steps.push({ from: at, value });
  };
  let start = from;
  while (start <= life.end) {
    const stop = Math.min(ends(start), life.nextLevel(start));
    of(start, stop, add);
    start = stop;
  }
  return steps;
}

/** As `timelineOfStretches`, with a stretch for each of the person's own years from the first working age on. */
export function timelineOfYears<Value>(
  life: WorkLife,
  of: (start: SimTime, stop: SimTime, add: (at: SimTime, value: Value) => void) => void,
): Timeline<Value> {
  return timelineOfStretches(life, life.from, (start) => life.years.start(life.years.index(start) + 1), of);
}
