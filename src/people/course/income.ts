import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfYears } from './pieces.ts';
import type { WorkLife } from './work-life.ts';

/** Personal income at one date in dollars of the year, from the 16th birthday on; 0 without income. */
export function incomeAt(life: WorkLife, t: SimTime): number | undefined {
  const given = life.subject.given?.income;
  if (given !== undefined && t >= givenFrom(life)) return given;
  return t < life.from ? undefined : life.income(life.at(t));
}

/** Personal income over the life: a step a year, and where a level of education is reached. */
export function incomeTimeline(life: WorkLife): Timeline<number> {
  const given = life.subject.given?.income;
  if (given === undefined)
    return timelineOfYears<number>(life, (start, _, add) => add(start, life.income(life.at(start))));
  const from = givenFrom(life);
  if (life.end < life.from) return [{ from, value: given }];
  return timelineOfYears<number>(life, (start, _, add) =>
    add(start, start >= from ? given : life.income(life.at(start))),
  );
}

/** Since when a given income is had: in the stretch of the end of the course; a child's since birth. */
function givenFrom(life: WorkLife): SimTime {
  if (life.end < life.from) return life.subject.birth;
  const level = life.levelAt(life.end);
  const reached = level > 0 ? (life.dates[level - 1] as number) : life.from;
  return Math.max(life.years.start(life.years.index(life.end)), reached, life.from);
}
