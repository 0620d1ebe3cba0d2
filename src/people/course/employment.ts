import type { SimTime } from '../../core/time.ts';
import type { Employment } from '../../record/life-course.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfPieces } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Work at one date, from the 16th birthday on. */
export function employmentAt(life: WorkLife, t: SimTime): Employment | undefined {
  if (t < life.from) return undefined;
  const year = life.years.index(t);
  const education = life.levelAt(t);
  if (life.isNotWorking(year, education)) return 'not-working';
  return life.lookingHalf(year, education) === (t < life.years.middle(year) ? 0 : 1) ? 'looking' : 'working';
}

/**
 * Working, looking for work, or neither, from the 16th birthday on. Who is low among those of the same age, sex and education does
 * not work; ranks change somewhat every three years, and the bound moves with age, schooling and the times. Looking lasts half a year.
 */
export function employmentTimeline(life: WorkLife): Timeline<Employment> {
  return timelineOfPieces<Employment>(life, life.from, (year, education, add, start) => {
    if (life.isNotWorking(year, education)) {
      add(start, 'not-working');
      return;
    }
    const half = life.lookingHalf(year, education);
    const middle = life.years.middle(year);
    add(start, half === (start < middle ? 0 : 1) ? 'looking' : 'working');
    const reached = education < 4 ? (life.dates[education] as number) : Infinity;
    if (half !== undefined && start < middle && middle < reached) add(middle, half === 1 ? 'looking' : 'working');
  });
}
