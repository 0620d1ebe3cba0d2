import { type SimTime, YEAR } from '../core/time.ts';
import type { Sex } from '../reference/terms.ts';
import type { Charts, FormulaSubject } from './formulas/formula.ts';
import type { SignalPerson } from './person.ts';

const EPOCH = 1970;

/** What formulas know of a person, at whatever time it is turned to. */
export class Subject implements FormulaSubject {
  readonly sex: Sex;
  readonly charts: Charts;
  age = 0;
  year = EPOCH;
  readonly #birth: SimTime;

  constructor({ sex, birth, charts }: Pick<SignalPerson, 'sex' | 'birth' | 'charts'>) {
    this.sex = sex;
    this.charts = charts;
    this.#birth = birth;
  }

  at(t: SimTime): this {
    this.age = ageAt(this.#birth, t);
    this.year = EPOCH + t / YEAR;
    return this;
  }
}

/** Age in years of 365.25 days; at least 0. */
export function ageAt(birth: SimTime, t: SimTime): number {
  return t > birth ? (t - birth) / YEAR : 0;
}
