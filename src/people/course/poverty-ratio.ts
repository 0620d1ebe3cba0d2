import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfPieces } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Household income over the poverty line at one date, from birth on, in hundredths. */
export function povertyRatioAt(life: WorkLife, t: SimTime): number | undefined {
  if (t < life.subject.birth) return undefined;
  return life.povertyRatio(life.years.index(t), life.levelAt(t));
}

/** Household income over the poverty line over the life: children have their parents', adults' goes with their own income. */
export function povertyRatioTimeline(life: WorkLife): Timeline<number> {
  return timelineOfPieces<number>(life, life.subject.birth, (year, education, add, start) => {
    add(start, life.povertyRatio(year, education));
  });
}
