import { normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { DAY, type SimTime, YEAR } from '../../core/time.ts';
import type { MaritalStatus } from '../../record/life-course.ts';
import type { Sex } from '../../record/person.ts';
import type { Step, Timeline } from '../../record/timeline.ts';
import type { Social } from '../../reference/social.ts';
import type { MarriageRisk } from '../../reference/social-marriage.ts';
import type { CourseSubject } from './course-subject.ts';
import { uniform } from './ranks.ts';

/** Nobody younger has a marital status or marries. */
const YOUNGEST = 15;
/** Spread of the logarithm of the years from YOUNGEST to the first marriage (a judgement: as skewed as published ages at marriage). */
const AGE_SPREAD = 0.55;
/** Years from wedding to parting, of those who part: median seven (NCHS, first marriages; not re-read) and the spread of the logarithm. */
const MARRIED_YEARS = 6.5;
const MARRIED_SPREAD = 0.8;
const SHORTEST = 0.5;
/** Later marriages break up more often than first ones (NSFG: 60 against 45 percent; not re-read). */
const LATER_MARRIAGE = 1.25;
const MOST_MARRIAGES = 4;
/** Husbands are older by so many years on average (Census Bureau; not re-read). */
const HUSBAND_OLDER = 2.5;
/** Adult death rates rise exponentially with age (period tables of 2017): logarithm of the rate at 0 and rise a year, by the sex of who dies. */
const DYING: Readonly<Record<Sex, readonly [number, number]>> = { M: [-9.79, 0.0888], F: [-10.8, 0.0974] };

/**
 * Shares who marry again in the end after a divorce or a death, by sex and age then, and mean years until then (a judgement after
 * NCHS and the Survey of Income and Program Participation: men more than women, the old hardly, the divorced more than the widowed).
 */
const AGAIN: Readonly<
  Record<'divorced' | 'widowed', Readonly<Record<Sex, readonly (readonly [below: number, share: number])[]>>>
> = {
  divorced: {
    F: [
      [35, 0.7],
      [50, 0.5],
      [65, 0.2],
      [200, 0.05],
    ],
    M: [
      [35, 0.75],
      [50, 0.6],
      [65, 0.4],
      [200, 0.15],
    ],
  },
  widowed: {
    F: [
      [50, 0.5],
      [65, 0.2],
      [200, 0.03],
    ],
    M: [
      [50, 0.7],
      [65, 0.45],
      [200, 0.15],
    ],
  },
};
const YEARS_UNTIL_AGAIN = 4;
const SHORTEST_UNTIL_AGAIN = 0.75;

export function maritalFrom(subject: CourseSubject): SimTime {
  return subject.birth + YOUNGEST * YEAR;
}

/**
 * Marriages, separations, divorces and deaths of a husband or wife, in a possible order: a first marriage at an age of the
 * cohort's distribution; each marriage ends by divorce, after a time apart, or by a death, whichever comes first; then some marry again.
 */
export function maritalTimeline(
  subject: CourseSubject,
  draws: Draws,
  social: Social,
  end: SimTime,
): Timeline<MaritalStatus> {
  const { sex, birth, group } = subject;
  const steps: Step<MaritalStatus>[] = [];
  const from = maritalFrom(subject);
  if (end < from) return steps;
  const risk = social.marriage.of(sex, group, 1970 + birth / YEAR);
  const add = (age: number, value: MaritalStatus): boolean => {
    const at = Math.floor((birth + age * YEAR) / DAY) * DAY;
    if (at > end) return false;
    steps.push({ from: at, value });
    return true;
  };
  steps.push({ from, value: 'never-married' });
  const u = uniform(draws, 'marriage', 0, Purpose.value);
  if (u >= risk.ever) return steps;
  let age = YOUNGEST + 0.1 + (risk.medianAge - YOUNGEST) * Math.exp(AGE_SPREAD * normalQuantile(u / risk.ever));
  for (let nth = 0; nth < MOST_MARRIAGES; nth++) {
    if (!add(age, 'married')) break;
    const next = endOfMarriage(subject, draws, risk, nth, age);
    if (next.apart !== undefined && !add(next.apart, 'separated')) break;
    if (!add(next.end, next.by)) break;
    const again = marriesAgain(draws, sex, nth, next);
    if (again === undefined) break;
    age = again;
  }
  return steps;
}

interface EndOfMarriage {
  readonly by: 'divorced' | 'widowed';
  /** Ages in years. */
  readonly apart?: number;
  readonly end: number;
}

function endOfMarriage(
  subject: CourseSubject,
  draws: Draws,
  risk: MarriageRisk,
  nth: number,
  age: number,
): EndOfMarriage {
  const death = spouseDies(subject.sex, draws, risk.spouseDeath, nth, age);
  const breakUp = Math.min(0.95, risk.breakUp * (nth === 0 ? 1 : LATER_MARRIAGE));
  const u = uniform(draws, 'marriage', nth, Purpose.probability);
  if (u < breakUp) {
    const apart = age + SHORTEST + MARRIED_YEARS * Math.exp(MARRIED_SPREAD * normalQuantile(u / breakUp));
    const divorce = apart + SHORTEST / 2 - risk.apart * Math.log(uniform(draws, 'marriage', nth, Purpose.delay));
    if (apart < death)
      return divorce < death ? { by: 'divorced', apart, end: divorce } : { by: 'widowed', apart, end: death };
  }
  return { by: 'widowed', end: death };
}

/** The person's age when the husband or wife dies, whose own age differs by HUSBAND_OLDER. */
function spouseDies(sex: Sex, draws: Draws, factor: number, nth: number, age: number): number {
  const [log, rise] = sex === 'F' ? DYING.M : DYING.F;
  const older = sex === 'F' ? HUSBAND_OLDER : -HUSBAND_OLDER;
  const waits = -Math.log(uniform(draws, 'marriage', nth, Purpose.event));
  const rate = factor * Math.exp(log) * Math.exp(rise * (age + older));
  return age + Math.log(1 + (waits * rise) / rate) / rise;
}

/** The person's age at the next marriage. */
function marriesAgain(draws: Draws, sex: Sex, nth: number, last: EndOfMarriage): number | undefined {
  const u = uniform(draws, 'marriage', nth, Purpose.transition);
  const share = AGAIN[last.by][sex].find(([below]) => last.end < below)?.[1] as number;
  if (u >= share) return undefined;
  return last.end + SHORTEST_UNTIL_AGAIN - YEARS_UNTIL_AGAIN * Math.log(u / share);
}
