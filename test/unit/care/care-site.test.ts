import { describe, expect, it } from 'vitest';
import { CareSites, luhnCheckDigit } from '../../../src/care/care-site.ts';
import { runKeys } from '../../../src/core/random/keys.ts';
import { timeOf } from '../../../src/core/time.ts';
import { PersonDrawer } from '../../../src/people/draw-person.ts';
import { loadReference } from '../../../src/reference/data.ts';

const reference = loadReference();
const run = runKeys('sites');

function sites() {
  const made = new CareSites(reference, run);
  return reference.places.states.flatMap((state) => state.cities.map((city) => made.of(state, city)));
}

/** Luhn's rule on a whole number, check digit included, from its definition. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

describe('a care site', () => {
  it('has a clinician with a valid identifier that starts with 2', () => {
    for (const { clinician } of sites()) {
      expect(clinician.npi).toMatch(/^2\d{9}$/);
      expect(passesLuhn(`80840${clinician.npi}`)).toBe(true);
    }
  });

  it('checks the example of the National Provider Identifier standard', () => {
    expect(luhnCheckDigit('80840123456789')).toBe(3);
  });

  it('shares no id with another place', () => {
    const all = sites();
    const ids = all.flatMap(({ organization, location, clinician }) => [
      organization.id,
      location.id,
      clinician.id,
      clinician.roleId,
    ]);
    expect(all).toHaveLength(reference.places.states.reduce((sum, state) => sum + state.cities.length, 0));
    expect(new Set(ids).size).toBe(4 * all.length);
    expect(new Set(all.map((site) => site.clinician.npi)).size).toBe(all.length);
  });

  it('is one for all people of a place, and lies there', () => {
    const drawer = new PersonDrawer(reference, run, { referenceDate: timeOf(2024, 12, 31), state: 'VT' });
    const bySite = new Map<string, unknown>();
    for (let slot = 0; slot < 300; slot++) {
      const { address, site } = drawer.draw(slot, 0);
      expect(site).toBe(bySite.get(address.city) ?? site);
      bySite.set(address.city, site);
      expect(site.address).toMatchObject({ city: address.city, state: address.state });
      expect(site.organization.name).toBe(`${address.city} General Hospital`);
    }
    expect(bySite.size).toBeGreaterThan(1);
  });

  it('is a function of the seed and the place alone', () => {
    expect(sites()).toEqual(sites());
    const [one] = sites();
    const state = reference.places.states[0];
    const city = state?.cities[0];
    if (!state || !city) throw new Error('no place');
    expect(new CareSites(reference, runKeys('other')).of(state, city).organization.id).not.toBe(one?.organization.id);
  });
});
