import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfPieces } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Personal income at one date in dollars of the year, from the 16th birthday on; 0 without income. */
export function incomeAt(life: WorkLife, t: SimTime): number | undefined {
  const { given } = life.subject;
  if (given?.income !== undefined && isLastPiece(life, t)) return given.income;
  if (t < life.from) return undefined;
  return life.income(life.years.index(t), life.levelAt(t));
}

/** Personal income over the life: a step a year, and where a level of education is reached. */
export function incomeTimeline(life: WorkLife): Timeline<number> {
  const { given } = life.subject;
  if (given?.income !== undefined && life.end < life.from) return [{ from: life.subject.birth, value: given.income }];
  return timelineOfPieces<number>(life, life.from, (year, education, add, start) => {
    const fixed = given?.income !== undefined && isLastPiece(life, start);
    add(start, fixed ? (given?.income as number) : life.income(year, education));
  });
}

/** Whether a time lies in the stretch of the end of the course, for which an income may be given. */
function isLastPiece(life: WorkLife, t: SimTime): boolean {
  if (life.end < life.from) return t >= life.subject.birth;
  return (
    t >= life.from && life.years.index(t) === life.years.index(life.end) && life.levelAt(t) === life.levelAt(life.end)
  );
}
