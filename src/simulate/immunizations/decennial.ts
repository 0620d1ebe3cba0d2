import { timeOf, YEAR } from '../../core/time.ts';
import { decimalYear, shareAt } from '../../reference/immunizations.ts';
import { Decides, days, type PlannedDose, type Planning, type Progress } from './planning.ts';

const INTERVAL = 10 * YEAR;
/** Most years that people are late. */
const LATE = 3 * YEAR;

/** A dose every ten years from an age on. When the recommendation begins, the last dose before lies anywhere in the ten years past. */
export function nextOfTenYears(planning: Planning, progress: Progress): PlannedDose | undefined {
  const { subject, course, place } = planning;
  const curve = course.curves[0];
  if (!curve) return undefined;
  const [youngest] = curve.ages ?? [0, 0];
  const begins = timeOf(curve.points[0]?.[0] ?? 0, 1, 1);
  const adult = subject.ages.birthday(youngest);
  const u = planning.uniform(progress.planned, Decides.when);
  const due = progress.given === 0 ? Math.max(adult, begins) + u * INTERVAL : progress.last + INTERVAL + u * u * LATE;
  if (place >= shareAt(curve.points, decimalYear(due))) return undefined;
  const until = Number.POSITIVE_INFINITY;
  return { dose: null, from: due, alone: due + days(course.patience), until, season: null };
}
