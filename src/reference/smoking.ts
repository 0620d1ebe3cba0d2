import { between } from '../core/numeric.ts';
import { GROUPS, type Group } from './places.ts';
import type { Sex } from './terms.ts';

/**
 * A number of the fitted model: what it is, of which sex, at which knot, and its value (natural logs and log odds).
 * `ever`: log odds of ever smoking by year of birth. `ever-education`, `ever-group`: what education and group add, in full for
 * those born from 1940 on. `quit-age`: log of the yearly rate of quitting by age; `quit-year` (both sexes): what the year adds;
 * `quit-young-year` (both sexes): what it adds to that for people of up to 35, less and less of it up to 45;
 * `quit-education`, `quit-group`: what education and group add. `start`: age of starting to smoke regularly by percentile.
 */
export type SmokingRow = readonly [what: SmokingTerm, sex: Sex | 'all', knot: number | string, value: number];
export type SmokingTerm =
  | 'ever'
  | 'ever-education'
  | 'ever-group'
  | 'quit-age'
  | 'quit-year'
  | 'quit-young-year'
  | 'quit-education'
  | 'quit-group'
  | 'start';

export const SMOKING_LEVELS = ['less-than-high-school', 'high-school', 'some-college', 'bachelor-or-more'] as const;
const FIRST_BIRTH = 1875;
const LAST_BIRTH = 2060;
const BIRTHS = LAST_BIRTH - FIRST_BIRTH + 1;
/** Nobody quits before this age, and the table of cumulated rates begins with it. */
const YOUNGEST = 10;
const OLDEST = 110;
const AGES = OLDEST - YOUNGEST + 1;
const SEXES: readonly Sex[] = ['F', 'M'];
/** Ages up to which people quit as the young of the year, and from which they do no more. */
const YOUNG_TO = 35;
const OLD_FROM = 45;
/** A year of smoking makes a smoker who can quit. */
const LEAST_YEARS = 1;

/** The years of age at which somebody starts to smoke and quits; Infinity for never. */
export interface SmokingAges {
  readonly start: number;
  readonly quit: number;
}

/** Who starts to smoke at which age, and when they quit: by sex, year of birth, final education (a position in SMOKING_LEVELS) and group. */
export class SmokingModel {
  /** Probability of ever smoking, by sex, birth, level, group. */
  readonly #ever = new Float64Array(2 * BIRTHS * SMOKING_LEVELS.length * GROUPS.length);
  /** Cumulated rate of quitting from YOUNGEST on, by sex, birth and age. */
  readonly #quit = new Float64Array(2 * BIRTHS * AGES);
  /** Multiplier of that rate, by sex, level, group. */
  readonly #factor = new Float64Array(2 * SMOKING_LEVELS.length * GROUPS.length);
  readonly #start: readonly (readonly (readonly [percent: number, age: number])[])[];

  constructor(rows: readonly SmokingRow[]) {
    const knots = (what: SmokingTerm, sex: Sex | 'all') =>
      rows.filter((row) => row[0] === what && row[1] === sex).map((row) => [Number(row[2]), row[3]] as const);
    const named = (what: SmokingTerm, sex: Sex, name: string) =>
      rows.find((row) => row[0] === what && row[1] === sex && row[2] === name)?.[3] ?? 0;
    const year = knots('quit-year', 'all');
    const young = knots('quit-young-year', 'all');
    this.#start = SEXES.map((sex) => knots('start', sex));
    for (const [s, sex] of SEXES.entries()) {
      this.#fillQuit(s, knots('quit-age', sex), year, young);
      const ever = knots('ever', sex);
      for (const [l, name] of SMOKING_LEVELS.entries()) {
        for (const [g, group] of GROUPS.entries()) {
          const quit = named('quit-education', sex, name) + named('quit-group', sex, group);
          this.#factor[(s * SMOKING_LEVELS.length + l) * GROUPS.length + g] = Math.exp(quit);
          const added = named('ever-education', sex, name);
          const ofGroup = named('ever-group', sex, group);
          for (let b = 0; b < BIRTHS; b++) {
            const birth = FIRST_BIRTH + b;
            const logit = between(ever, birth) + added * gradient(birth) + ofGroup;
            this.#ever[this.#everAt(s, b, l, g)] = 1 / (1 + Math.exp(-logit));
          }
        }
      }
    }
  }

  /** Probability of ever smoking regularly. */
  ever(sex: Sex, birthYear: number, level: number, group: Group): number {
    return this.#ever[this.#everAt(sexIndex(sex), birthIndex(birthYear), level, GROUPS.indexOf(group))] as number;
  }

  /** Age at the start of regular smoking of the smoker at `rank` in (0, 1). */
  startAge(sex: Sex, rank: number): number {
    return between(this.#start[sexIndex(sex)] as readonly (readonly [number, number])[], rank * 100);
  }

  /** Age at which the smoker at `rank` in (0, 1) among those of the same start quits; Infinity beyond 110 years. */
  quitAge(sex: Sex, birthYear: number, level: number, group: Group, start: number, rank: number): number {
    const s = sexIndex(sex);
    const base = (s * BIRTHS + birthIndex(birthYear)) * AGES;
    const from = start + LEAST_YEARS;
    const factor = this.#factor[(s * SMOKING_LEVELS.length + level) * GROUPS.length + GROUPS.indexOf(group)] as number;
    const target = this.#cumulated(base, from) - Math.log(rank) / factor;
    let low = Math.max(1, Math.floor(from) - YOUNGEST);
    let high = AGES - 1;
    if ((this.#quit[base + high] as number) <= target) return Number.POSITIVE_INFINITY;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#quit[base + middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    const before = this.#quit[base + low - 1] as number;
    const after = this.#quit[base + low] as number;
    return Math.max(from, YOUNGEST + low - 1 + (target - before) / (after - before));
  }

  /** Share of those who started at `start` who still smoke at `age`. */
  stillSmoking(sex: Sex, birthYear: number, level: number, group: Group, start: number, age: number): number {
    const s = sexIndex(sex);
    const base = (s * BIRTHS + birthIndex(birthYear)) * AGES;
    const from = start + LEAST_YEARS;
    if (age <= from) return 1;
    const factor = this.#factor[(s * SMOKING_LEVELS.length + level) * GROUPS.length + GROUPS.indexOf(group)] as number;
    return Math.exp(-factor * (this.#cumulated(base, age) - this.#cumulated(base, from)));
  }

  #cumulated(base: number, age: number): number {
    const at = Math.min(AGES - 1.001, Math.max(0, age - YOUNGEST));
    const whole = Math.floor(at);
    const low = this.#quit[base + whole] as number;
    return low + (at - whole) * ((this.#quit[base + whole + 1] as number) - low);
  }

  #fillQuit(
    s: number,
    byAge: readonly (readonly [number, number])[],
    byYear: readonly (readonly [number, number])[],
    byYearOfYoung: readonly (readonly [number, number])[],
  ): void {
    for (let b = 0; b < BIRTHS; b++) {
      let sum = 0;
      for (let a = 0; a < AGES; a++) {
        this.#quit[(s * BIRTHS + b) * AGES + a] = sum;
        const age = YOUNGEST + a + 0.5;
        const year = FIRST_BIRTH + b + 0.5 + age;
        const young = Math.min(1, Math.max(0, (OLD_FROM - age) / (OLD_FROM - YOUNG_TO)));
        sum += Math.exp(between(byAge, age) + between(byYear, year) + young * between(byYearOfYoung, year));
      }
    }
  }

  #everAt(s: number, b: number, l: number, g: number): number {
    return ((s * BIRTHS + b) * SMOKING_LEVELS.length + l) * GROUPS.length + g;
  }
}

/** How much education matters for starting: little for those born by 1910, in full from 1940 on. */
function gradient(birthYear: number): number {
  return Math.min(1, Math.max(0.15, (birthYear - 1910) / 30));
}

function sexIndex(sex: Sex): number {
  return sex === 'F' ? 0 : 1;
}

function birthIndex(birthYear: number): number {
  return Math.min(BIRTHS - 1, Math.max(0, birthYear - FIRST_BIRTH));
}
