import { describe, expect, it } from 'vitest';
import { DAY, timeOf, YEAR } from '../../../../src/core/time.ts';
import { type AscvdFactors, ascvdRisk } from '../../../../src/simulate/producers/reference-engine/ascvd-risk.ts';
import { type StrokeFactors, strokeRisk } from '../../../../src/simulate/producers/reference-engine/stroke-risk.ts';
import { programKnowing, referenceLife, sign } from '../../../support/reference-life.ts';

describe('atherosclerotic risk', () => {
  const person: AscvdFactors = {
    age: 55,
    isMale: false,
    isBlack: false,
    totalCholesterol: 213,
    hdl: 50,
    systolic: 120,
    hasHypertension: false,
    smokes: false,
    hasDiabetes: false,
  };

  // The worked examples of Goff and others, Circulation 2014;129(25 Suppl 2):S49, table A: 2.1, 3.0, 5.3 and 6.1 %.
  it.each([
    { isMale: false, isBlack: false, percent: 2.1 },
    { isMale: false, isBlack: true, percent: 3 },
    { isMale: true, isBlack: false, percent: 5.3 },
    { isMale: true, isBlack: true, percent: 6.1 },
  ])('is $percent % in the published example (male $isMale, black $isBlack)', ({ isMale, isBlack, percent }) => {
    expect(100 * ascvdRisk({ ...person, isMale, isBlack })).toBeCloseTo(percent, 0);
  });

  it('is higher in smokers, in diabetes, in hypertension', () => {
    for (const worse of [{ smokes: true }, { hasDiabetes: true }, { hasHypertension: true, systolic: 150 }]) {
      expect(ascvdRisk({ ...person, ...worse })).toBeGreaterThan(ascvdRisk(person));
    }
  });

  it('has a value when a drawn cholesterol comes near 0', () => {
    expect(ascvdRisk({ ...person, hdl: 0 })).toBeGreaterThan(0);
  });
});

describe('risk of stroke', () => {
  const person: StrokeFactors = {
    age: 60,
    isMale: true,
    systolic: 120,
    isTreated: false,
    smokes: false,
    hasDiabetes: false,
    hasHypertrophy: false,
    hasHeartDisease: false,
    hasAtrialFibrillation: false,
  };

  it.each([
    // Not applicable, then by age alone.
    [{ age: 19 }, -1],
    [{ age: 39 }, 0.002],
    [{ age: 54, isMale: false }, 0.022],
    // 60 is the end of the second interval (1 point), 120 lies in the third (2 points): 3 points.
    [{}, 0.04],
    [{ isTreated: true }, 0.04],
    [{ smokes: true }, 0.05],
    // 1 + 2 + 3 + 2 + 4 + 5 + 4 points.
    [
      { smokes: true, hasDiabetes: true, hasHeartDisease: true, hasHypertrophy: true, hasAtrialFibrillation: true },
      0.42,
    ],
    // The last intervals are open, and points beyond the table count as its last.
    [{ age: 99, systolic: 250, isMale: false, hasAtrialFibrillation: true, smokes: true, hasDiabetes: true }, 0.84],
  ])('of %o is %d', (change, risk) => {
    expect(strokeRisk({ ...person, ...change })).toBe(risk);
  });
});

describe('risks that modules read', () => {
  const program = programKnowing('hypertension', 'atrial_fibrillation', 'osteoporosis', 'blood_pressure_controlled');
  const at = (age: number, number = 0) => {
    const birth = timeOf(1940, 1, 1);
    return referenceLife({ program, birth, end: birth + Math.ceil(age * YEAR) + DAY, number, sex: 'M' });
  };

  it('are small negative numbers where they do not apply', () => {
    const life = at(15);
    for (const risk of ['mi_risk', 'ihd_risk', 'stroke_risk', 'atrial_fibrillation_risk', 'cardio_risk']) {
      expect(life.attributeNamed(risk), risk).toBeLessThan(0);
      expect(life.attributeNamed(risk), risk).toBeGreaterThan(-0.05);
    }
    expect(life.attributeNamed('ascvd_risk')).toBe(-1);
  });

  it('tell a month of the ten-year risk for infarction, five times that for ischaemic disease, a week for the rest', () => {
    const life = at(60);
    const inTenYears = life.attributeNamed('ascvd_risk') as number;
    const inMonth = 1 - Math.exp((Math.log(1 - inTenYears) * 30) / 3650);
    expect(life.attributeNamed('mi_risk')).toBeCloseTo(inMonth, 12);
    expect(life.attributeNamed('ihd_risk')).toBeCloseTo(5 * inMonth, 12);
    expect(life.attributeNamed('cardio_risk')).toBeCloseTo(1 - Math.exp((Math.log(1 - inTenYears) * 7) / 3650), 12);
  });

  it('of fibrillation has the points of age, weight and pressure, and none is left once there is fibrillation', () => {
    const life = at(66);
    const points = 5 + (sign(life, 'BMI') >= 30 ? 1 : 0) + (sign(life, 'Systolic Blood Pressure') >= 160 ? 1 : 0);
    const table = [0.01, 0.02, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.22, 0.3];
    const weekly = (risk: number) => 1 - Math.exp((Math.log(1 - risk) * 7) / 3650);
    expect(life.attributeNamed('atrial_fibrillation_risk')).toBeCloseTo(weekly(table[points] as number), 12);
    life.setAttributeNamed('blood_pressure_controlled', true);
    expect(life.attributeNamed('atrial_fibrillation_risk')).toBeCloseTo(weekly(table[points + 1] as number), 12);
    life.setAttributeNamed('atrial_fibrillation', true);
    expect(life.attributeNamed('atrial_fibrillation_risk')).toBeLessThan(0);
  });

  it('of falls begins at 65 and is greater with osteoporosis', () => {
    expect(at(64).attributeNamed('probability_of_fall_injury')).toBeUndefined();
    const life = at(66);
    expect(life.attributeNamed('probability_of_fall_injury')).toBe(0.035);
    life.setAttributeNamed('osteoporosis', true);
    expect(life.attributeNamed('probability_of_fall_injury')).toBe(0.06);
  });

  it('days until death are known from the moment a death is due', () => {
    const life = at(70);
    expect(life.attributeNamed('days_until_death')).toBeUndefined();
    life.death = { time: life.clock + 10.5 * DAY, code: null, cause: { module: 'm', file: 'm', state: 's', visit: 0 } };
    expect(life.attributeNamed('days_until_death')).toBe(10);
  });
});
