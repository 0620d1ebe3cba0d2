import { murmur3 } from '../core/random/murmur3.ts';
import { type SimTime, timeOf, yearOf } from '../core/time.ts';
import type { Sex } from './terms.ts';

/** One line of immunization-schedule.json: what was recommended, when, at what age, as which dose, and which product it was. */
export type ScheduleRow = readonly [
  vaccine: string,
  cvx: string,
  display: string,
  productFrom: number,
  productTo: number | null,
  recommendedFrom: number,
  recommendedTo: number | null,
  ageFrom: number,
  ageTo: number | null,
  dose: number | null,
  doses: number | null,
  sex: Sex | null,
  isAlternative: boolean,
];

/** A value that goes straight from knot to knot and stays beyond the last ones. Percent. */
export type Knots = readonly (readonly [at: number, percent: number])[];

/** Who has had a dose: see scripts/immunization-uptake.ts for what `at` means. */
export interface CoverageCurve {
  /** 0 for a dose at birth, without regard to the others. */
  readonly dose: number;
  /** Of series: had by this age in months; the knots are years of birth. */
  readonly byMonths?: number;
  /** Of the rest: completed years of age; the knots are calendar years. */
  readonly ages?: readonly [number, number];
  readonly sex?: Sex;
  readonly points: Knots;
}

export type CourseKind = 'series' | 'yearly' | 'adoption' | 'decennial' | 'season-of-birth';

/** One line of immunization-courses.json: how the doses of a vaccine follow each other in a life, and how many people take part. */
export interface CourseRow {
  readonly course: string;
  readonly vaccine: string;
  readonly kind: CourseKind;
  readonly cvx?: readonly string[];
  readonly patience: number;
  readonly doses: readonly (readonly [dose: number, of: number, interval: number, latest: number])[];
  /** Days after a dose until the next, by its product, where it is not that of `doses`. */
  readonly intervals?: Readonly<Record<string, number>>;
  readonly settle?: number;
  readonly apart?: number;
  readonly also?: string;
  readonly isBooster?: boolean;
  readonly notAfter?: readonly string[];
  readonly readiness?: string;
  readonly alike?: number;
  readonly curves: readonly CoverageCurve[];
  readonly shares: readonly { readonly cvx: string; readonly points: Knots }[];
}

/** A recommendation: a product as a dose at an age in a span of years. */
export interface Recommendation {
  /** CVX code and its name. */
  readonly cvx: string;
  readonly display: string;
  /** Calendar years, both inclusive, in which the product is sold and the dose recommended. */
  readonly from: number;
  readonly to: number;
  /** Completed months of age, both inclusive; Infinity without an end. */
  readonly ageFrom: number;
  readonly ageTo: number;
  /** Which dose of how many; null where there is one a season or every ten years. */
  readonly dose: number | null;
  readonly doses: number | null;
  readonly sex: Sex | null;
  /** Whether it is given instead of the usual product, to a share of people. */
  readonly isAlternative: boolean;
  /** The first instant of `from`, and the first after `to`. */
  readonly begins: SimTime;
  readonly ends: SimTime;
}

/** How a vaccine is given over a life. */
export interface VaccineCourse extends CourseRow {
  /** Of the course's name, and of the name under which people are ready for it. */
  readonly hash: number;
  readonly readinessHash: number;
  readonly recommendations: readonly Recommendation[];
  /** The same by dose. */
  readonly recommendationsOf: ReadonlyMap<number | null, readonly Recommendation[]>;
  /** Doses of the longest schedule; -Infinity where doses are not counted. */
  readonly longest: number;
  /** By dose: the oldest age in completed months at which it is caught up on. */
  readonly latestOf: ReadonlyMap<number | null, number>;
  /** Of series: the curves of each dose in the order of the age by which they count. */
  readonly byDose: ReadonlyMap<number, readonly CoverageCurve[]>;
}

/** What was recommended in which year, how courses run, and who takes part. */
export class ImmunizationSchedule {
  readonly courses: readonly VaccineCourse[];

  constructor(rows: readonly ScheduleRow[], courses: readonly CourseRow[]) {
    this.courses = courses.map((course) => toCourse(course, rows));
  }
}

function toCourse(course: CourseRow, rows: readonly ScheduleRow[]): VaccineCourse {
  const recommendations = rows.filter((row) => belongs(course, row)).map(toRecommendation);
  const latestOf = new Map<number | null, number>();
  for (const [dose, , , latest] of course.doses) latestOf.set(dose, Math.max(latestOf.get(dose) ?? 0, latest));
  const recommendationsOf = new Map<number | null, Recommendation[]>();
  for (const row of recommendations) {
    const own = recommendationsOf.get(row.dose);
    if (own) own.push(row);
    else recommendationsOf.set(row.dose, [row]);
  }
  return {
    ...course,
    hash: murmur3(course.course),
    readinessHash: murmur3(course.readiness ?? course.course),
    recommendations,
    recommendationsOf,
    longest: Math.max(...course.doses.map((row) => row[1])),
    latestOf,
    byDose: curvesByDose(course.curves),
  };
}

function curvesByDose(curves: readonly CoverageCurve[]): ReadonlyMap<number, readonly CoverageCurve[]> {
  const found = new Map<number, CoverageCurve[]>();
  for (const curve of [...curves].sort((a, b) => (a.byMonths ?? 0) - (b.byMonths ?? 0))) {
    found.set(curve.dose, [...(found.get(curve.dose) ?? []), curve]);
  }
  return found;
}

/** Months of age from which Td and Tdap, which the schedule counts as two vaccines, are an adult's. */
const ADULT_MONTHS = 19 * 12;

function belongs(course: CourseRow, [vaccine, cvx, , , , , , ageFrom, , dose]: ScheduleRow): boolean {
  if (!(course.cvx?.includes(cvx) ?? true)) return false;
  if (course.kind === 'decennial') return ageFrom >= ADULT_MONTHS;
  return vaccine === course.vaccine && (dose === null || course.doses.some(([number]) => number === dose));
}

function toRecommendation(row: ScheduleRow): Recommendation {
  const [, cvx, display, productFrom, productTo, from, to, ageFrom, ageTo, dose, doses, sex, isAlternative] = row;
  const no = Number.POSITIVE_INFINITY;
  const first = Math.max(productFrom, from);
  const last = Math.min(productTo ?? no, to ?? no);
  return {
    cvx,
    display,
    from: first,
    to: last,
    begins: timeAtYear(first),
    ends: timeAtYear(last + 1),
    ageFrom,
    ageTo: ageTo ?? no,
    dose,
    doses,
    sex,
    isAlternative,
  };
}

/** The calendar year of a time with its fraction: 2021.5 is the middle of 2021. */
export function decimalYear(t: SimTime): number {
  const year = yearOf(t);
  const start = timeOf(year, 1, 1);
  return year + (t - start) / (timeOf(year + 1, 1, 1) - start);
}

/** The time at a calendar year with its fraction; Infinity stays. */
export function timeAtYear(at: number): SimTime {
  if (!Number.isFinite(at)) return at;
  const year = Math.floor(at);
  const start = timeOf(year, 1, 1);
  return start + Math.floor((at - year) * (timeOf(year + 1, 1, 1) - start));
}

/** The share (0 to 1) at `at`. */
export function shareAt(points: Knots, at: number): number {
  let before = points[0];
  if (!before) return 0;
  if (at <= before[0]) return before[1] / 100;
  for (let i = 1; i < points.length; i++) {
    const point = points[i] as (typeof points)[number];
    if (at < point[0]) {
      return (before[1] + ((point[1] - before[1]) * (at - before[0])) / (point[0] - before[0])) / 100;
    }
    before = point;
  }
  return before[1] / 100;
}

/** The first place from `from` on at which the share is above `wanted`; Infinity where there is none. */
export function firstAbove(points: Knots, wanted: number, from: number): number {
  if (shareAt(points, from) > wanted) return from;
  let [x0, y0] = points[0] ?? [0, 0];
  for (const [x1, y1] of points) {
    if (x1 > from && y1 / 100 > wanted) return Math.max(from, x0 + ((x1 - x0) * (wanted * 100 - y0)) / (y1 - y0));
    [x0, y0] = [x1, y1];
  }
  return Number.POSITIVE_INFINITY;
}
