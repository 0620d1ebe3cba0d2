import { murmur3 } from '../../../core/random/murmur3.ts';
import type { SimTime } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Body } from './body.ts';
import type { Chance } from './chance.ts';

/** Limits of a value by severity of diabetes: severity s lies between the s-th and the next. */
const TRIGLYCERIDES = [100, 150, 199, 499, 550, 600] as const;
const HDL = [80, 59, 40, 20, 10, 0] as const;
const CHOLESTEROL = [160, 200, 239, 259, 279, 300] as const;
const GLUCOSE = [64, 100, 125, 200] as const;
const MOST_SEVERE = 4;

/** What a drug takes off HbA1c, percent, by RxNorm code. */
const HBA1C_DRUGS: readonly (readonly [code: string, drop: number])[] = [
  ['860975', 1.5],
  ['897122', 0.5],
  ['1373463', 0.5],
  ['106892', 3],
  ['865098', 6],
];

/** Creatinine clearance, mL/min, by stage of kidney disease. */
const CLEARANCE: Readonly<Record<number, readonly [number, number]>> = {
  1: [60, 90],
  2: [30, 59],
  3: [15, 29],
  4: [1, 15],
};

/** Albumin to creatinine, mg/g, by stage of kidney disease. */
const ALBUMIN: Readonly<Record<number, readonly [number, number]>> = { 2: [17, 30], 3: [30, 300], 4: [300, 600] };

/** Signs that are uniform in everybody. */
const UNIFORM: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['Urea Nitrogen', [7, 20]],
  ['Calcium', [8.5, 10.2]],
  ['Chloride', [101, 111]],
  ['Potassium', [3.7, 5.2]],
  ['Carbon Dioxide', [20, 29]],
  ['Sodium', [136, 144]],
]);

const hash = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name) => [name, murmur3(name)]));

const DECIDES = hash([
  ...UNIFORM.keys(),
  ...['Triglycerides', 'HDL', 'Total Cholesterol', 'Blood Glucose', 'Glucose', 'Oxygen Saturation', 'EGFR'],
  'Microalbumin Creatinine Ratio',
]);
const LOW_HDL = murmur3('low HDL');
const HIGH_CHOLESTEROL = murmur3('high total cholesterol');

/** Laboratory values, drawn anew each week (gmf.md 7.4.4), in the units of the vital signs' names. */
export class Laboratory {
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #body: Body;
  readonly #hasLowHdl: boolean;
  readonly #hasHighCholesterol: boolean;

  constructor(life: RunningLife, chance: Chance, body: Body) {
    this.#life = life;
    this.#chance = chance;
    this.#body = body;
    this.#hasLowHdl = chance.uniform(LOW_HDL) < (life.sex === 'M' ? 0.266 : 0.085);
    this.#hasHighCholesterol = chance.uniform(HIGH_CHOLESTEROL) < 0.114;
  }

  /** The value of a sign at a time, not rounded; undefined for signs that are no laboratory value. */
  read(name: string, t: SimTime): number | undefined {
    const range = UNIFORM.get(name);
    if (range) return this.#between(name, t, range);
    switch (name) {
      case 'Triglycerides':
        return this.#bySeverity(name, t, TRIGLYCERIDES);
      case 'HDL':
        return this.hdl(t);
      case 'Total Cholesterol':
        return this.totalCholesterol(t);
      case 'LDL':
        return this.totalCholesterol(t) - this.hdl(t) - 0.2 * this.#bySeverity('Triglycerides', t, TRIGLYCERIDES);
      case 'Blood Glucose':
        return this.#hba1c(t);
      case 'Glucose': {
        const step = Math.min(this.#severity(), 2);
        return this.#between(name, t, [GLUCOSE[step] as number, GLUCOSE[step + 1] as number]);
      }
      case 'Oxygen Saturation':
        return Math.trunc(this.#between(name, t, this.#life.attributeNamed('chf') === undefined ? [90, 99] : [75, 89]));
      case 'EGFR':
        return this.#clearance(t);
      case 'Microalbumin Creatinine Ratio':
        return this.#between(name, t, ALBUMIN[this.#kidneyDisease()] ?? [0, 17]);
      case 'Creatinine':
        return this.#creatinine(t);
      default:
        return undefined;
    }
  }

  /** mg/dL. */
  hdl(t: SimTime): number {
    if (this.#severity() > 0) return this.#bySeverity('HDL', t, HDL);
    return this.#hasLowHdl ? this.#normal('HDL', t, 30, 3) : this.#normal('HDL', t, 55, 5);
  }

  /** mg/dL. */
  totalCholesterol(t: SimTime): number {
    if (this.#severity() > 0) return this.#bySeverity('Total Cholesterol', t, CHOLESTEROL);
    return this.#hasHighCholesterol
      ? this.#normal('Total Cholesterol', t, 280, 20)
      : this.#normal('Total Cholesterol', t, 170, 30);
  }

  #hba1c(t: SimTime): number {
    const hasDiabetes = this.#life.attributeNamed('diabetes') === true;
    const hasPrediabetes = this.#life.attributeNamed('prediabetes') === true;
    if (!hasDiabetes && !hasPrediabetes) return this.#between('Blood Glucose', t, [5, 5.7]);
    let value = hasDiabetes ? ofDiabetes(this.#body.bmi(t)) : this.#between('Blood Glucose', t, [5.8, 6.4]);
    for (const [code, drop] of HBA1C_DRUGS) if (this.#life.recorder.isActive('medication', code)) value -= drop;
    return value;
  }

  #clearance(t: SimTime): number {
    const normal = this.#life.sex === 'M' ? ([77, 160] as const) : ([56, 161] as const);
    return this.#between('EGFR', t, CLEARANCE[this.#kidneyDisease()] ?? normal);
  }

  /** Cockcroft and Gault, the other way round. */
  #creatinine(t: SimTime): number {
    const clearance = Math.min(100, Math.max(1, this.#clearance(t)));
    const value = ((140 - this.#life.ages.years(t)) * this.#body.weight(t)) / (72 * clearance);
    return this.#life.sex === 'F' ? value * 0.85 : value;
  }

  #bySeverity(name: string, t: SimTime, limits: readonly number[]): number {
    const severity = this.#severity();
    return this.#between(name, t, [limits[severity] as number, limits[severity + 1] as number]);
  }

  #between(name: string, t: SimTime, [low, high]: readonly [number, number]): number {
    return this.#chance.between(DECIDES.get(name) as number, this.#chance.week(t), low, high);
  }

  #normal(name: string, t: SimTime, mean: number, sd: number): number {
    return this.#chance.normal(DECIDES.get(name) as number, this.#chance.week(t), mean, sd);
  }

  /** 0 to 4. */
  #severity(): number {
    const severity = this.#life.attributeNamed('diabetes_severity');
    return typeof severity === 'number' ? Math.min(MOST_SEVERE, Math.max(0, Math.trunc(severity))) : 0;
  }

  /** 0 to 5; some modules hold a fraction of a stage. */
  #kidneyDisease(): number {
    const stage = this.#life.attributeNamed('ckd');
    return typeof stage === 'number' ? Math.trunc(stage) : 0;
  }
}

/** HbA1c in diabetes by body mass index, percent. */
function ofDiabetes(bmi: number): number {
  if (bmi <= 27) return 6.6;
  return bmi > 48 ? 12 : bmi / 4;
}
