import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { SimTime } from '../../core/time.ts';
import type { Timeline } from '../../record/timeline.ts';
import { timelineOfYears } from './pieces.ts';
import { uniform } from './ranks.ts';
import type { Standing, WorkLife } from './work-life.ts';

/** Blocks of three years after which people may change to another industry, and how many do (a judgement). */
const BLOCKS_OF_CAREER = 3;
const CHANGES = 0.4;

/** Industry of the present or last job at one date; undefined before the first. */
export function industryAt(life: WorkLife, draws: Draws, t: SimTime): string | undefined {
  let at = t;
  while (at >= life.from) {
    const standing = life.at(at);
    if (!standing.isNotWorking) return industryOf(life, draws, standing);
    // Back to the stretch before: the last moment before this one began.
    const { year, education } = standing;
    const reached = education > 0 ? (life.dates[education - 1] as number) : Number.NEGATIVE_INFINITY;
    at = Math.max(life.years.start(year), reached) - 1;
  }
  return undefined;
}

/** Industry of the present or last job, from the first one on. */
export function industryTimeline(life: WorkLife, draws: Draws): Timeline<string> {
  let career = Number.NaN;
  let level = -1;
  return timelineOfYears<string>(life, (start, _, add) => {
    const standing = life.at(start);
    if (standing.isNotWorking) return;
    const now = careerOf(life, standing);
    if (now === career && standing.education === level) return;
    career = now;
    level = standing.education;
    add(start, industryOf(life, draws, standing));
  });
}

function careerOf(life: WorkLife, { year }: Standing): number {
  return Math.floor(life.years.block(year) / BLOCKS_OF_CAREER);
}

/** The same for the whole of a career at a level of education. */
function industryOf(life: WorkLife, draws: Draws, standing: Standing): string {
  const career = careerOf(life, standing);
  const changes = uniform(draws, 'industryOfCareer', career, Purpose.probability) < CHANGES;
  const u = changes
    ? uniform(draws, 'industryOfCareer', career, Purpose.value)
    : uniform(draws, 'industry', 0, Purpose.value);
  const middle = life.years.middleOfBlock(career * BLOCKS_OF_CAREER + 1);
  return life.social.industry.at(life.subject.sex, standing.education, life.years.calendarYear(middle), u);
}
