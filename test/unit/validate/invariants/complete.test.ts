import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariantOf, UNJUDGED_INVARIANTS } from '../../../../src/validate/invariants/index.ts';
import type { DefinitionTable } from '../../../../src/validate/profile/tables.ts';
import { loadTerminology } from '../../../../src/validate/terminology/index.ts';

const DATA = new URL('../../../../src/validate/data/', import.meta.url);

/** All definitions that resources are judged by. */
function definitions(): readonly DefinitionTable[] {
  const files = readdirSync(DATA).filter((name) => /^(?:r4|us-core-.*)\.json$/.test(name));
  return files.flatMap((name) => {
    const { definitions } = JSON.parse(readFileSync(new URL(name, DATA), 'utf8')) as { definitions: DefinitionTable[] };
    return definitions;
  });
}

describe('what definitions ask', () => {
  const all = definitions();

  it('is judged of every invariant, but for those with a reason', () => {
    const asked = all.flatMap(({ invariants = {} }) =>
      Object.entries(invariants).map(([key, { expression }]) => ({ key, expression })),
    );
    const unjudged = asked.filter(({ key, expression }) => invariantOf(key, expression) === undefined);
    const excused = new Set(UNJUDGED_INVARIANTS.map(({ key, expression }) => `${key} ${expression}`));
    expect(unjudged.filter(({ key, expression }) => !excused.has(`${key} ${expression}`))).toEqual([]);
    expect(asked.length).toBeGreaterThan(250);
  });

  it('is judged of every required value set, but for those that no package holds', () => {
    const terminology = loadTerminology();
    const required = new Set(
      all.flatMap(({ elements }) =>
        elements.flatMap(({ binding }) => (binding?.strength === 'required' ? [binding.valueSet] : [])),
      ),
    );
    const missing = [...required].filter((url) => terminology.valueSet(url) === undefined);
    expect(missing.sort()).toEqual(NOT_HELD);
    expect(required.size).toBeGreaterThan(200);
  });
});

/** Required sets whose codes no package publishes: two of VSAC (US Core 8.0.0), a list of answers of LOINC. */
const NOT_HELD: readonly string[] = [
  'http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113762.1.4.1267.16',
  'http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113883.11.20.9.69.4',
  'http://loinc.org/vs/LL379-9|4.0.1',
];
