import type { Draws } from '../../core/random/draws.ts';
import { type SimTime, yearOf } from '../../core/time.ts';
import { decimalYear, type ImmunizationSchedule, type Recommendation } from '../../reference/immunizations.ts';
import { nextAdopted } from './adoption.ts';
import { nextOfTenYears } from './decennial.ts';
import { nextOfFirstWinter } from './first-winter.ts';
import {
  Decides,
  days,
  type ImmunizationSubject,
  NOT_BEGUN,
  type PlannedDose,
  Planning,
  type Progress,
} from './planning.ts';
import { dosesFrom, productAt } from './product.ts';
import { Readiness } from './readiness.ts';
import { nextOfSeries } from './series.ts';
import { nextOfSeason } from './yearly.ts';

/** A dose that was given. */
export interface GivenDose {
  /** The course it belongs to, and its vaccine. */
  readonly course: string;
  readonly vaccine: string;
  readonly cvx: string;
  readonly display: string;
  /** Which dose of its series; null where doses are not counted. */
  readonly dose: number | null;
  /** Whether this was the last of its series. */
  readonly isLast: boolean;
  /** Numbers the doses of this person, from 0. */
  readonly number: number;
}

interface Course {
  readonly planning: Planning;
  progress: Progress;
  planned: PlannedDose | undefined;
}

/** What a person had of a vaccine, in whatever course. */
interface Had {
  last: SimTime;
  readonly cvx: Set<string>;
}

/** The vaccinations of one person: which doses are due when, and what becomes of the plan as they are given. */
export class Vaccinations {
  readonly #courses: readonly Course[];
  readonly #had = new Map<string, Had>();
  #number = 0;

  constructor(subject: ImmunizationSubject, draws: Draws, schedule: ImmunizationSchedule) {
    const readiness = new Readiness(draws);
    const courses = readiness.refusesAll ? [] : schedule.courses;
    this.#courses = courses.map((course) => ({
      planning: new Planning(subject, course, readiness, draws),
      progress: NOT_BEGUN,
      planned: undefined,
    }));
    for (const course of this.#courses) this.#plan(course);
  }

  /** When the person next comes for a dose alone, if no visit serves before; Infinity if never. */
  get nextAlone(): SimTime {
    return this.#next('alone');
  }

  /** When the next dose is due at a visit. */
  get nextDue(): SimTime {
    return this.#next('from');
  }

  /** Gives what is due at `t`, and plans what follows. */
  take(t: SimTime): readonly GivenDose[] {
    const given: GivenDose[] = [];
    for (const course of this.#courses) {
      // A plan that is over may make way for one that is due.
      while (course.planned && course.planned.from <= t) {
        const dose = this.#takeOne(course, course.planned, t);
        if (dose) given.push(dose);
      }
    }
    return given;
  }

  #next(what: 'alone' | 'from'): SimTime {
    let next = Number.POSITIVE_INFINITY;
    for (const { planned } of this.#courses) if (planned && planned[what] < next) next = planned[what];
    return next;
  }

  /** Moves a course on: the dose is given, put off, or dropped. */
  #takeOne(course: Course, planned: PlannedDose, t: SimTime): GivenDose | undefined {
    const { planning, progress } = course;
    const { course: name, vaccine, also, apart = 0, notAfter, isBooster = false } = planning.course;
    const had = this.#had.get(vaccine);
    const related = also === undefined ? undefined : this.#had.get(also);
    const last = Math.max(had?.last ?? NEVER, related?.last ?? NEVER);
    const soonest = last + days(apart);
    if (t < soonest && soonest < planned.until) {
      course.planned = { ...planned, from: soonest, alone: Math.max(planned.alone, soonest) };
      return undefined;
    }
    const isBarred = (isBooster && !had) || notAfter?.some((cvx) => had?.cvx.has(cvx)) || t >= planned.until;
    const product = isBarred ? undefined : this.#product(planning, progress, planned, t);
    course.progress = after(planning, progress, planned, product, t);
    this.#plan(course);
    if (!product) return undefined;
    this.#note(vaccine, product.cvx, t);
    const { of } = course.progress;
    const isLast = planned.dose !== null && planned.dose === of;
    const { cvx, display } = product;
    return { course: name, vaccine, cvx, display, dose: planned.dose, isLast, number: this.#number++ };
  }

  #product(planning: Planning, progress: Progress, planned: PlannedDose, t: SimTime): Recommendation | undefined {
    const { course } = planning;
    let candidates = planning.recommendedAt(t, planned.dose);
    if (course.kind === 'decennial' && this.#hasHadTdap && yearOf(t) < EITHER_FROM) {
      candidates = candidates.filter(({ cvx }) => cvx !== TDAP);
    }
    const at = planned.season ?? decimalYear(t);
    const n = planned.season ?? (course.kind === 'series' ? 0 : progress.planned);
    return productAt(course, candidates, progress, at, planning.uniform(n, Decides.product));
  }

  #plan(course: Course): void {
    const { planning, progress } = course;
    course.planned = this.#nextOf(planning, progress);
  }

  #nextOf(planning: Planning, progress: Progress): PlannedDose | undefined {
    switch (planning.course.kind) {
      case 'series':
        return nextOfSeries(planning, progress);
      case 'yearly':
        return nextOfSeason(planning, progress);
      case 'adoption':
        return nextAdopted(planning, progress);
      case 'decennial':
        return nextOfTenYears(planning, progress);
      case 'season-of-birth':
        return nextOfFirstWinter(planning, progress);
    }
  }

  get #hasHadTdap(): boolean {
    return [...this.#had.values()].some(({ cvx }) => cvx.has(TDAP));
  }

  #note(vaccine: string, cvx: string, t: SimTime): void {
    const had = this.#had.get(vaccine);
    if (had) {
      had.last = t;
      had.cvx.add(cvx);
    } else {
      this.#had.set(vaccine, { last: t, cvx: new Set([cvx]) });
    }
  }
}

const NEVER = Number.NEGATIVE_INFINITY;
const TDAP = '115';
/** Until 2019 one Tdap in life and Td afterwards; from 2020 on either (MMWR 2020;69:77-83). */
const EITHER_FROM = 2020;

function after(
  { course, subject }: Planning,
  progress: Progress,
  planned: PlannedDose,
  product: Recommendation | undefined,
  t: SimTime,
): Progress {
  const { given, last, lastCvx, of } = progress;
  return {
    given: product ? given + 1 : given,
    last: product ? t : last,
    lastCvx: product ? product.cvx : lastCvx,
    of: product && given === 0 ? dosesFrom(course, product, subject.ages.months(t)) : of,
    season: planned.season,
    planned: progress.planned + 1,
  };
}
