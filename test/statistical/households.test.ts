import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { ageInYears, timeOf } from '../../src/core/time.ts';
import { isAliveAt } from '../../src/people/background-mortality.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import { BLOCK, Households } from '../../src/people/household/households.ts';
import type { Person } from '../../src/record/person.ts';
import { valueAt } from '../../src/record/timeline.ts';
import { loadReference } from '../../src/reference/data.ts';
import type { HouseholdRow } from '../../src/reference/family-sizes.ts';
import { linkFaults } from '../support/households.ts';

/** The day that the tables are of. */
const DATE = timeOf(2018, 7, 1);
const BLOCKS = 1_000;
/** Rows with fewer records say too little. */
const FEWEST = 300;
/** What the tables can be trusted to, beyond the sampling error of the survey. */
const POINTS = 0.04;
const SURVEY_ERRORS = 3;
/** Sampling error of the lives, as in test/support/tolerance.ts. */
const Z = 4.5;

const rows = JSON.parse(
  readFileSync(new URL('../../src/reference/data/households.json', import.meta.url), 'utf8'),
) as HouseholdRow[];

interface Counted {
  readonly key: string;
  readonly value: number;
}

const BANDS = [18, 25, 35, 45, 55, 65, 75];

/** Counts family size and children at home from the relatives that the chart lists. */
function counted(person: Person): Counted[] {
  const age = ageInYears(person.birth, DATE);
  const band = BANDS.findLast((first) => first <= age);
  if (band === undefined) return [];
  const status = (person.course && valueAt(person.course.maritalStatus, DATE)) ?? 'never-married';
  const home = (person.family?.relatives ?? []).filter(({ sharesHome }) => sharesHome);
  const children = home.filter(({ relationship, birth }) => relationship === 'child' && ageInYears(birth, DATE) < 18);
  return [
    { key: `family-size ${band} null ${status}`, value: Math.min(home.length, 6) },
    { key: `children ${band} ${person.sex} ${status}`, value: Math.min(children.length, 4) },
  ];
}

describe('households of the nation on 1 July 2018', () => {
  const reference = loadReference();
  const keys = runKeys('statistical households');
  const drawer = new PersonDrawer(reference, keys, { referenceDate: DATE });
  const households = new Households(drawer, { reference, keys, referenceDate: DATE, until: DATE, matched: true });
  const counts = new Map<string, number[]>();
  const faults: string[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    const people = Array.from({ length: BLOCK }, (_, i) => households.draw(block * BLOCK + i, 0));
    faults.push(...linkFaults(people, DATE));
    for (const person of people) {
      if (!isAliveAt(reference, new Draws(lifeKeys(keys, person.slot, 0).draws), person, DATE)) continue;
      for (const { key, value } of counted(person)) {
        const cell = counts.get(key) ?? [0, 0, 0, 0, 0, 0, 0];
        counts.set(key, cell);
        cell[value] = (cell[value] as number) + 1;
      }
    }
  }

  it('have mutual links and possible dates', () => {
    expect(faults).toEqual([]);
  });

  it.each(['family-size', 'children'] as const)('have the published distribution of %s', (kind) => {
    const cells = rows.filter((row) => row[0] === kind && row[5] >= FEWEST);
    expect(cells.length).toBeGreaterThan(15);
    for (const [, age, sex, status, shares, records] of cells) {
      const key = `${kind} ${age} ${sex} ${status}`;
      const cell = counts.get(key) ?? [];
      const n = cell.reduce((a, b) => a + b, 0);
      for (const [value, share] of shares.entries()) {
        const error = Math.sqrt(share * (1 - share));
        const allowed = POINTS + (SURVEY_ERRORS * error) / Math.sqrt(records) + (Z * error) / Math.sqrt(n);
        expect(Math.abs((cell[value] as number) / n - share), `${key} ${value}`).toBeLessThanOrEqual(allowed);
      }
    }
  });
});
