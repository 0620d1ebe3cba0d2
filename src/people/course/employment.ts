import type { SimTime } from '../../core/time.ts';
import type { Employment } from '../../record/life-course.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfYears } from './pieces.ts';
import type { Looking, WorkLife } from './work-life.ts';

/** Work at one date, from the 16th birthday on. */
export function employmentAt(life: WorkLife, t: SimTime): Employment | undefined {
  if (t < life.from) return undefined;
  const standing = life.at(t);
  return standing.isNotWorking ? 'not-working' : workOn(t, life.looking(standing));
}

function workOn(t: SimTime, looking: Looking | undefined): Employment {
  if (looking === undefined) return 'working';
  const { from, to } = looking;
  return (from < to ? t >= from && t < to : t >= from || t < to) ? 'looking' : 'working';
}

/**
 * Working, looking for work, or neither, from the 16th birthday on. Who is low among those of the same age, sex and education does
 * not work; ranks change somewhat every three years, and the bound moves with age, schooling and the times. Looking lasts half a
 * year, or less where a year of the person's own ends.
 */
export function employmentTimeline(life: WorkLife): Timeline<Employment> {
  return timelineOfYears<Employment>(life, (start, stop, add) => {
    const standing = life.at(start);
    if (standing.isNotWorking) {
      add(start, 'not-working');
      return;
    }
    const looking = life.looking(standing);
    add(start, workOn(start, looking));
    if (looking === undefined) return;
    const first = Math.min(looking.from, looking.to);
    const last = Math.max(looking.from, looking.to);
    if (first > start && first < stop) add(first, workOn(first, looking));
    if (last > start && last < stop) add(last, workOn(last, looking));
  });
}
