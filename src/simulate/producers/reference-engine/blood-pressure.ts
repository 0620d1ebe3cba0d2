import { normalQuantile } from '../../../core/numeric.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { DAY, HOUR, type SimTime } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Chance } from './chance.ts';

type Range = readonly [low: number, high: number];

/** What makes one pressure; mm[Hg]. Source: gmf.md 7.4.4. */
export interface PressureKind {
  readonly name: string;
  /** What decides the level of a person, that in hypertension, and the swing of a day. */
  readonly level: number;
  readonly highLevel: number;
  readonly swing: number;
  readonly normal: Range;
  readonly hypertension: Range;
  readonly severe: Range;
  /** What lifestyle brings it towards, and the most that it does. */
  readonly goal: number;
  readonly mostLifestyle: number;
  /** Standard deviation within a day. */
  readonly variation: number;
  /** What a drug changes it by, by RxNorm code. */
  readonly drugs: ReadonlyMap<string, Range>;
}

const DRUGS: readonly string[] = [
  ...['197499', '313988', '313096', '310818', '977880', '310798', '314076', '979492', '1091646', '1235144', '830877'],
  ...['197361', '308136', '866514', '866412', '197381', '197383', '905395', '197987', '197745', '197626'],
];

const BETA_BLOCKER: Range = [-15.5, -8.7];

const DIASTOLIC_DRUGS: Readonly<Record<string, Range>> = {
  '314076': [-13.6, -7.2],
  '866514': BETA_BLOCKER,
  '866412': BETA_BLOCKER,
  '197381': BETA_BLOCKER,
  '197383': BETA_BLOCKER,
  '197626': [-13.8, -11.2],
};

export const SYSTOLIC: PressureKind = {
  name: 'Systolic Blood Pressure',
  level: murmur3('systolic level'),
  highLevel: murmur3('systolic level in hypertension'),
  swing: murmur3('systolic swing'),
  normal: [100, 139],
  hypertension: [140, 160],
  severe: [160, 200],
  goal: 124,
  mostLifestyle: 14,
  variation: 8,
  drugs: new Map(DRUGS.map((code) => [code, [-16.29, -11.5]])),
};

export const DIASTOLIC: PressureKind = {
  name: 'Diastolic Blood Pressure',
  level: murmur3('diastolic level'),
  highLevel: murmur3('diastolic level in hypertension'),
  swing: murmur3('diastolic swing'),
  normal: [70, 89],
  hypertension: [90, 120],
  severe: [90, 120],
  goal: 78,
  mostLifestyle: 8,
  variation: 5,
  drugs: new Map(DRUGS.map((code) => [code, DIASTOLIC_DRUGS[code] ?? [-11.7, -9.3]])),
};

const LIFESTYLE_PLAN = '443402002';
const ADHERENT = murmur3('lifestyle adherence');
const HALF_DAY = 12 * HOUR;
const YEAR = 365 * DAY;

/** One pressure of one person: a level of their own, drugs, lifestyle, and a swing that turns every half day. */
export class BloodPressure {
  readonly #kind: PressureKind;
  readonly #life: RunningLife;
  readonly #chance: Chance;

  constructor(kind: PressureKind, life: RunningLife, chance: Chance) {
    this.#kind = kind;
    this.#life = life;
    this.#chance = chance;
  }

  /** mm[Hg], not rounded. */
  read(t: SimTime): number {
    const baseline = this.#baseline();
    return baseline + this.#drugs() + this.#lifestyle(baseline, t) + this.#variation(t);
  }

  #baseline(): number {
    const life = this.#life;
    const { normal, hypertension, severe, level, highLevel } = this.#kind;
    const bySex = life.sex === 'M' ? 1 : -1;
    if (life.attributeNamed('hypertension') !== true) return this.#chance.between(level, 0, ...normal) + bySex;
    const range = life.attributeNamed('hypertension_severe') === true ? severe : hypertension;
    return this.#chance.between(highLevel, 0, ...range) + bySex;
  }

  #drugs(): number {
    const { level, drugs } = this.#kind;
    let sum = 0;
    for (const { codes } of this.#life.recorder.allActive('medication')) {
      const code = codes[0]?.code ?? '';
      const range = drugs.get(code);
      if (range) sum += this.#chance.between(level, Number(code), ...range);
    }
    return sum;
  }

  #lifestyle(baseline: number, t: SimTime): number {
    const plan = this.#life.recorder.active('carePlan', LIFESTYLE_PLAN);
    if (!plan || this.#chance.uniform(ADHERENT) >= 0.15) return 0;
    const { goal, mostLifestyle } = this.#kind;
    const most = Math.min(Math.abs(baseline - goal), mostLifestyle);
    return -most * Math.min(1, Math.max(0, t - plan.start) / YEAR);
  }

  #variation(t: SimTime): number {
    const { swing, variation } = this.#kind;
    const size = Math.abs(normalQuantile(this.#chance.uniformAt(swing, t))) * variation;
    return Math.trunc(t / HALF_DAY) % 2 === 0 ? size : -size;
  }
}
