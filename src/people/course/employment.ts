import type { SimTime } from '../../core/time.ts';
import type { Employment } from '../../record/life-course.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfYears } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Work at one date, from the 16th birthday on. */
export function employmentAt(life: WorkLife, t: SimTime): Employment | undefined {
  if (t < life.from) return undefined;
  const standing = life.at(t);
  if (standing.isNotWorking) return 'not-working';
  return life.lookingHalf(standing) === (t < life.years.middle(standing.year) ? 0 : 1) ? 'looking' : 'working';
}

/**
 * Working, looking for work, or neither, from the 16th birthday on. Who is low among those of the same age, sex and education does
 * not work; ranks change somewhat every three years, and the bound moves with age, schooling and the times. Looking lasts half a year.
 */
export function employmentTimeline(life: WorkLife): Timeline<Employment> {
  return timelineOfYears<Employment>(life, (start, stop, add) => {
    const standing = life.at(start);
    if (standing.isNotWorking) {
      add(start, 'not-working');
      return;
    }
    const half = life.lookingHalf(standing);
    const middle = life.years.middle(standing.year);
    add(start, half === (start < middle ? 0 : 1) ? 'looking' : 'working');
    if (half !== undefined && start < middle && middle < stop) add(middle, half === 1 ? 'looking' : 'working');
  });
}
