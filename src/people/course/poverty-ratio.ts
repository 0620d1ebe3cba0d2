import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfStretches } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Household income over the poverty line at one date, from birth on, in hundredths. */
export function povertyRatioAt(life: WorkLife, t: SimTime): number | undefined {
  return t < life.subject.birth ? undefined : life.povertyRatio(t);
}

/**
 * Household income over the poverty line over the life: children have their parents', adults' goes with their own income. It moves
 * every three years and where a level of education is reached.
 */
export function povertyRatioTimeline(life: WorkLife): Timeline<number> {
  const { years } = life;
  const ends = (start: SimTime) => years.start(years.middleOfBlock(years.block(years.index(start))) + 2);
  return timelineOfStretches<number>(life, life.subject.birth, ends, (start, _, add) =>
    add(start, life.povertyRatio(start)),
  );
}
