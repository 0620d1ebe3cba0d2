import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../../src/core/suggest.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { State } from '../../../src/reference/places.ts';

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

  it('has fifty states, the District of Columbia and Puerto Rico, with a place in each', () => {
    expect(places.states).toHaveLength(52);
    const cities = places.states.flatMap((state) => state.cities);
    expect(cities.map((city) => city.index).sort((a, b) => a - b)).toEqual(
      Array.from({ length: places.cityCount }, (_, i) => i),
    );
    for (const state of places.states) {
      expect(state.cities.length).toBeGreaterThan(0);
      expect(state.groupShares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(state.otherRaces.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
    }
    for (const city of cities) {
      expect(city.population).toBeGreaterThan(0);
      expect(city.postalCodes.length).toBeGreaterThan(0);
      for (const code of city.postalCodes) expect(code).toMatch(/^\d{5}$/);
      expect(Math.abs(city.latitude - 40)).toBeLessThan(26);
      expect(city.longitude).toBeLessThan(-64);
    }
  });
});
