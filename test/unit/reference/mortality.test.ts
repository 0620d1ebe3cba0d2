import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timeOf, YEAR } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { LifeTableRow } from '../../../src/reference/mortality.ts';

const { mortality } = loadReference();
const tables = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/life-tables.json', import.meta.url), 'utf8'),
) as LifeTableRow[];

function q(year: number, sex: 'F' | 'M', age: number): number {
  const table = tables.find((row) => row[0] === year && row[1] === sex);
  return table?.[2][age] ?? Number.NaN;
}

describe('background mortality', () => {
  it.each(['F', 'M'] as const)('kills those of sex %s born on 1 January 1960 at the rates of the tables', (sex) => {
    const n = 50_000;
    const birth = timeOf(1960, 1, 1);
    // Every n-th part of the cohort dies at its own quantile: no chance is involved.
    const ages = Array.from({ length: n }, (_, i) =>
      Math.floor((mortality.deathTime(birth, sex, -Math.log(1 - (i + 0.5) / n)) - birth) / YEAR),
    );
    for (const age of [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]) {
      const alive = ages.filter((death) => death >= age).length;
      const dead = ages.filter((death) => death === age).length;
      const expected = q(1960 + age, sex, age);
      // One death more or less at either end of the year, and a day of it in the next calendar year, whose rate is
      // within a tenth of this one's.
      expect(Math.abs(dead / alive - expected)).toBeLessThanOrEqual(2 / alive + (0.1 * expected) / 365);
    }
  });

  it('is the inverse of the cumulative hazard', () => {
    const birth = timeOf(1931, 7, 4) + 12_345_678;
    for (const e of [1e-6, 0.01, 0.1, 0.5, 1, 2, 5, 12]) {
      const death = mortality.deathTime(birth, 'F', e);
      expect(Number.isInteger(death)).toBe(true);
      // A death is rounded to the millisecond; no hazard is above 1 a year.
      expect(Math.abs(mortality.cumulativeHazard(birth, 'F', death) - e)).toBeLessThan(1 / YEAR + 1e-12);
    }
  });

  it('has the rate of the table in a table year and the logarithm between on a line', () => {
    expect(mortality.hazard(30, 'F', 1960)).toBeCloseTo(-Math.log(1 - q(1960, 'F', 30)), 12);
    const [from, to] = [-Math.log(1 - q(1960, 'F', 30)), -Math.log(1 - q(1965, 'F', 30))];
    const between = Math.exp((3 * Math.log(from) + 2 * Math.log(to)) / 5);
    expect(mortality.hazard(30, 'F', 1962)).toBeCloseTo(between, 12);
  });

  it('uses the nearest table before the first, after the last and above the oldest age', () => {
    expect(mortality.hazard(50, 'M', 1850)).toBe(mortality.hazard(50, 'M', 1900));
    expect(mortality.hazard(50, 'M', 2060)).toBe(mortality.hazard(50, 'M', 2021));
    expect(mortality.hazard(130, 'M', 2010)).toBe(mortality.hazard(110, 'M', 2010));
  });

  it('lets nobody die before birth, and everybody at last', () => {
    const birth = timeOf(2020, 2, 29);
    expect(mortality.deathTime(birth, 'M', 1e-15)).toBeGreaterThanOrEqual(birth);
    expect(mortality.deathTime(birth, 'M', 37)).toBeLessThan(birth + 200 * YEAR);
  });

  it('gives the survival of a birth year as the cohort lives through the tables', () => {
    // By hand: ages 0 to 4 of the cohort of 1960, in years cut half and half by its birthdays.
    let hazard = 0;
    for (let age = 0; age < 5; age++) {
      hazard += (mortality.hazard(age, 'M', 1960 + age) + mortality.hazard(age, 'M', 1961 + age)) / 2;
    }
    expect(mortality.survival(1960, 'M', 5)).toBeCloseTo(Math.exp(-hazard), 4);
    expect(mortality.survival(1960, 'M', 0)).toBe(1);
  });
});
