import { describe, expect, it } from 'vitest';
import { runKeys } from '../../../src/core/random/keys.ts';
import { timeOf } from '../../../src/core/time.ts';
import { PersonDrawer } from '../../../src/people/draw-person.ts';
import type { Person } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { groupOf } from '../../../src/reference/group.ts';
import type { State } from '../../../src/reference/places.ts';

const reference = loadReference();
const N = 8000;
/** Standard errors; a share of all people is looked at, not only of the living. */
const Z = 4.5;

function people(state: string, year: number): Person[] {
  const drawer = new PersonDrawer(reference, runKeys('origin'), {
    referenceDate: timeOf(year, 7, 1),
    state,
    maxAge: 80,
  });
  return Array.from({ length: N }, (_, slot) => drawer.draw(slot, 0));
}

const share = (all: readonly Person[], is: (person: Person) => boolean) => all.filter(is).length / all.length;
const isBornAbroad = ({ birthPlace }: Person) => birthPlace.country !== 'US';
const speaksAnother = ({ language }: Person) => language.code !== 'en';

describe('where people come from', () => {
  it.each(['CA', 'WV', 'NM', 'NY'])('agrees in %s with the shares of the state', (code) => {
    const all = people(code, 2017);
    const state = reference.places.findState(code).found as State;
    for (const [made, published] of [
      [share(all, isBornAbroad), state.bornAbroad],
      [share(all, speaksAnother), state.otherLanguage],
    ] as const) {
      const error = Z * Math.sqrt((published * (1 - published)) / N);
      // The dead are among those drawn, and were less often born abroad than the living: a tenth of the share at most.
      expect(Math.abs(made - published)).toBeLessThan(error + 0.1 * published);
    }
  });

  it('was the United States for nearly all around 1970', () => {
    expect(share(people('OH', 1970), isBornAbroad)).toBeLessThan(share(people('OH', 2019), isBornAbroad));
  });

  it('goes with group and language', () => {
    const all = people('CA', 2019);
    const of = (group: string) => all.filter((person) => groupOf(person) === group);
    expect(share(of('asian-nh'), isBornAbroad)).toBeGreaterThan(3 * share(of('white-nh'), isBornAbroad));
    const mexican = all.filter(({ birthPlace }) => birthPlace.country === 'MX');
    expect(mexican.length).toBeGreaterThan(200);
    expect(share(mexican, ({ language }) => language.name === 'spanish')).toBeGreaterThan(0.9);
    expect(share(of('asian-nh'), ({ language }) => language.code === 'es')).toBeLessThan(0.02);
  });

  it('is a state for those born in the country, mostly their own', () => {
    const all = people('TX', 2019).filter((person) => !isBornAbroad(person));
    expect(share(all, ({ birthPlace }) => birthPlace.state === 'TX')).toBeGreaterThan(0.6);
    for (const { birthPlace } of all) expect(birthPlace.state).toMatch(/^[A-Z]{2}$/);
  });

  it('makes children rarely immigrants', () => {
    const all = people('CA', 2019);
    const young = all.filter(({ birth }) => birth > timeOf(2012, 1, 1));
    expect(share(young, isBornAbroad)).toBeLessThan(share(all, isBornAbroad) / 3);
  });
});
