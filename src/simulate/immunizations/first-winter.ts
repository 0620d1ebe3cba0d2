import { dateOf, timeOf } from '../../core/time.ts';
import { shareAt } from '../../reference/immunizations.ts';
import { Decides, days, type PlannedDose, type Planning, type Progress } from './planning.ts';

/** Within how many days infants come: of their birth in winter, or of the beginning of their first winter. */
const AFTER_BIRTH = 14;
const AFTER_AUTUMN = 75;

/** An antibody for the first winter, October to March, of infants who are still young enough then. */
export function nextOfFirstWinter(planning: Planning, progress: Progress): PlannedDose | undefined {
  if (progress.planned > 0) return undefined;
  const { subject, course, place } = planning;
  const { year, month } = dateOf(subject.birth);
  const winter = month <= 3 ? year - 1 : year;
  const curve = course.curves[0];
  if (!curve || winter < (curve.points[0]?.[0] ?? 0) || place >= shareAt(curve.points, winter)) return undefined;
  const opens = timeOf(winter, 10, 1);
  const u = planning.uniform(0, Decides.when);
  const from = subject.birth > opens ? subject.birth + days(AFTER_BIRTH * u) : opens + days(AFTER_AUTUMN * u * u);
  const tooOld = subject.ages.monthAnniversary(planning.latest(1) + 1);
  const until = Math.min(timeOf(winter + 1, 4, 1), tooOld);
  if (from >= until) return undefined;
  return {
    dose: 1,
    from,
    alone: Math.max(from, Math.min(from + days(course.patience), until - days(4))),
    until,
    season: null,
  };
}
