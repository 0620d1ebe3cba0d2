import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';

/** The heaviest child known to have been born weighed 22 pounds (1879); the tables end far below. */
const HEAVIEST = 8200;

describe('births', () => {
  it('have no weight that stands for one that is not stated', () => {
    const { births } = loadReference();
    for (const hispanic of [false, true]) {
      for (const sex of ['F', 'M'] as const) {
        for (let week = 0.001; week < 1; week += 0.01) {
          const { weightGrams } = births.at(hispanic, sex, week, 1 - 1e-12, 1 - 1e-12);
          expect(weightGrams).toBeLessThan(HEAVIEST);
        }
      }
    }
  });
});
