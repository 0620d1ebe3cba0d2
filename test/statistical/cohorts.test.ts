import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Cohort, compileCohort } from '../../src/cohort/compile.ts';
import { CohortJudge } from '../../src/cohort/judge.ts';
import { libraryOf } from '../../src/cohort/library.ts';
import { personsFor } from '../../src/cohort/persons.ts';
import { formatDate, parseTime, type SimTime } from '../../src/core/time.ts';
import { BUILT_IN_MODULES, createWorld, discoverModules, loadReference, simulate } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import type { ModuleFile } from '../../src/language/discover.ts';
import { loadValueSets } from '../../src/reference/value-sets.ts';
import { bundleOf } from '../support/bundles.ts';
import {
  type Bundle,
  childhoodAsthma,
  newlyTreatedDiabetes,
  uncontrolledHypertension,
  type Verdict,
} from '../support/cohort-charts.ts';

const END = '2026-01-01';
/** Lives that are judged twice for each cohort. */
const LIVES = 250;

const VALUE_SETS = fileURLToPath(new URL('../../valuesets', import.meta.url));

const discovery = discoverModules([BUILT_IN_MODULES]);
const compilation = compileProgram(discovery);
const library = libraryOf(compilation, ['fhir'], (await loadValueSets(VALUE_SETS)).valueSets);
const reference = loadReference();

function cohortNamed(name: string): Cohort {
  const { cohort } = compileCohort(discovery.module(`cohorts/${name}`) as ModuleFile, library);
  if (!cohort) throw new Error(`${name} does not compile`);
  return cohort;
}

describe.each<[string, (bundle: Bundle, end: string) => Verdict]>([
  ['newly-treated-type-2-diabetes', newlyTreatedDiabetes],
  ['uncontrolled-hypertension', uncontrolledHypertension],
  ['childhood-asthma', childhoodAsthma],
])('%s', (name, verdict) => {
  const end = parseTime(END) as SimTime;
  const cohort = cohortNamed(name);
  const judge = new CohortJudge(cohort, end);

  it('takes those, and only those, whom a plain reading of their FHIR takes', { timeout: 240_000 }, () => {
    const persons = personsFor(cohort, {}, end, end);
    const world = createWorld(compilation.program, { ...persons, reference, seed: 'cohorts' });
    let members = 0;
    for (const life of simulate(world, { from: 0, to: LIVES - 1 })) {
      if (life.kind !== 'life') throw new Error(`slot has no life: ${life.kind}`);
      const found = judge.judge(life.record);
      const read = verdict(bundleOf(life.record), END);
      const { slot } = life.record.person;
      const index = typeof found === 'string' ? undefined : formatDate(found.index);
      expect({ slot, index }, JSON.stringify([found, read])).toEqual({
        slot,
        index: 'index' in read ? read.index : undefined,
      });
      if (index !== undefined) members++;
    }
    // Some of both, or nothing was compared.
    expect(members).toBeGreaterThan(0);
    expect(members).toBeLessThan(LIVES / 2);
  });

  it('loses nobody by drawing only those who can fit: of all others none is a member', { timeout: 240_000 }, () => {
    const { minAge = 0, maxAge = 105 } = personsFor(cohort, {}, end, end);
    for (const outside of [
      { minAge: 0, maxAge: minAge - 1 },
      { minAge: maxAge + 1, maxAge: 105 },
    ]) {
      if (outside.minAge > outside.maxAge) continue;
      const world = createWorld(compilation.program, { ...outside, reference, seed: 'outside' });
      for (const life of simulate(world, { from: 0, to: 149 })) {
        if (life.kind === 'life') expect(judge.judge(life.record)).toBeTypeOf('string');
      }
    }
  });
});
