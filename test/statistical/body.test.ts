import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { timeOf, YEAR } from '../../src/core/time.ts';
import { Body } from '../../src/physiology/body.ts';
import type { Sex } from '../../src/record/person.ts';
import { loadReference } from '../../src/reference/data.ts';

/** Measure, sex, first and last age, mean, standard deviation: NHANES 2009-2012. */
type Target = readonly ['height' | 'weight' | 'bmi', Sex, number, number, number, number];
const targets = JSON.parse(
  readFileSync(new URL('../support/body-targets.json', import.meta.url), 'utf8'),
) as readonly Target[];
const N = 8_000;
const NOW = timeOf(2026, 1, 1);

describe('bodies of today', () => {
  const reference = loadReference();
  const run = runKeys('bodies');

  /** People at even ages of a band. */
  function measured(measure: Target[0], sex: Sex, from: number, to: number): number[] {
    return Array.from({ length: N }, (_, i) => {
      const birth = NOW - Math.floor((from + ((i + 0.5) / N) * (to + 1 - from)) * YEAR);
      const body = new Body(reference, new Draws(lifeKeys(run, i, 0).draws), { sex, birth });
      if (measure === 'height') return body.height(NOW);
      return measure === 'weight' ? body.weight(NOW) : body.bodyMassIndex(NOW);
    });
  }

  it.each(targets.map((target) => [target.slice(0, 4).join(' '), target] as const))(
    'have the surveyed %s',
    (_, target) => {
      const [measure, sex, from, to, mean, sd] = target;
      const values = measured(measure, sex, from, to);
      const own = values.reduce((sum, value) => sum + value, 0) / N;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - own) * (value - own), 0) / N);
      const [ofMean, ofSpread] = from >= 20 ? [0.02, 0.1] : [0.04, 0.15];
      expect(Math.abs(own - mean)).toBeLessThanOrEqual(ofMean * mean + (3 * sd) / Math.sqrt(N));
      // A skewed value's standard deviation has about twice the error of a normal one's.
      expect(Math.abs(spread - sd)).toBeLessThanOrEqual(ofSpread * sd + (3 * 2 * sd) / Math.sqrt(2 * N));
    },
  );
});
