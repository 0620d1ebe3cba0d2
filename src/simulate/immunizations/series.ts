import { murmur3 } from '../../core/random/murmur3.ts';
import type { SimTime } from '../../core/time.ts';
import { type CoverageCurve, type Recommendation, shareAt } from '../../reference/immunizations.ts';
import { Decides, days, type PlannedDose, type Planning, type Progress } from './planning.ts';

/** Of those who have a dose by the first age of its coverage, the share that has it when it is due; the rest comes later, most not much. */
const ON_TIME = 0.85;
/** Of those on time, the share that comes when the window of recommended ages opens; the rest within it. */
const AT_ONCE = 0.7;
/** Days before the age of a coverage within which nobody plans to come, so that who comes alone does so before it. */
const MARGIN = 6;

/** The wards decide about a dose at birth, so the readiness for it is one of its own. */
const AT_BIRTH = murmur3('at birth');

const NO_CURVES: readonly CoverageCurve[] = [];
const NO_ROWS: readonly Recommendation[] = [];

/** A vaccine of childhood and youth: coverage is known by age and birth year. */
export function nextOfSeries(planning: Planning, progress: Progress): PlannedDose | undefined {
  const dose = progress.given + 1;
  const of = progress.of ?? planning.course.longest;
  const hasBirthDose = planning.course.byDose.has(0);
  // A dose that was planned and not given ends the series; but for the one at birth, which is made up for.
  if (dose > of || progress.planned - progress.given > (hasBirthDose ? 1 : 0)) return undefined;
  if (dose === 1 && progress.planned === 0) {
    const atBirth = doseAtBirth(planning);
    if (atBirth) return atBirth;
  }
  const rule = planning.course.doses.find(([number, total]) => number === dose && total === of);
  const opens = openingOf(planning, dose, of);
  if (!rule || !opens) return undefined;
  const [, , interval, latest] = rule;
  const { ages } = planning.subject;
  const earliest = Math.max(opens.from, progress.last + days(interval));
  const until = ages.monthAnniversary(latest + 1);
  const from = timeOfDose(planning, progress, { ...opens, from: earliest }, coverageDose(planning, dose, of));
  if (from >= until) return undefined;
  return { dose, from, alone: from + days(planning.course.patience), until, season: null };
}

/** A dose in the first days of life, which hospitals give or do not. */
function doseAtBirth({ course, subject, readiness, born }: Planning): PlannedDose | undefined {
  const curve = course.byDose.get(0)?.[0];
  if (!curve) return undefined;
  const place = readiness.place(readiness.score(course.hash ^ AT_BIRTH));
  if (place >= shareAt(curve.points, born)) return undefined;
  const never = Number.POSITIVE_INFINITY;
  return { dose: 1, from: subject.birth, alone: never, until: subject.birth + days(3), season: null };
}

interface Opening {
  /** The first time at which the dose is recommended for the person. */
  readonly from: SimTime;
  /** The end of the ages at which it is routine. */
  readonly to: SimTime;
}

function openingOf({ course, subject }: Planning, dose: number, of: number): Opening | undefined {
  const { ages, birth, sex } = subject;
  const rows = course.recommendationsOf.get(dose) ?? NO_ROWS;
  // Those of a schedule of so many doses, if there are any.
  const isOwn = rows.some((row) => row.doses === of && (row.sex === null || row.sex === sex));
  let opening: Opening | undefined;
  for (const row of rows) {
    if ((row.sex !== null && row.sex !== sex) || (isOwn && row.doses !== of)) continue;
    // Who has none from the maternity ward begins with the first visit after a month.
    const opensAt = row.ageFrom === 0 ? 1 : row.ageFrom;
    const to = ages.monthAnniversary(Math.min(row.ageTo, 1_000) + 1);
    const from = Math.max(ages.monthAnniversary(opensAt), row.begins, birth);
    if (from < row.ends && (!opening || from < opening.from)) opening = { from, to };
  }
  return opening;
}

/** Coverage is told for the longest schedule: the last dose of a shorter one is its last. */
function coverageDose({ course }: Planning, dose: number, of: number): number {
  return dose === 1 ? 1 : dose + course.longest - of;
}

/**
 * When the person has the dose: in the first of the ages by which as many have it as are readier, on time or later as the place among
 * those tells. Infinity if in none.
 */
function timeOfDose(planning: Planning, progress: Progress, { from, to }: Opening, dose: number): SimTime {
  const { subject, course, place, born } = planning;
  let since = from;
  let isFirst = true;
  for (const curve of curvesOf(planning, dose)) {
    const by = subject.ages.monthAnniversary(curve.byMonths as number);
    const end =
      by - days(course.patience + MARGIN) - toFollow(planning, progress, dose, curve.byMonths as number, born);
    const share = shareAt(curve.points, born);
    if (place < share && since < end) {
      if (!isFirst) return since + planning.uniform(progress.planned, Decides.when) * (end - since);
      const reluctance = place / share;
      if (reluctance < ON_TIME) return Math.min(end, inWindow(planning, progress, from, to));
      const late = (reluctance - ON_TIME) / (1 - ON_TIME);
      return from + late * late * late * (end - from);
    }
    isFirst = false;
    since = Math.max(since, by);
  }
  return Number.POSITIVE_INFINITY;
}

/** How long the doses take that the person has after this one by the same age. */
function toFollow(planning: Planning, progress: Progress, dose: number, byMonths: number, born: number): number {
  const { course, place } = planning;
  const of = progress.of ?? course.longest;
  let time = 0;
  for (const [number, total, interval] of course.doses) {
    const later = coverageDose(planning, number, total);
    if (total !== of || later <= dose) continue;
    const curve = curvesOf(planning, later).find((candidate) => candidate.byMonths === byMonths);
    if (curve && place < shareAt(curve.points, born)) time += days(interval + course.patience + MARGIN);
  }
  return time;
}

function inWindow(planning: Planning, progress: Progress, from: SimTime, to: SimTime): SimTime {
  const u = planning.uniform(progress.planned, Decides.window);
  return u < AT_ONCE || to <= from ? from : from + ((u - AT_ONCE) / (1 - AT_ONCE)) * (to - from) * 0.8;
}

function curvesOf({ course, subject }: Planning, dose: number): readonly CoverageCurve[] {
  const curves = course.byDose.get(dose) ?? NO_CURVES;
  return curves.some(({ sex }) => sex !== undefined && sex !== subject.sex)
    ? curves.filter(({ sex }) => sex === undefined || sex === subject.sex)
    : curves;
}
