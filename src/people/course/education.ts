import type { Draws } from '../../core/random/draws.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { DAY, type SimTime, YEAR } from '../../core/time.ts';
import type { Education } from '../../record/life-course.ts';
import type { Step, Timeline } from '../../record/timeline.ts';
import type { Social } from '../../reference/social.ts';
import type { CourseSubject } from './course-subject.ts';
import { rank, uniform } from './ranks.ts';

/** In the order of levels 0 to 4. */
export const EDUCATION: readonly Education[] = [
  'less-than-high-school',
  'high-school',
  'some-college',
  'bachelor',
  'graduate',
];

/** From this age on schooling is spoken of. */
const ASKED_FROM = 15;
/** Shortest ways: age at leaving high school, years from there to the first course at a college, to its degree, to a further one. */
const HIGH_SCHOOL_AGE = 17.4;
const TO_COLLEGE = 0.2;
const TO_BACHELOR = 3.75;
const TO_GRADUATE = 1.75;
const GRADUATE_DELAY = 2;
/** Nobody leaves school earlier, also not somebody whose education is given. */
const YOUNGEST = 16;
/**
 * Shares who come to a level later in life, most of them within a few years of it, and by up to how many years: a third of bachelor's
 * degrees go to people of 25 and over, one in six to people of 30 and over (NCES), and the share of a cohort with one
 * grows by about a hundredth a year in the Current Population Survey; one high school certificate in twenty (not re-read).
 */
const LATE_HIGH_SCHOOL = 0.05;
const LATE_COLLEGE = 0.12;
const LATE_BACHELOR = 0.3;
const LATE_GRADUATE = 0.3;
const LATE_YEARS = 30;
/** Part of the year in which terms end and begin: June and the end of August. */
const TERM_ENDS = 0.43;
const TERM_BEGINS = 0.65;
const DAYS_OF_TERM_END = 21;

/** When each level, from the second, is reached: four times in ascending order, Infinity for what is not reached. */
export type SchoolDates = Readonly<Dates>;
type Dates = [highSchool: SimTime, college: SimTime, bachelor: SimTime, graduate: SimTime];
const NEVER = Number.POSITIVE_INFINITY;

/** The level that people of this rank, cohort, sex, group and state who live at a year end up with, 0 to 4. */
function finalLevel(subject: CourseSubject, social: Social, draws: Draws, end: SimTime): number {
  const given = subject.given?.education;
  if (given !== undefined) return EDUCATION.indexOf(given);
  const { sex, group, stateCode } = subject;
  const year = 1970 + subject.birth / YEAR;
  const asOf = 1970 + (subject.asOf ?? end) / YEAR;
  const state = social.state(stateCode);
  const own = rank(draws, 'education', 0);
  const { education } = social;
  const reaches = (level: number, shift: number) => own > education.threshold(sex, group, year, level, asOf) - shift;
  // From the top down: where a state differs much in one level, the bounds of neighbouring ones may cross.
  if (reaches(3, state.bachelor)) return reaches(4, state.bachelor) ? 4 : 3;
  if (reaches(2, (state.highSchool + state.bachelor) / 2)) return 2;
  return reaches(1, state.highSchool) ? 1 : 0;
}

/** When the levels are reached. What is given has been reached by `end`. */
export function schoolDates(subject: CourseSubject, draws: Draws, social: Social, end: SimTime): SchoolDates {
  const dates: Dates = [NEVER, NEVER, NEVER, NEVER];
  const level = finalLevel(subject, social, draws, end);
  if (level === 0) return dates;
  const { sex, group, birth } = subject;
  const delay = (what: 0 | 1 | 2) => social.education.delay(sex, group, what);
  const u = (what: number) => uniform(draws, 'schoolDates', what, Purpose.delay);
  const jitter = Math.floor(uniform(draws, 'schoolDates', 0, Purpose.value) * DAYS_OF_TERM_END) * DAY;
  const after = (from: SimTime, years: number, part: number) => termDate(from + years * YEAR, part) + jitter;
  dates[0] = after(birth, HIGH_SCHOOL_AGE + later(u(1), delay(0), LATE_HIGH_SCHOOL), TERM_ENDS);
  if (level >= 2) {
    const late = level >= 3 ? 0 : LATE_COLLEGE;
    dates[1] = after(dates[0] - jitter, TO_COLLEGE + later(u(2), delay(1), late), TERM_BEGINS);
  }
  if (level >= 3) dates[2] = after(dates[1] - jitter, TO_BACHELOR + later(u(3), delay(2), LATE_BACHELOR), TERM_ENDS);
  if (level >= 4)
    dates[3] = after(dates[2] - jitter, TO_GRADUATE + later(u(4), GRADUATE_DELAY, LATE_GRADUATE), TERM_ENDS);
  if (subject.given?.education !== undefined) squeeze(dates, level, birth, end);
  return dates;
}

/** Years of delay: a share `late` by up to LATE_YEARS, rather sooner than later, the others by an exponential time. */
function later(u: number, mean: number, late: number): number {
  if (u < late) return (u / late) * (u / late) * LATE_YEARS;
  return -mean * Math.log((u - late) / (1 - late));
}

/** Pulls dates together so that the last that is reached lies before the end. */
function squeeze(dates: Dates, level: number, birth: SimTime, end: SimTime): void {
  const last = dates[level - 1] as number;
  if (last <= end) return;
  const youngest = Math.min(birth + YOUNGEST * YEAR, end);
  for (let i = 0; i < level; i++) {
    const after = ((dates[i] as number) - youngest) * ((end - youngest) / (last - youngest));
    dates[i] = Math.floor((youngest + after) / DAY) * DAY;
  }
}

/** The end or the beginning of a term nearest to a time. */
function termDate(t: SimTime, part: number): SimTime {
  return Math.floor(((Math.round(t / YEAR - part) + part) * YEAR) / DAY) * DAY;
}

/** The level reached by `t`, 0 to 4. */
export function levelAt(dates: SchoolDates, t: SimTime): number {
  let level = 0;
  while (level < 4 && (dates[level] as number) <= t) level++;
  return level;
}

/** Since when there is a level: from 15 on, or the end if one is given for somebody younger. */
export function educationFrom(subject: CourseSubject, end: SimTime): SimTime {
  const from = subject.birth + ASKED_FROM * YEAR;
  return subject.given?.education === undefined ? from : Math.min(from, end);
}

/** Highest education attained, from the age of 15 on. */
export function educationTimeline(subject: CourseSubject, dates: SchoolDates, end: SimTime): Timeline<Education> {
  const from = educationFrom(subject, end);
  const steps: Step<Education>[] = [];
  if (end < from) return steps;
  steps.push({ from, value: EDUCATION[levelAt(dates, from)] as Education });
  for (let level = 1; level <= 4; level++) {
    const at = dates[level - 1] as number;
    const next = level < 4 ? (dates[level] as number) : NEVER;
    if (at > from && at <= end && next > at) steps.push({ from: at, value: EDUCATION[level] as Education });
  }
  return steps;
}
