import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../../src/core/suggest.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { City, State } from '../../../src/reference/places.ts';

const { places } = loadReference();

describe('places', () => {
  it.each(['Massachusetts', 'massachusetts', 'MA', 'ma', ' Ma '])('finds a state by %j', (text) => {
    expect(places.findState(text).found?.code).toBe('MA');
  });

  it('offers the names of states for one that does not exist', () => {
    const lookup = places.findState('Massachusets');
    if (!('candidates' in lookup)) throw new Error('found');
    expect(didYouMean('Massachusets', lookup.candidates)).toBe('; did you mean "Massachusetts"?');
  });

  it('finds a city in any case, with and without accents', () => {
    const puertoRico = places.findState('PR').found as State;
    expect(places.findCity(puertoRico, 'bayamon').found?.name).toBe('Bayamón');
    expect(places.findCity(puertoRico, 'BAYAMÓN').found?.name).toBe('Bayamón');
  });

  it('offers the cities of the state for one that it does not have', () => {
    const lookup = places.findCity(places.findState('MA').found as State, 'Bostn');
    if (!('candidates' in lookup)) throw new Error('found');
    expect(didYouMean('Bostn', lookup.candidates)).toBe('; did you mean "Boston"?');
  });

  it.each([
    ['MO', 'st louis', 'St. Louis'],
    ['MO', 'Saint Louis', 'St. Louis'],
    ['MN', 'St. Paul', 'St. Paul'],
    ['TX', 'FT WORTH', 'Fort Worth'],
    ['NC', 'winston salem', 'Winston-Salem'],
    ['WV', 'Mt Hope', 'Mount Hope'],
  ])('finds in %s a place that is written %j', (state, text, name) => {
    expect(places.findCity(places.findState(state).found as State, text).found?.name).toBe(name);
  });

  it('has fifty states, the District of Columbia and Puerto Rico, with places in each', () => {
    expect(places.states).toHaveLength(52);
    const cities = places.states.flatMap((state) => state.cities);
    expect(new Set(cities.map((city) => city.index)).size).toBe(cities.length);
    for (const state of places.states) {
      expect(state.cities.length).toBeGreaterThan(0);
      expect(state.groupShares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(state.otherRaces.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
    }
    for (const city of cities) {
      expect(city.population).toBeGreaterThan(0);
      expect(city.postalCodes.length).toBeGreaterThan(0);
      for (const { postalCode, county, latitude, longitude } of city.areas) {
        expect(postalCode).toMatch(/^\d{5}$/);
        expect(county.fips).toMatch(/^\d{5}$/);
        expect(county.name).not.toBe('');
        expect(Math.abs(latitude - 40)).toBeLessThan(32);
        expect(longitude < -64 || longitude > 170).toBe(true);
      }
    }
  });

  it('puts a place into its county, with its own postal codes', () => {
    const boston = places.findCity(places.findState('MA').found as State, 'Boston').found as City;
    expect(boston.postalCodes).toContain('02115');
    expect(boston.areas[0]?.county).toEqual({ name: 'Suffolk', fips: '25025' });
    expect(boston.population).toBe(654776);
  });

  it('shares the residents of a state over its places', () => {
    for (const state of places.states) {
      if (state.code === 'PR') continue;
      const residents = state.cities.reduce((sum, city) => sum + city.population, 0);
      // Places are counted a year after the state, and each has at least one resident.
      expect(Math.abs(residents / state.population - 1)).toBeLessThan(0.01);
    }
  });
});
