import { type SimTime, YEAR } from '../../core/time.ts';
import { type CoverageCurve, decimalYear, firstAbove, shareAt, timeAtYear } from '../../reference/immunizations.ts';
import { Decides, days, type PlannedDose, type Planning, type Progress } from './planning.ts';

/** The end of an age group that has none. */
const NOBODY_OLDER = 150;
/** Later doses of a course come within this share of their interval after it. */
const LATER = 0.5;

/** A vaccine of adults, or a new one for all: who has it by a time is known by age. One comes when as many have come as are readier. */
export function nextAdopted(planning: Planning, progress: Progress): PlannedDose | undefined {
  return progress.given === 0 ? firstDose(planning, progress) : laterDose(planning, progress);
}

function firstDose(planning: Planning, progress: Progress): PlannedDose | undefined {
  if (progress.planned > 0) return undefined;
  const { course } = planning;
  const dose = course.doses[0]?.[0] ?? 1;
  for (const curve of course.curves) {
    if (curve.dose !== dose || curve.ages === undefined) continue;
    const from = crossing(planning, curve);
    if (from === undefined || planning.recommendedAt(from, dose).length === 0) continue;
    return { dose, from, alone: from + days(course.patience), until: Number.POSITIVE_INFINITY, season: null };
  }
  return undefined;
}

/** When the share of the person's age group rises above the person's place; who is due at once comes within the time to settle. */
function crossing(planning: Planning, curve: CoverageCurve): SimTime | undefined {
  const { course, place, subject } = planning;
  const { ages } = subject;
  const [youngest, oldest] = curve.ages as readonly [number, number];
  const begins = Math.max(ages.birthday(youngest), timeAtYear(curve.points[0]?.[0] ?? 0));
  const ends = oldest >= NOBODY_OLDER ? Number.POSITIVE_INFINITY : ages.birthday(oldest + 1);
  if (begins >= ends) return undefined;
  const reached = Math.max(begins, timeAtYear(firstAbove(curve.points, place, decimalYear(begins))));
  if (reached >= ends) return undefined;
  const settles = reached > begins ? 0 : days(course.settle ?? 0) * planning.uniform(0, Decides.when);
  return reached + settles;
}

function laterDose(planning: Planning, progress: Progress): PlannedDose | undefined {
  const { course } = planning;
  const dose = progress.given + 1;
  const rule = course.doses.find(([number, of]) => number === dose && of === progress.of);
  if (!rule || progress.planned >= dose) return undefined;
  const curve = course.curves.find((candidate) => candidate.dose === dose);
  const share = curve ? shareAt(curve.points, decimalYear(progress.last)) : 1;
  if (planning.uniform(dose, Decides.whether) >= share) return undefined;
  const interval = days(course.intervals?.[progress.lastCvx ?? ''] ?? rule[2]);
  const from = progress.last + interval * (1 + LATER * planning.uniform(dose, Decides.when));
  return { dose, from, alone: from + days(course.patience), until: progress.last + YEAR, season: null };
}
