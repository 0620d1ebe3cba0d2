import { runKeys } from '../../src/core/random/keys.ts';
import { timeOf } from '../../src/core/time.ts';
import type { Program } from '../../src/language/compiled.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import { loadReference, type Reference } from '../../src/reference/data.ts';
import type { World } from '../../src/simulate/population.ts';

/** Everything a population needs besides modules, for tests: one seed, the reference date 2026-01-01. */
export function worldOf(
  program: Program,
  options: {
    readonly seed?: string;
    readonly grain?: number;
    readonly visitLog?: boolean;
    readonly reference?: Reference;
  } = {},
): World {
  const { seed = 'test', grain = 0, visitLog = true, reference = loadReference() } = options;
  const end = timeOf(2026, 1, 1);
  const keys = runKeys(seed);
  return {
    program,
    reference,
    keys,
    drawer: new PersonDrawer(reference, keys, { referenceDate: end }),
    simulation: { end, grain, visitLog },
    producers: 'native',
    backgroundMortality: true,
    wanted: 'any',
  };
}
