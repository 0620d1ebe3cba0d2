import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';
import type { GivenNameRow, SurnameRow } from '../../../src/reference/names.ts';

const { names } = loadReference();
const N = 20_000;
const grid = Array.from({ length: N }, (_, i) => (i + 0.5) / N);

function data<Row>(file: string): Row[] {
  return JSON.parse(
    readFileSync(new URL(`../../../src/reference/data/${file}.json`, import.meta.url), 'utf8'),
  ) as Row[];
}

function share(values: readonly string[], value: string): number {
  return values.filter((each) => each === value).length / values.length;
}

describe('names', () => {
  it('are as common as among people of the sex born in those years', () => {
    const cohort = data<GivenNameRow>('given-names').filter((row) => row[0] === 'F' && row[1] === 1950);
    const known = cohort.reduce((sum, row) => sum + row[3], 0);
    const drawn = grid.map((u) => names.givenName('F', 1957, u));
    const listed = new Set(cohort.map((row) => row[2]));
    const inList = drawn.filter((name) => listed.has(name)).length / N;
    // Of all births the list covers 77 %; the tail leaves it no less and not much more.
    expect(inList).toBeGreaterThanOrEqual(known - 1 / N);
    expect(inList).toBeLessThan(1.2 * known);
    for (const [, , name, births] of cohort.slice(0, 20)) {
      expect(Math.abs(share(drawn, name) - (births / known) * inList)).toBeLessThanOrEqual(2 / N);
    }
  });

  it('beyond the list of a cohort are those of its neighbours, none as common as the last of the list', () => {
    const rows = data<GivenNameRow>('given-names').filter((row) => row[0] === 'F');
    const listed = new Set(rows.filter((row) => row[1] === 2010).map((row) => row[2]));
    const near = new Set(rows.filter((row) => row[1] >= 1990).map((row) => row[2]));
    const drawn = grid.map((u) => names.givenName('F', 2015, u));
    const tail = drawn.filter((name) => !listed.has(name));
    expect(tail.length).toBeGreaterThan(N / 20);
    for (const name of new Set(tail)) {
      expect(near.has(name)).toBe(true);
      expect(share(drawn, name)).toBeLessThanOrEqual(share(drawn, 'Callie') + 1 / N);
    }
  });

  it('of those born before the first cohort and after the last are those of the nearest', () => {
    expect(names.givenName('M', 1880, 0.3)).toBe(names.givenName('M', 1915, 0.3));
    expect(names.givenName('M', 2090, 0.3)).toBe(names.givenName('M', 2010, 0.3));
  });

  it('of families are as common as in the group', () => {
    const rows = data<SurnameRow>('surnames');
    const bearers = (row: SurnameRow) => row[1] * row[7];
    const total = rows.reduce((sum, row) => sum + bearers(row), 0);
    const drawn = grid.map((u) => names.familyName('hispanic', 'other', u));
    for (const row of rows.filter(([name]) => ['Garcia', 'Martinez', 'Smith', 'Nguyen'].includes(name))) {
      expect(Math.abs(share(drawn, row[0]) - bearers(row) / total)).toBeLessThanOrEqual(1 / N);
    }
  });

  it('of Vietnamese families are more common among Asian people than among white people', () => {
    const asian = grid.map((u) => names.familyName('asian-nh', 'asian', u));
    const white = grid.map((u) => names.familyName('white-nh', 'white', u));
    expect(share(asian, 'Nguyen')).toBeGreaterThan(20 * share(white, 'Nguyen'));
  });
});
