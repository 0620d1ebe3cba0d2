import { describe, expect, it } from 'vitest';
import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { timeOf, YEAR } from '../../src/core/time.ts';
import { backgroundDeath } from '../../src/people/background-mortality.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import { loadReference } from '../../src/reference/data.ts';

const END = timeOf(2026, 1, 1);
const LIVES = 60_000;
const BAND = 10;
const OLDEST = 95;
/** Years around a table, whose deaths are compared with it (SSA period life tables 2017 and 2021). */
const PERIODS = [
  { table: 2017, from: timeOf(2016, 1, 1), to: timeOf(2019, 1, 1) },
  { table: 2021, from: timeOf(2020, 1, 1), to: timeOf(2023, 1, 1) },
] as const;

describe('a population of today', () => {
  const reference = loadReference();
  const keys = runKeys('deaths');
  const drawer = new PersonDrawer(reference, keys, { referenceDate: END });
  const lives = Array.from({ length: LIVES }, (_, slot) => {
    const person = drawer.draw(slot, 0);
    const { time } = backgroundDeath(reference, new Draws(lifeKeys(keys, slot, 0).draws), person);
    return { sex: person.sex, birth: person.birth, death: time };
  });

  const cases = PERIODS.flatMap((period) => (['F', 'M'] as const).map((sex) => [period.table, sex, period] as const));

  it.each(cases)('died about %d at the rates of the table: %s', (table, sex, { from, to }) => {
    const deaths = new Float64Array(OLDEST / BAND + 1);
    const expected = new Float64Array(OLDEST / BAND + 1);
    const add = (counts: Float64Array, age: number, by: number) => {
      const band = Math.floor(age / BAND);
      counts[band] = Number(counts[band]) + by;
    };
    for (const life of lives.filter((one) => one.sex === sex)) {
      for (let age = Math.max(0, Math.floor((from - life.birth) / YEAR)); age < OLDEST; age++) {
        const start = Math.max(from, life.birth + age * YEAR);
        const end = Math.min(to, life.birth + (age + 1) * YEAR, life.death);
        if (end <= start) break;
        add(expected, age, ((end - start) / YEAR) * reference.mortality.hazard(age, sex, 'all', table));
        if (life.death > start && life.death < Math.min(to, life.birth + (age + 1) * YEAR)) add(deaths, age, 1);
      }
    }
    for (const [band, count] of deaths.entries()) {
      const mean = Number(expected[band]);
      // Deaths are Poisson; groups and years within the period make at most 5 %.
      const allowance = 0.05 * mean + 4.5 * Math.sqrt(mean) + 1;
      expect(Math.abs(count - mean), `ages from ${band * BAND}: ${count}, expected ${mean}`).toBeLessThan(allowance);
    }
  });
});
