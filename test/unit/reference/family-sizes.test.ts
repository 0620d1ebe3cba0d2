import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';
import type { HouseholdRow } from '../../../src/reference/family-sizes.ts';

const { familySizes, familyHistory } = loadReference();
const rows = JSON.parse(
  readFileSync(new URL('../../../src/reference/data/households.json', import.meta.url), 'utf8'),
) as HouseholdRow[];
const STEPS = 20_000;

/** The needs that evenly spread uniform numbers give, with those who live in no household. */
function needs(age: number, sex: 'F' | 'M', status: string) {
  const quarters = familySizes.groupQuarters(age, sex);
  return Array.from({ length: STEPS }, (_, i) => {
    const u = (i + 0.5) / STEPS;
    return familySizes.need(age, sex, status, u > quarters, u > quarters ? (u - quarters) / (1 - quarters) : u);
  });
}

describe('families of adults', () => {
  const cells = rows.filter(([kind, , , , , n]) => kind === 'children' && n >= 300);

  it('keep both published margins', () => {
    for (const [, age, sex, status, shares] of cells) {
      const drawn = needs(age, sex as 'F' | 'M', status as string);
      for (const [value, share] of shares.entries()) {
        const count = drawn.filter(({ children }) => Math.min(children, 4) === value).length;
        expect(Math.abs(count / STEPS - share), `${age} ${sex} ${status}: ${value} children`).toBeLessThan(0.02);
      }
      const sizes =
        rows.find(([kind, from, , of]) => kind === 'family-size' && from === age && of === status)?.[4] ?? [];
      for (const [i, share] of sizes.entries()) {
        const count = drawn.filter(({ familySize }) => Math.min(familySize, 7) === i + 1).length;
        // Who lives in no household is of those who live alone, who may be fewer.
        const allowed =
          i === 0 ? Math.max(0.005, familySizes.groupQuarters(age, sex as 'F' | 'M') - share + 0.005) : 0.02;
        expect(Math.abs(count / STEPS - share), `${age} ${sex} ${status}: ${i + 1} persons`).toBeLessThan(allowed);
      }
    }
  });

  it('are no smaller than the person, a spouse, and the children', () => {
    for (const [, age, sex, status] of cells) {
      for (const { familySize, children } of needs(age, sex as 'F' | 'M', status as string)) {
        const spouse = status === 'married' && familySize > 1 ? 1 : 0;
        expect(familySize).toBeGreaterThanOrEqual(1 + spouse + children);
      }
    }
  });

  it('are one person in group quarters', () => {
    expect(familySizes.need(40, 'F', 'married', false, 0.99)).toEqual({ familySize: 1, children: 0 });
    expect(familySizes.groupQuarters(20, 'F')).toBeGreaterThan(0.1);
  });
});

describe('illness in families', () => {
  const asthma = familyHistory.find(({ code }) => code.code === '195967001');
  const breast = familyHistory.find(({ code }) => code.code === '254837009');

  it('is as common at an age as published', () => {
    const grid = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
    const told = grid.flatMap((a) => grid.filter((b) => asthma?.onset('M', 40, a, b) !== undefined)).length;
    expect(told / (grid.length * grid.length)).toBeCloseTo(0.14, 2);
  });

  it('has its sex, and no onset after the age reached', () => {
    expect(breast?.onset('M', 90, 0.999, 0.999)).toBeUndefined();
    const onset = breast?.onset('F', 90, 0.999, 0.999);
    expect(onset).toBeGreaterThanOrEqual(30);
    expect(breast?.onset('F', (onset ?? 0) - 1, 0.999, 0.999)).toBeUndefined();
  });
});
