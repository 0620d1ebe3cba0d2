import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, timeOf, YEAR } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';
import { VITAL_SIGN_NAMES } from '../../../src/language/vital-sign-names.ts';
import { Body } from '../../../src/physiology/body.ts';
import { PersonSignals } from '../../../src/physiology/person-signals.ts';
import type { Sex } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { BodySigns } from '../../../src/simulate/producers/native/body-signs.ts';
import { expectShare } from '../../support/tolerance.ts';

const reference = loadReference();
const run = runKeys('vital signs');
const birth = timeOf(1960, 5, 17);
const N = 4000;
/** As every program has them, whatever its modules are. */
const catalogue = compileProgram(discoverModules([])).program.signals;

function signsOf(slot: number, sex: Sex): BodySigns {
  const draws = new Draws(lifeKeys(run, slot, 0).draws);
  const body = new Body(reference, draws, { sex, birth });
  const person = { sex, birth, draws, body, charts: reference, held: () => undefined };
  return new BodySigns({ catalogue, signals: new PersonSignals(catalogue, person) });
}

describe('signs of native bodies', () => {
  it('are all that modules know by name, but the ejection fraction', () => {
    const missing = VITAL_SIGN_NAMES.filter((name) => !catalogue.ofVitalSign(name));
    expect(missing).toEqual(['Left ventricular Ejection fraction']);
  });

  it.each([2, 6, 12, 16])('put half of the children of %d years under the median of the growth chart', (age) => {
    for (const sex of ['F', 'M'] as const) {
      const median = reference.growth.chart('height', sex).at(age * 12, 0);
      const heights = Array.from(
        { length: N },
        (_, slot) => signsOf(slot, sex).read('Height', birth + age * YEAR) ?? 0,
      );
      // A reading at the limit may have been rounded up or down.
      const tied = heights.filter((height) => Math.abs(height - median) < 0.0501).length;
      const below = heights.filter((height) => height < median - 0.0501).length;
      expectShare(Math.round(below + tied / 2), N, 0.5);
    }
  });

  it('make body mass index exactly of the height and weight of the day', () => {
    for (const age of [0.3, 4, 15, 24, 50, 88]) {
      for (let slot = 0; slot < 50; slot++) {
        const signs = signsOf(slot, 'F');
        const [height = 0, weight = 0, index = 0] = ['Height', 'Weight', 'BMI'].map((name) =>
          signs.read(name, birth + age * YEAR),
        );
        expect(Math.abs(index - weight / (height / 100) ** 2)).toBeLessThanOrEqual(0.0050001);
      }
    }
  });

  it('let nobody jump at two or at twenty years', () => {
    for (let slot = 0; slot < 300; slot++) {
      const signs = signsOf(slot, 'M');
      for (const age of [2, 20]) {
        const at = (name: string, days: number) => signs.read(name, birth + age * YEAR + days * DAY) ?? Number.NaN;
        expect(Math.abs(at('Height', 1) - at('Height', -1))).toBeLessThan(0.3);
        // From day to day by about 1 % of weight: the difference of two days is within 4.5 times 1.5 %.
        expect(Math.abs(at('Weight', 1) / at('Weight', -1) - 1)).toBeLessThan(0.07);
      }
    }
  });

  it('are real and above 0 for every name and age, whether or not a laboratory had enough of a specimen', () => {
    for (let slot = 0; slot < 200; slot++) {
      const signs = signsOf(slot, slot % 2 === 0 ? 'F' : 'M');
      for (const age of [0, 0.01, 1, 2, 7, 19.99, 20, 45, 79, 104]) {
        for (const name of VITAL_SIGN_NAMES) {
          const value = signs.read(name, birth + age * YEAR);
          if (value === undefined) {
            expect(name).toMatch(/^(Left ventricular Ejection fraction|Head Circumference.*)$/);
            continue;
          }
          expect(Number.isFinite(value) && value >= 0, `${name} ${value} at ${age}`).toBe(true);
          if (/Percentile|Saturation/.test(name)) expect(value).toBeLessThanOrEqual(100);
        }
      }
    }
  });

  it('give nothing for what is not supplied', () => {
    const signs = signsOf(0, 'F');
    expect(signs.read('Left ventricular Ejection fraction', birth + 50 * YEAR)).toBeUndefined();
    expect(signs.read('Head Circumference', birth + 4 * YEAR)).toBeUndefined();
    expect(signs.read('Head Circumference', birth + YEAR)).toBeGreaterThan(40);
    expect(signs.read('Shoe Size', birth + 50 * YEAR)).toBeUndefined();
  });
});
