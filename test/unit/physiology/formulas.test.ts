import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadUcumNow } from '../../../src/core/units.ts';
import type { FormulaSubject } from '../../../src/physiology/formulas/formula.ts';
import { FORMULAS } from '../../../src/physiology/formulas/index.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { Sex } from '../../../src/reference/terms.ts';

const { body, weightForLength } = loadReference();

function evaluate(name: string, inputs: readonly number[], sex: Sex = 'F', age = 40): number {
  const formula = FORMULAS.find((candidate) => candidate.name === name);
  if (!formula) throw new Error(`there is no formula ${name}`);
  expect(inputs.length).toBe(Object.keys(formula.inputs).length);
  const subject: FormulaSubject = { sex, age, year: 2012, charts: { body, weightForLength } };
  return formula.evaluate(Float64Array.from(inputs), subject);
}

describe('formulas', () => {
  it('have names of their own, units of UCUM and a citation with a year', () => {
    expect(new Set(FORMULAS.map(({ name }) => name)).size).toBe(FORMULAS.length);
    const ucum = loadUcumNow();
    for (const { name, inputs, unit, citation } of FORMULAS) {
      for (const each of [unit, ...Object.values(inputs)]) expect(ucum.isUcum(each), `${each} of ${name}`).toBe(true);
      expect(citation, name).toMatch(/(19|20)\d\d/);
    }
  });

  it.each([
    // The table of Nathan and others, Diabetes Care 2008;31:1473.
    ['estimated-average-glucose', [5], 97],
    ['estimated-average-glucose', [6], 126],
    ['estimated-average-glucose', [7], 154],
    ['estimated-average-glucose', [8], 183],
    ['estimated-average-glucose', [9], 212],
    ['estimated-average-glucose', [10], 240],
    ['estimated-average-glucose', [12], 298],
    // Usual examples of textbooks.
    ['mean-arterial-pressure', [120, 80], 93],
    ['pulse-pressure', [120, 80], 40],
    ['anion-gap', [140, 104, 24], 12],
    ['bicarbonate', [7.4, 40], 24],
    ['bicarbonate', [7.1, 80], 24],
    ['non-hdl-cholesterol', [200, 50], 150],
    // Friedewald and others, Clin Chem 1972;18:499: a fifth of the triglycerides is the cholesterol of VLDL.
    ['calculated-ldl-cholesterol', [200, 50, 150], 120],
    ['calculated-ldl-cholesterol', [200, 50, 399], 70],
    ['calculated-osmolality', [140, 90, 14], 279],
    ['osmolality', [279, 20], 299],
    ['iron-saturation', [100, 300], 33],
    ['hematocrit', [15, 33.3], 45],
    ['mean-corpuscular-hemoglobin-concentration', [15, 45], 33],
    ['mean-corpuscular-volume', [45, 5], 90],
    ['mean-corpuscular-hemoglobin', [15, 5], 30],
    ['neutrophils-share', [30, 7, 3, 1], 59],
  ] as const)('%s of %j is %d', (name, inputs, expected) => {
    // Halves are printed up or down.
    expect(Math.abs(evaluate(name, inputs) - expected)).toBeLessThan(0.5 + 1e-9);
  });

  it.each([
    ['corrected-calcium', [7.6, 2.5], 8.8, 1],
    ['erythrocytes', [45, 90], 5, 2],
    ['leukocyte-count', [7.5, 60], 4.5, 2],
    // Worked by hand from the published coefficients.
    ['sampson-ldl-cholesterol', [200, 50, 150], 123.4, 1],
    ['sampson-ldl-cholesterol', [250, 40, 500], 121.1, 1],
  ] as const)('%s of %j is %d', (name, inputs, expected, decimals) => {
    expect(evaluate(name, inputs)).toBeCloseTo(expected, decimals);
  });

  it('have no value where they do not hold', () => {
    expect(evaluate('sampson-ldl-cholesterol', [300, 40, 801])).toBeNaN();
    expect(evaluate('calculated-ldl-cholesterol', [200, 50, 400])).toBeNaN();
    expect(evaluate('estimated-glomerular-filtration-rate', [0.7], 'F', 17.9)).toBeNaN();
    expect(evaluate('estimated-glomerular-filtration-rate-of-children', [0.7, 165], 'F', 18)).toBeNaN();
    expect(evaluate('body-mass-index-percentile', [22], 'F', 30)).toBeNaN();
    expect(evaluate('weight-for-length-percentile', [30, 110], 'F', 4)).toBeNaN();
    for (const { name, inputs } of FORMULAS) {
      if (name.endsWith('percentile')) continue;
      expect(
        evaluate(
          name,
          Object.keys(inputs).map(() => Number.NaN),
        ),
        name,
      ).toBeNaN();
    }
  });

  it.each([
    // As the calculator of the National Kidney Foundation gives it (CKD-EPI 2021).
    ['M', 50, 1.1, 82],
    ['F', 50, 1.1, 61],
    ['M', 30, 0.9, 118],
    ['F', 70, 0.6, 97],
    ['M', 70, 2, 35],
  ] as const)('estimated filtration of %s, %d years, creatinine %d mg/dL is %d', (sex, age, creatinine, expected) => {
    expect(Math.round(evaluate('estimated-glomerular-filtration-rate', [creatinine], sex, age))).toBe(expected);
  });

  it('estimated filtration of a child is that of the bedside Schwartz equation', () => {
    expect(evaluate('estimated-glomerular-filtration-rate-of-children', [0.5, 120], 'M', 8)).toBeCloseTo(99.12, 2);
    expect(evaluate('estimated-glomerular-filtration-rate-of-children', [1, 150], 'F', 17.9)).toBeCloseTo(61.95, 2);
  });

  it('fib-4 is that of its definition', () => {
    // 50 years, AST 40, ALT 25, platelets 200: 2000 / (200 x 5).
    expect(evaluate('fib-4', [40, 25, 200], 'M', 50)).toBeCloseTo(2, 12);
  });

  it('creatinine is the one at which filtration is estimated right, in children and in adults', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Sex>('F', 'M'),
        fc.oneof(fc.double({ min: 1, max: 14, noNaN: true }), fc.double({ min: 20, max: 100, noNaN: true })),
        fc.double({ min: 5, max: 160, noNaN: true }),
        fc.double({ min: 60, max: 200, noNaN: true }),
        (sex, age, filtration, height) => {
          const creatinine = evaluate('creatinine', [filtration, height], sex, age);
          const estimated =
            age < 18
              ? evaluate('estimated-glomerular-filtration-rate-of-children', [creatinine, height], sex, age)
              : evaluate('estimated-glomerular-filtration-rate', [creatinine], sex, age);
          expect(estimated / filtration).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('creatinine never jumps while a child grows up', () => {
    for (const sex of ['F', 'M'] as const) {
      for (let age = 12; age < 22; age += 0.01) {
        const [before, after] = [age, age + 0.01].map((at) => evaluate('creatinine', [110, 165], sex, at));
        expect(Math.abs(Number(after) - Number(before))).toBeLessThan(0.002);
      }
    }
  });

  it('total cholesterol gives back by Friedewald the LDL that it was made of', () => {
    const total = evaluate('total-cholesterol', [110, 50, 150]);
    expect(evaluate('calculated-ldl-cholesterol', [total, 50, 150])).toBeCloseTo(110, 12);
    // Above 400 mg/dL of triglycerides, as the equation of Sampson and others finds it, within a tenth.
    const much = evaluate('total-cholesterol', [110, 40, 700]);
    expect(Math.abs(evaluate('sampson-ldl-cholesterol', [much, 40, 700]) / 110 - 1)).toBeLessThan(0.15);
  });

  it('percentiles are those of the CDC charts', () => {
    // The example of the CDC: a boy of 9 months with 9.7 kg is at z = 0.207, the 58th percentile.
    expect(evaluate('weight-percentile', [9.7, 72], 'M', 9.5 / 12)).toBeCloseTo(58.2, 1);
    for (const [name, measure, inputs] of [
      ['height-percentile', 'height', (value: number) => [value]],
      ['body-mass-index-percentile', 'bmi', (value: number) => [value]],
    ] as const) {
      const value = body.growth.chart(measure, 'F').at(10 * 12, 1.2816);
      expect(evaluate(name, inputs(value), 'F', 10)).toBeCloseTo(90, 1);
    }
    const head = body.growth.chart('head', 'M').at(12, 0);
    expect(evaluate('head-circumference-percentile', [head], 'M', 1)).toBeCloseTo(50, 6);
  });

  it('percentiles of adults are places among adults of the year', () => {
    const height = body.height('M', 50, 0.5);
    expect(evaluate('height-percentile', [height], 'M', 50)).toBeCloseTo(69.1, 1);
    const index = body.bodyMassIndex('F', 50, 2012, 1);
    const metres = 1.6;
    expect(evaluate('weight-percentile', [index * metres * metres, 100 * metres], 'F', 50)).toBeCloseTo(84.1, 0);
  });
});
