import { describe, expect, it } from 'vitest';
import { runKeys } from '../../../src/core/random/keys.ts';
import { DAY, formatDate, timeOf } from '../../../src/core/time.ts';
import { PersonDrawer, type PopulationOptions } from '../../../src/people/draw-person.ts';
import type { GivenPerson } from '../../../src/people/given-person.ts';
import type { Person } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { State } from '../../../src/reference/places.ts';
import { expectShare } from '../../support/tolerance.ts';

const reference = loadReference();
const referenceDate = timeOf(2020, 1, 1);

function drawn(n: number, given?: GivenPerson, options: Omit<PopulationOptions, 'referenceDate'> = {}): Person[] {
  const drawer = new PersonDrawer(reference, runKeys('given'), { referenceDate, ...options });
  return Array.from({ length: n }, (_, slot) => drawer.draw(slot, 0, given));
}

function state(code: string): State {
  return reference.places.findState(code).found as State;
}

describe('a person of whom something is given', () => {
  it('is that', () => {
    const birth = timeOf(1950, 2, 3);
    const given = { sex: 'F', birth, race: 'black', ethnicity: 'hispanic', state: state('WY'), city: 'cody' } as const;
    for (const person of drawn(50, given)) {
      expect(person).toMatchObject({ sex: 'F', race: 'black', ethnicity: 'hispanic' });
      expect(person.address).toMatchObject({ state: 'WY', city: 'Cody' });
      expect(formatDate(person.birth)).toBe('1950-02-03');
    }
  });

  it('is the person of the slot where nothing is given', () => {
    expect(drawn(20, {}).map(({ id, birth, address }) => ({ id, birth, address }))).toEqual(
      drawn(20).map(({ id, birth, address }) => ({ id, birth, address })),
    );
  });

  it('is it even against the restrictions of the population', () => {
    for (const person of drawn(50, { sex: 'M', state: state('HI') }, { sex: 'F', state: 'MA', city: 'Boston' })) {
      expect(person).toMatchObject({ sex: 'M', address: { state: 'HI' } });
    }
  });

  it('keeps the restrictions for what is not given', () => {
    for (const person of drawn(50, { race: 'asian' }, { sex: 'F', minAge: 30, maxAge: 39, state: 'CA' })) {
      expect(person).toMatchObject({ sex: 'F', race: 'asian', address: { state: 'CA' } });
      expect(person.birth).toBeGreaterThan(timeOf(1979, 12, 31));
      expect(person.birth).toBeLessThan(timeOf(1990, 1, 3));
    }
  });

  it('lives where people of the race do', () => {
    const n = 4000;
    const population = reference.demographics.at(referenceDate, reference.places.states);
    const asians = (of: State) => population.births(of).reduce((sum, count, i) => (i % 5 === 3 ? sum + count : sum), 0);
    const states = reference.places.states.filter(({ inNation }) => inNation);
    // Asian and Hispanic people are as good as none, so that the group alone tells.
    const p = asians(state('HI')) / states.reduce((sum, each) => sum + asians(each), 0);
    const there = drawn(n, { race: 'asian', ethnicity: 'nonhispanic' }).filter(({ address }) => address.state === 'HI');
    expectShare(there.length, n, p);
  });

  it('is as often a woman as the births of the year let expect', () => {
    const n = 4000;
    const women = drawn(n, { birth: timeOf(1925, 6, 1) }).filter(({ sex }) => sex === 'F');
    // 105 boys a hundred girls, and the population at 94 is raised from both by survival.
    expect(women.length / n).toBeGreaterThan(0.4);
    expect(women.length / n).toBeLessThan(0.6);
  });

  it('may have a race that the census does not show in the group', () => {
    const [person] = drawn(1, { race: 'hawaiian', ethnicity: 'hispanic' });
    expect(person).toMatchObject({ race: 'hawaiian', ethnicity: 'hispanic' });
  });

  it('is hispanic or not as people of the race are, where that is left open', () => {
    const white = drawn(4000, { race: 'white' });
    const share = white.filter(({ ethnicity }) => ethnicity === 'hispanic').length / white.length;
    // 2020 census: 3.8 of 61.6 percent who are white.
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.09);
  });

  it('may be older than anybody who is drawn', () => {
    const [person] = drawn(1, { birth: timeOf(1905, 1, 1) });
    expect(person?.birth).toBeGreaterThanOrEqual(timeOf(1905, 1, 1));
    expect(person?.birth).toBeLessThan(timeOf(1905, 1, 1) + DAY);
  });

  it('keeps the name of a city that its state does not have, somewhere in the state', () => {
    const [person] = drawn(1, { state: state('VT'), city: ' Nowhere Falls ' });
    expect(person?.address).toMatchObject({ city: 'Nowhere Falls', state: 'VT' });
    expect(person?.address.postalCode).toMatch(/^05/);
  });

  it('carries education, income and attributes along', () => {
    const [person] = drawn(1, { education: 'bachelor', income: 40_000, attributes: { cohort: 'A' } });
    expect(person?.given).toEqual({ education: 'bachelor', income: 40_000, attributes: { cohort: 'A' } });
    expect(drawn(1)[0]?.given).toBeUndefined();
  });
});
