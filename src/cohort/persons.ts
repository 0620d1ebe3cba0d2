import { AppError, ExitCode } from '../core/app-error.ts';
import { ageInYears, DAY, monthAnniversary, type SimTime } from '../core/time.ts';
import type { Sex } from '../record/person.ts';
import { OLDEST } from '../reference/demographics.ts';
import type { Cohort } from './compile.ts';
import { type Day, dayAfter, dayOf } from './window.ts';

/** Whom to draw: what PersonDrawer is told. */
export interface Persons {
  readonly sex?: Sex;
  /** Completed years at the reference date. */
  readonly minAge?: number;
  readonly maxAge?: number;
}

/** Birthdays of 29 February move by a day; nobody may be lost by it. */
const SLACK = 2 * DAY;

/**
 * The persons among whom all members of a cohort are: those asked for, without those who cannot fit by sex and date of birth alone. Drawing
 * among them alone changes nothing but the number of lives that are simulated in vain.
 * @throws AppError when nobody is left.
 */
export function personsFor(cohort: Cohort, asked: Persons, referenceDate: SimTime, end: SimTime): Persons {
  const sexes = cohort.bounds.sexes.filter((sex) => asked.sex === undefined || sex === asked.sex);
  const [sex] = sexes;
  if (sex === undefined) throw nobody(`--gender ${asked.sex}`, `people of ${cohort.bounds.sexes.join(' or ')} only`);
  const { first, last } = indexDays(cohort, end);
  if (first > last) {
    const hint =
      'records must reach over the first index dates and the least follow-up: choose later dates with -r and -e';
    throw new AppError(ExitCode.usage, `no index event of "${cohort.path}" can be in records that end so early`, {
      hint,
    });
  }
  const able = { min: youngest(cohort, last, referenceDate), max: oldest(cohort, first, referenceDate) };
  const minAge = Math.max(asked.minAge ?? 0, able.min);
  const maxAge = Math.min(asked.maxAge ?? OLDEST, able.max);
  if (minAge > maxAge) {
    throw nobody(
      `--age ${asked.minAge ?? 0}-${asked.maxAge ?? OLDEST}`,
      `people who are ${able.min} to ${able.max} years old at the reference date`,
    );
  }
  return { ...(sexes.length === 1 && { sex }), ...(minAge > 0 && { minAge }), ...(maxAge < OLDEST && { maxAge }) };
}

function nobody(option: string, takes: string): AppError {
  return new AppError(ExitCode.usage, `${option} leaves nobody: the cohort takes ${takes}`);
}

/** The first and last day on which an index event can be. */
function indexDays(
  { bounds, followUp: { minimum } }: Cohort,
  end: SimTime,
): { readonly first: Day; readonly last: Day } {
  let last = Math.min(dayOf(end), bounds.days.below - 1);
  // The last day from which the least follow-up ends within the records.
  while (minimum && dayAfter(last, minimum) > dayOf(end)) last--;
  return { first: bounds.days.from, last };
}

/** The least age at the reference date of those who are old enough on the last day of an index event. */
function youngest({ bounds: { months } }: Cohort, last: Day, referenceDate: SimTime): number {
  if (!Number.isFinite(months.from) || months.from <= 0) return 0;
  return ageInYears(monthAnniversary(last * DAY, -months.from) + SLACK, referenceDate);
}

/** The greatest age at the reference date of those who are young enough on the first day of an index event. */
function oldest({ bounds: { months } }: Cohort, first: Day, referenceDate: SimTime): number {
  if (!Number.isFinite(months.below) || !Number.isFinite(first)) return OLDEST;
  return Math.min(OLDEST, ageInYears(monthAnniversary(first * DAY, -months.below) - SLACK, referenceDate));
}
