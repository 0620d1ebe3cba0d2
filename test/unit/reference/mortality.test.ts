import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectancy } from '../../../scripts/reference-mortality.ts';
import { timeOf, YEAR } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { LifeTableRow } from '../../../src/reference/mortality.ts';
import type { CompositionRow } from '../../../src/reference/mortality-groups.ts';

const { mortality } = loadReference();
const tables = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/life-tables.json', import.meta.url), 'utf8'),
) as LifeTableRow[];

const people = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/population.json', import.meta.url), 'utf8'),
) as CompositionRow[];

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
      Math.floor((mortality.deathTime(birth, sex, 'all', -Math.log(1 - (i + 0.5) / n)) - birth) / YEAR),
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
      const death = mortality.deathTime(birth, 'F', 'all', e);
      expect(Number.isInteger(death)).toBe(true);
      // A death is rounded to the millisecond; no hazard is above 1 a year.
      expect(Math.abs(mortality.cumulativeHazard(birth, 'F', 'all', death) - e)).toBeLessThan(1 / YEAR + 1e-12);
    }
  });

  it('has the rate of the table in a table year and the logarithm between on a line', () => {
    expect(mortality.hazard(30, 'F', 'all', 1960)).toBeCloseTo(-Math.log(1 - q(1960, 'F', 30)), 12);
    const [from, to] = [-Math.log(1 - q(1960, 'F', 30)), -Math.log(1 - q(1965, 'F', 30))];
    const between = Math.exp((3 * Math.log(from) + 2 * Math.log(to)) / 5);
    expect(mortality.hazard(30, 'F', 'all', 1962)).toBeCloseTo(between, 12);
  });

  it('uses the nearest table before the first, after the last and above the oldest age', () => {
    expect(mortality.hazard(50, 'M', 'all', 1850)).toBe(mortality.hazard(50, 'M', 'all', 1900));
    expect(mortality.hazard(50, 'M', 'all', 2060)).toBe(mortality.hazard(50, 'M', 'all', 2024));
    expect(mortality.hazard(130, 'M', 'all', 2010)).toBe(mortality.hazard(110, 'M', 'all', 2010));
  });

  it('does not spread the influenza of 1918 over its neighbours, and has the level of 2021 in the years of the pandemic alone', () => {
    const between = (Math.log(1 / (1 - q(1915, 'M', 30))) * Math.log(1 / (1 - q(1920, 'M', 30)))) ** 0.5;
    expect(mortality.hazard(30, 'M', 'all', 1918)).toBeCloseTo(-Math.log(1 - q(1918, 'M', 30)), 12);
    expect(Math.abs(mortality.hazard(30, 'M', 'all', 1917) / between - 1)).toBeLessThan(0.02);
    for (const year of [2020, 2021, 2022]) {
      expect(mortality.hazard(60, 'F', 'all', year)).toBeCloseTo(-Math.log(1 - q(2021, 'F', 60)), 12);
    }
    expect(mortality.hazard(60, 'F', 'all', 2019)).toBeCloseTo(-Math.log(1 - q(2019, 'F', 60)), 12);
    expect(mortality.hazard(60, 'F', 'all', 2023)).toBeLessThan(mortality.hazard(60, 'F', 'all', 2021));
    expect(mortality.hazard(60, 'F', 'all', 2024)).toBeLessThan(mortality.hazard(60, 'F', 'all', 2023));
  });

  it.each(['F', 'M'] as const)('of the groups together is that of everybody of sex %s', (sex) => {
    // In the year of the table of people, whose bands of age hold at their middle.
    for (const age of [2, 22, 47, 67, 82]) {
      const rows = people.filter((row) => row[2] === sex && row[0] <= age && row[1] >= age);
      const total = rows.reduce((sum, row) => sum + row[4], 0);
      const mean = rows.reduce((sum, row) => sum + row[4] * mortality.hazard(age, sex, row[3], 2020), 0) / total;
      expect(Math.abs(mean / mortality.hazard(age, sex, 'all', 2020) - 1)).toBeLessThan(0.002);
    }
  });

  it('has the published gaps in life expectancy: Arias and others, NVSR 70-19 and 72-12', () => {
    for (const [year, group, years] of [
      [2019, 'white-nh', 78.8],
      [2019, 'black-nh', 74.8],
      [2019, 'hispanic', 81.9],
      [2021, 'white-nh', 76.7],
      [2021, 'black-nh', 71.2],
      [2021, 'hispanic', 77.8],
      [2021, 'asian-nh', 83.5],
    ] as const) {
      expect(Math.abs(expectancy(mortality, group, year) - years)).toBeLessThan(0.3);
    }
  });

  it('lets nobody die before birth, and everybody at last', () => {
    const birth = timeOf(2020, 2, 29);
    expect(mortality.deathTime(birth, 'M', 'all', 1e-15)).toBeGreaterThanOrEqual(birth);
    expect(mortality.deathTime(birth, 'M', 'all', 37)).toBeLessThan(birth + 200 * YEAR);
  });

  it('gives the survival of a birth year as the cohort lives through the tables', () => {
    // By hand: ages 0 to 4 of the cohort of 1960, in years cut half and half by its birthdays.
    let hazard = 0;
    for (let age = 0; age < 5; age++) {
      hazard += (mortality.hazard(age, 'M', 'all', 1960 + age) + mortality.hazard(age, 'M', 'all', 1961 + age)) / 2;
    }
    expect(mortality.survival(1960, 'M', 'all', 5)).toBeCloseTo(Math.exp(-hazard), 4);
    expect(mortality.survival(1960, 'M', 'all', 0)).toBe(1);
  });
});
