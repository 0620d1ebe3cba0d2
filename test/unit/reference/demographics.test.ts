import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ageInYears, parseTime, type SimTime, timeOf } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { birthWindow, type PopulationRow } from '../../../src/reference/demographics.ts';
import { GROUPS, type Group, type State } from '../../../src/reference/places.ts';
import { allCells, type PopulationCell } from '../../../src/reference/population/cells.ts';

const { demographics, places } = loadReference();
const cells = allCells();
const rows = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/population.json', import.meta.url), 'utf8'),
) as PopulationRow[];

function state(name: string): State {
  return places.findState(name).found as State;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((a, b) => a + b, 0);
}

const nation = places.states.filter(({ inNation }) => inNation);

/** By cell: the living of the nation's states. */
function nationAt(date: SimTime): Float64Array {
  const population = demographics.at(date, places.states);
  const total = new Float64Array(cells.length);
  for (const each of nation) {
    for (const [i, count] of population.living(each).entries()) total[i] = Number(total[i]) + count;
  }
  return total;
}

function share(counts: Float64Array, isMeant: (cell: PopulationCell) => boolean): number {
  return sum(counts.filter((_, i) => isMeant(cells[i] as PopulationCell))) / sum(counts);
}

describe('the population of the nation', () => {
  const table = nationAt(timeOf(2019, 7, 1));

  it('is the published table on its day', () => {
    for (const [from, to, sex, group, published] of rows) {
      const isMeant = (cell: PopulationCell) =>
        cell.sex === sex && cell.group === group && cell.age >= from && cell.age <= to;
      expect(share(table, isMeant) / published).toBeCloseTo(1, 4);
    }
  });

  it('changes from one year of age to the next as births did', () => {
    const of = (age: number) => share(table, (cell) => cell.age === age);
    // Births rose by a fifth from 1945 to 1946 (NCHS: 2.86 and 3.41 million): those of 73 and of 72.
    expect(of(72) / of(73)).toBeGreaterThan(1.15);
    for (let age = 1; age < 60; age++) expect(Math.abs(of(age) / of(age - 1) - 1)).toBeLessThan(0.08);
  });

  // US Census Bureau: censuses of 2000 and 2010, summary files 1.
  it.each([
    [2000, 0.257, 0.124, 0.125, 0.691],
    [2010, 0.24, 0.13, 0.163, 0.637],
  ])('has in April %i the ages and groups of the census', (year, under18, from65, hispanic, white) => {
    const counts = nationAt(timeOf(year, 4, 1));
    expect(share(counts, ({ age }) => age < 18)).toBeCloseTo(under18, 2.5);
    expect(share(counts, ({ age }) => age >= 65)).toBeCloseTo(from65, 2.5);
    expect(share(counts, ({ group }) => group === 'hispanic')).toBeCloseTo(hispanic, 2.5);
    expect(share(counts, ({ group }) => group === 'white-nh')).toBeCloseTo(white, 2.5);
  });

  it('grows older over the years, and less white', () => {
    const of = (year: number) => {
      const counts = nationAt(timeOf(year, 1, 1));
      return [share(counts, ({ age }) => age >= 65), 1 - share(counts, ({ group }) => group === 'white-nh')] as const;
    };
    const all = [1950, 1970, 1990, 2005, 2015, 2026, 2040].map(of);
    for (const [i, [old, others]] of all.entries()) {
      const [before, fewer] = all[i - 1] ?? [0, 0];
      expect(old).toBeGreaterThan(before);
      expect(others).toBeGreaterThan(fewer);
    }
  });

  it.each([1920, 1960, 2026, 2099])('has somebody of every age, sex and group in %i', (year) => {
    for (const count of nationAt(timeOf(year, 1, 1))) expect(count > 0 && Number.isFinite(count)).toBe(true);
  });
});

describe('the population of a state', () => {
  const population = demographics.at(timeOf(2019, 7, 1), places.states);
  const shareIn = (name: string, isMeant: (cell: PopulationCell) => boolean) =>
    share(population.living(state(name)), isMeant);

  it('keeps its pattern of groups', () => {
    const odds = (p: number) => p / (1 - p);
    const together = (group: Group) => {
      const g = GROUPS.indexOf(group);
      const all = sum(nation.map((each) => each.population));
      return sum(nation.map((each) => (each.population / all) * (each.groupShares[g] as number)));
    };
    const hispanic = shareIn('NM', ({ group }) => group === 'hispanic');
    const national = share(nationAt(timeOf(2019, 7, 1)), ({ group }) => group === 'hispanic');
    const published = state('NM').groupShares[2] as number;
    // Relative to the nation it differs as it is published to; the other groups of the state move with it a little.
    const ratio = odds(hispanic) / odds(national) / (odds(published) / odds(together('hispanic')));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  });

  it('is as young, as old and as female as published', () => {
    // QuickFacts, vintage 2019. The nation keeps its own total, so that the state may be off by a fifth of a point.
    for (const [name, under18, from65, female] of [
      ['UT', 29.0, 11.4, 49.6],
      ['FL', 19.7, 20.9, 51.1],
      ['ME', 18.5, 21.2, 51.0],
    ] as const) {
      expect(Math.abs(100 * shareIn(name, ({ age }) => age < 18) - under18)).toBeLessThan(0.4);
      expect(Math.abs(100 * shareIn(name, ({ age }) => age >= 65) - from65)).toBeLessThan(0.4);
      expect(Math.abs(100 * shareIn(name, ({ sex }) => sex === 'F') - female)).toBeLessThan(0.4);
    }
  });

  it('of Puerto Rico is its own, beside the nation', () => {
    // 2020 census: 98.9 % Hispanic; 3.29 million for 331 million of the nation.
    expect(shareIn('PR', ({ group }) => group === 'hispanic')).toBeCloseTo(0.989, 3);
    const ratio = sum(population.living(state('PR'))) / sum(nationAt(timeOf(2019, 7, 1)));
    expect(ratio).toBeCloseTo(3.286 / 331.45, 3);
  });

  it('has more births than living, the more the older', () => {
    const living = population.living(state('OH'));
    const births = population.births(state('OH'));
    const ratio = (age: number) => {
      const of = (counts: Float64Array) => sum(counts.filter((_, i) => cells[i]?.age === age));
      return of(births) / of(living);
    };
    expect(ratio(0)).toBeGreaterThan(1);
    expect(ratio(50)).toBeGreaterThan(ratio(20));
    expect(ratio(95)).toBeGreaterThan(5);
  });

  it('grows as it did', () => {
    const shareOf = (name: string, year: number) =>
      sum(demographics.at(timeOf(year, 1, 1), places.states).living(state(name))) / sum(nationAt(timeOf(year, 1, 1)));
    expect(shareOf('TX', 2005)).toBeLessThan(shareOf('TX', 2020));
    expect(shareOf('IL', 2005)).toBeGreaterThan(shareOf('IL', 2020));
  });
});

describe('races', () => {
  it('gives Hispanic people the races of the 2020 census', () => {
    const n = 10_000;
    const races = Array.from({ length: n }, (_, i) => demographics.race('hispanic', state('TX'), (i + 0.5) / n));
    // 61.6 % white less 57.8 % white and not Hispanic, of 18.7 % Hispanic (the parts add to 18.6 by rounding).
    expect(races.filter((race) => race === 'white').length / n).toBeCloseTo(3.8 / 18.6, 3);
  });

  it('counts most of Alaska\u2019s other people as native', () => {
    // QuickFacts 2019: 15.6 % native, of 23 to 25 % who are neither white, black, Asian nor Hispanic.
    const races = Array.from({ length: 1000 }, (_, i) => demographics.race('other-nh', state('AK'), (i + 0.5) / 1000));
    expect(races.filter((race) => race === 'native').length).toBeGreaterThan(500);
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
