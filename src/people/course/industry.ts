import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfPieces } from './pieces.ts';
import { uniform } from './ranks.ts';
import type { WorkLife } from './work-life.ts';

/** Blocks of three years after which people may change to another industry, and how many do (a judgement). */
const BLOCKS_OF_CAREER = 3;
const CHANGES = 0.4;

/** Industry of the present or last job at one date; undefined before the first. */
export function industryAt(life: WorkLife, draws: Draws, t: SimTime): string | undefined {
  if (t < life.from) return undefined;
  let year = life.years.index(t);
  let education = life.levelAt(t);
  let start = t;
  const first = life.years.index(life.from);
  while (life.isNotWorking(year, education)) {
    // Back to the stretch before: the last day before this one began.
    const reached = education > 0 ? (life.dates[education - 1] as number) : -Infinity;
    start = Math.max(life.years.start(year), reached, life.from) - 1;
    if (start < life.from || year < first) return undefined;
    year = life.years.index(start);
    education = life.levelAt(start);
  }
  return industryOf(life, draws, year, education);
}

/** Industry of the present or last job, from the first one on. */
export function industryTimeline(life: WorkLife, draws: Draws): Timeline<string> {
  return timelineOfPieces<string>(life, life.from, (year, education, add, start) => {
    if (!life.isNotWorking(year, education)) add(start, industryOf(life, draws, year, education));
  });
}

function industryOf(life: WorkLife, draws: Draws, year: number, education: number): string {
  const career = Math.floor(life.years.block(year) / BLOCKS_OF_CAREER);
  const changes = uniform(draws, 'industryOfCareer', career, Purpose.probability) < CHANGES;
  const u = changes
    ? uniform(draws, 'industryOfCareer', career, Purpose.value)
    : uniform(draws, 'industry', 0, Purpose.value);
  return life.social.industry.at(life.subject.sex, education, life.calendarYear(year), u);
}
