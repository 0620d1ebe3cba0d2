import { type Knots, type Recommendation, shareAt, type VaccineCourse } from '../../reference/immunizations.ts';
import type { Progress } from './planning.ts';

/**
 * Which of the products recommended at a time is given: the one of the dose before if it is still among them; else each alternative with
 * its share in the year (of the season, where there are seasons), or the usual one, the newest. `u` in (0, 1) chooses.
 */
export function productAt(
  course: VaccineCourse,
  candidates: readonly Recommendation[],
  progress: Progress,
  at: number,
  u: number,
): Recommendation | undefined {
  const possible = ofSchedule(course, candidates, progress);
  const same = possible.find(({ cvx }) => cvx === progress.lastCvx);
  if (same && (course.kind === 'series' || course.kind === 'adoption')) return same;
  let passed = 0;
  for (const row of possible) {
    const share = sharesOf(course, row);
    if (!share) continue;
    passed += shareAt(share, at);
    if (u < passed) return row;
  }
  const usual = possible.filter((row) => !sharesOf(course, row) && (course.kind !== 'yearly' || row.from <= at));
  return newest(usual) ?? newest(possible);
}

/** Of several schedules those with as many doses as the first dose promised, if any. */
function ofSchedule(
  { kind }: VaccineCourse,
  candidates: readonly Recommendation[],
  { of, given }: Progress,
): readonly Recommendation[] {
  if (kind !== 'series' || given === 0) return candidates;
  const own = candidates.filter(({ doses }) => doses === of);
  return own.length > 0 ? own : candidates;
}

function sharesOf({ shares }: VaccineCourse, { cvx }: Recommendation): Knots | undefined {
  return shares.find((share) => share.cvx === cvx)?.points;
}

function newest(rows: readonly Recommendation[]): Recommendation | undefined {
  let found: Recommendation | undefined;
  for (const row of rows) if (!found || row.from > found.from) found = row;
  return found;
}

/** How many doses a schedule has that begins with a product at an age in completed months. */
export function dosesFrom({ recommendations }: VaccineCourse, product: Recommendation, months: number): number | null {
  let of = product.doses;
  for (const { cvx, dose, doses, ageFrom } of recommendations) {
    // Who begins late may need one more (human papillomavirus from 15 years on).
    if (of !== null && cvx === product.cvx && dose === doses && doses !== null && doses > of && ageFrom <= months)
      of = doses;
  }
  return of;
}
