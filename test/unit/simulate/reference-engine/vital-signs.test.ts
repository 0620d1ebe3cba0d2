import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../../../src/core/numeric.ts';
import { DAY, HOUR, timeOf, WEEK, YEAR } from '../../../../src/core/time.ts';
import { VITAL_SIGN_NAMES } from '../../../../src/language/vital-sign-names.ts';
import type { RunningLife } from '../../../../src/simulate/running-life.ts';
import { RecordBuilder, rxnorm, snomed } from '../../../support/records.ts';
import { programKnowing, type ReferenceLifeOptions, referenceLife, sign } from '../../../support/reference-life.ts';
import { expectDistribution, expectShare } from '../../../support/tolerance.ts';

const KNOWN = ['hypertension', 'hypertension_severe', 'diabetes', 'prediabetes', 'diabetes_severity', 'ckd', 'chf'];
const program = programKnowing(...KNOWN);
const BIRTH = timeOf(1970, 6, 1);
const LIVES = 700;

function adult(options: ReferenceLifeOptions = {}): RunningLife {
  return referenceLife({ program, birth: BIRTH, end: BIRTH + 40 * YEAR, ...options });
}

/** A sign of many people of 40, who are otherwise the same. */
function many(
  name: string,
  attributes: Readonly<Record<string, number | boolean>> = {},
  sex: 'F' | 'M' = 'F',
): number[] {
  return Array.from({ length: LIVES }, (_, number) => {
    const life = adult({ number, sex });
    for (const [attribute, value] of Object.entries(attributes)) life.setAttributeNamed(attribute, value);
    return sign(life, name);
  });
}

function uniform(low: number, high: number): (x: number) => number {
  return (x) => Math.min(1, Math.max(0, (x - low) / (high - low)));
}

/** Makes a drug active. */
function prescribe(life: RunningLife, code: string): void {
  const chart = new RecordBuilder(0);
  life.recorder.activate('medication', chart.medication(rxnorm(code, code), chart.encounter(life.clock)));
}

describe('every sign that modules know', () => {
  it('is supplied, but the ejection fraction, which a module sets', () => {
    const infant = referenceLife({ birth: BIRTH, end: BIRTH + YEAR });
    const missing = VITAL_SIGN_NAMES.filter(
      (name) => infant.producers.vitalSigns.read(name, infant.clock, 1, 2, 3, 4) === undefined,
    );
    expect(missing).toEqual(['Left ventricular Ejection fraction']);
  });
});

describe('laboratory values', () => {
  it.each([
    ['Urea Nitrogen', {}, 7, 20],
    ['Sodium', {}, 136, 144],
    ['Potassium', {}, 3.7, 5.2],
    ['Triglycerides', {}, 100, 150],
    ['Triglycerides', { diabetes_severity: 2 }, 199, 499],
    ['HDL', { diabetes_severity: 3 }, 20, 10],
    ['Total Cholesterol', { diabetes_severity: 1 }, 200, 239],
    ['Blood Glucose', {}, 5, 5.7],
    ['Blood Glucose', { prediabetes: true }, 5.8, 6.4],
    ['Glucose', {}, 64, 100],
    ['Glucose', { diabetes_severity: 4 }, 125, 200],
    ['EGFR', {}, 56, 161],
    ['EGFR', { ckd: 3 }, 15, 29],
    ['EGFR', { ckd: 5 }, 56, 161],
    ['Microalbumin Creatinine Ratio', { ckd: 3.5 }, 30, 300],
  ] as const)('%s with %o is uniform from %d to %d', (name, attributes, from, to) => {
    expectDistribution(many(name, attributes), uniform(Math.min(from, to), Math.max(from, to)));
  });

  it('HDL and cholesterol without diabetes are normal around a level for life', () => {
    const low = (x: number) => normalCdf((x - 30) / 3);
    const usual = (x: number) => normalCdf((x - 55) / 5);
    expectDistribution(many('HDL', {}, 'M'), (x) => 0.266 * low(x) + 0.734 * usual(x));
    expectDistribution(many('HDL', {}, 'F'), (x) => 0.085 * low(x) + 0.915 * usual(x));
    const total = (x: number) => 0.114 * normalCdf((x - 280) / 20) + 0.886 * normalCdf((x - 170) / 30);
    expectDistribution(many('Total Cholesterol'), total);
  });

  it('agree within a week and are drawn anew in the next', () => {
    const life = adult();
    const { clock } = life;
    const names = ['HDL', 'Triglycerides', 'Total Cholesterol', 'Sodium', 'EGFR', 'Glucose'];
    const start = BIRTH + Math.floor((clock - BIRTH) / WEEK) * WEEK;
    for (const name of names) {
      expect(sign(life, name, start, 1)).toBe(sign(life, name, start + WEEK - 1, 77));
      expect(sign(life, name, start, 1)).not.toBe(sign(life, name, start + WEEK, 1));
    }
  });

  it('LDL is what cholesterol, HDL and triglycerides leave', () => {
    for (let number = 0; number < 50; number++) {
      const life = adult({ number });
      const rest = sign(life, 'Total Cholesterol') - sign(life, 'HDL') - 0.2 * sign(life, 'Triglycerides');
      // Each of the three is rounded to 0.01.
      expect(Math.abs(sign(life, 'LDL') - rest)).toBeLessThan(0.02);
    }
  });

  it('creatinine follows age, weight and clearance', () => {
    for (const sex of ['F', 'M'] as const) {
      const life = adult({ sex });
      const clearance = Math.min(100, sign(life, 'EGFR'));
      const expected = ((100 * sign(life, 'Weight')) / (72 * clearance)) * (sex === 'F' ? 0.85 : 1);
      expect(sign(life, 'Creatinine')).toBeCloseTo(expected, 1);
    }
  });

  it('HbA1c in diabetes goes by body mass index, and drugs lower it', () => {
    const life = adult();
    life.setAttributeNamed('diabetes', true);
    const bmi = sign(life, 'BMI');
    const untreated = bmi <= 27 ? 6.6 : bmi > 48 ? 12 : bmi / 4;
    expect(sign(life, 'Blood Glucose')).toBeCloseTo(untreated, 1);
    prescribe(life, '860975');
    expect(sign(life, 'Blood Glucose')).toBeCloseTo(untreated - 1.5, 1);
  });

  it('oxygen saturation is whole, and low in heart failure', () => {
    const healthy = many('Oxygen Saturation');
    const failing = many('Oxygen Saturation', { chf: true });
    expect(healthy.every((value) => Number.isInteger(value) && value >= 90 && value < 99)).toBe(true);
    expect(failing.every((value) => Number.isInteger(value) && value >= 75 && value < 89)).toBe(true);
  });
});

describe('blood pressure', () => {
  const NAME = 'Systolic Blood Pressure';

  it('has a level for life, higher in hypertension, and swings with half days', () => {
    const life = adult();
    const morning = Math.floor(life.clock / DAY) * DAY;
    const values = Array.from({ length: 400 }, (_, k) => sign(life, NAME, morning + k * 12 * HOUR + k));
    const [ups, downs] = [0, 1].map((half) => values.filter((_, k) => k % 2 === half)) as [number[], number[]];
    // |N(0, 8)| has the mean 6.4: above and below one level by so much.
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(mean(ups) - mean(downs)).toBeGreaterThan(10);
    expect(Math.min(...ups)).toBeGreaterThanOrEqual(Math.max(...downs));
    const normal = (mean(ups) + mean(downs)) / 2;
    expect(normal).toBeGreaterThan(98);
    expect(normal).toBeLessThan(140);
    life.setAttributeNamed('hypertension', true);
    expect(sign(life, NAME, morning)).toBeGreaterThan(138);
  });

  it('is lowered by each listed drug by a constant of the person', () => {
    const life = adult();
    const before = sign(life, NAME);
    prescribe(life, '314076');
    const lowered = before - sign(life, NAME);
    expect(lowered).toBeGreaterThanOrEqual(11);
    expect(lowered).toBeLessThanOrEqual(17);
    const diastolic = sign(life, 'Diastolic Blood Pressure');
    prescribe(life, '197361');
    expect(diastolic - sign(life, 'Diastolic Blood Pressure')).toBeGreaterThanOrEqual(9);
    expect(diastolic - sign(life, 'Diastolic Blood Pressure')).toBeLessThanOrEqual(12);
  });

  it('comes down in a year of a lifestyle plan in those who keep to it, 15 %', () => {
    let kept = 0;
    for (let number = 0; number < LIVES; number++) {
      const life = adult({ number });
      life.setAttributeNamed('hypertension', true);
      const before = sign(life, NAME);
      const chart = new RecordBuilder(0);
      const visit = chart.encounter(life.clock - YEAR);
      life.recorder.activate('carePlan', chart.carePlan(snomed('443402002', 'Lifestyle education'), visit));
      const drop = before - sign(life, NAME);
      if (drop > 0) kept++;
      // From 140 or more the most is 14; a woman's level can be 139.
      expect([0, 14]).toContain(drop);
    }
    expectShare(kept, LIVES, 0.15);
  });
});

describe('rates', () => {
  it('keep to their range whoever reads, and move through a week from one draw to another', () => {
    const life = adult();
    const values = Array.from({ length: 2000 }, (_, reader) =>
      sign(life, 'Heart Rate', life.clock + reader * HOUR, reader),
    );
    expect(values.every((value) => value >= 60 && value <= 100 && Number.isInteger(value))).toBe(true);
    const hours = values.slice(1).map((value, k) => Math.abs(value - (values[k] as number)));
    const jumps = hours.filter((change) => change > 8).length;
    // Noise has deviation 1 on each side, so more than 8 is a new week: at most 13 of them in 2,000 hours.
    expect(jumps).toBeLessThanOrEqual(13);
  });
});

describe('what a module sets', () => {
  const stands = (name: string, since: number, t: number) => adult().producers.vitalSigns.stands?.(name, since, t);

  it('lasts a week for what the engine draws each week, until the birthday for bodies, and for ever for pressures', () => {
    const since = timeOf(2000, 6, 15);
    expect(stands('Oxygen Saturation', since, since + WEEK - 1)).toBe(true);
    expect(stands('Oxygen Saturation', since, since + WEEK)).toBe(false);
    expect(stands('Weight', since, since + 200 * DAY)).toBe(true);
    expect(stands('Weight', since, since + 370 * DAY)).toBe(false);
    expect(stands('Height', BIRTH + 100 * DAY, BIRTH + 140 * DAY)).toBe(false);
    expect(stands('Systolic Blood Pressure', since, since + 20 * YEAR)).toBe(true);
    expect(stands('Left ventricular Ejection fraction', since, since + 20 * YEAR)).toBe(true);
  });
});
