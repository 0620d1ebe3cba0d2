import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ageInYears, parseTime, timeOf } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { birthWindow, CohortSurvival, OLDEST, type PopulationRow } from '../../../src/reference/demographics.ts';
import { GROUPS, type State } from '../../../src/reference/places.ts';

const { demographics, mortality, places } = loadReference();
const survival = new CohortSurvival(mortality, timeOf(2024, 12, 31));
const rows = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/population.json', import.meta.url), 'utf8'),
) as PopulationRow[];

function state(name: string): State {
  return places.findState(name).found as State;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((a, b) => a + b, 0);
}

describe('the population of a state', () => {
  it.each(['Massachusetts', 'New Mexico', 'Hawaii', 'PR'])('of %s has its own shares of race and ethnicity', (name) => {
    const living = demographics.living(state(name), survival);
    for (const [i, group] of GROUPS.entries()) {
      const share = sum(living.filter((_, cell) => demographics.cells[cell]?.group === group)) / sum(living);
      expect(share).toBeCloseTo(state(name).groupShares[i] ?? Number.NaN, 9);
    }
  });

  it('adds up over all states to the published shares of age, within a tenth', () => {
    const total = sum(places.states.map((each) => each.population));
    for (const [from, to] of [
      [0, 4],
      [40, 44],
      [65, 69],
      [85, 120],
    ] as const) {
      const published =
        sum(rows.filter((row) => row[0] === from).map((row) => row[4])) / sum(rows.map((row) => row[4]));
      const made = places.states.map((each) => {
        const living = demographics.living(each, survival);
        const inBand = living.filter(
          (_, i) => Number(demographics.cells[i]?.age) >= from && Number(demographics.cells[i]?.age) <= to,
        );
        return (each.population / total) * (sum(inBand) / sum(living));
      });
      // State shares of race are those of 2019, the joint table's of 2020: the age structure moves with them a little.
      expect(Math.abs(sum(made) / published - 1)).toBeLessThan(0.1);
    }
  });

  it('splits the open band of age so that births were constant', () => {
    const { cells, choice } = demographics.births(state('Ohio'), survival, { sex: 'F', minAge: 85 });
    const n = 200_000;
    const counts = new Float64Array(OLDEST + 1);
    for (let i = 0; i < n; i++) {
      const age = cells[choice.at((i + 0.5) / n)]?.age ?? 0;
      counts[age] = Number(counts[age]) + 1;
    }
    const births = counts.subarray(85);
    for (const count of births) expect(count / n).toBeCloseTo(1 / births.length, 3);
  });

  it('leaves out what a restriction excludes', () => {
    const { cells, choice } = demographics.births(state('TX'), survival, { sex: 'M', minAge: 30, maxAge: 31 });
    for (let i = 0; i < 1000; i++) {
      const cell = cells[choice.at((i + 0.5) / 1000)];
      expect(cell?.sex).toBe('M');
      expect([30, 31]).toContain(cell?.age);
    }
  });

  it('gives Hispanic people the races of the 2020 census', () => {
    const n = 10_000;
    const races = Array.from({ length: n }, (_, i) => demographics.race('hispanic', state('TX'), (i + 0.5) / n));
    // 61.6 % white less 57.8 % white and not Hispanic, of 18.7 % Hispanic (the parts add to 18.6 by rounding).
    expect(races.filter((race) => race === 'white').length / n).toBeCloseTo(3.8 / 18.6, 3);
  });

  it('counts most of Alaska\u2019s other people as native', () => {
    const races = Array.from({ length: 1000 }, (_, i) => demographics.race('other-nh', state('AK'), (i + 0.5) / 1000));
    expect(races.filter((race) => race === 'native').length).toBeGreaterThan(600);
  });
});

describe('births that give an age at a date', () => {
  it.each(['2024-12-31', '2024-02-29', '2023-02-28', '2023-03-01', '2000-01-01'])(
    'meet one another around %s',
    (date) => {
      const reference = parseTime(date) ?? Number.NaN;
      for (let age = 1; age < 105; age++) {
        const { from, to } = birthWindow(reference, age);
        expect(ageInYears(from, reference)).toBe(age);
        expect(ageInYears(to - 1, reference)).toBe(age);
        expect(ageInYears(from - 1, reference)).toBe(age + 1);
      }
      expect(birthWindow(reference, 0).to).toBe(reference);
    },
  );
});
