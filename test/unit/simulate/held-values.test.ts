import { expect, it } from 'vitest';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { simulateSlot } from '../../../src/simulate/population.ts';
import { chainOf } from '../../support/module-files.ts';
import { baselineSignal, type Json, signalsText } from '../../support/signal-files.ts';
import { worldOf } from '../../support/world.ts';

const visit = { system: 'SNOMED-CT', code: '50849002', display: 'Emergency room admission (procedure)' };

/** The notes of lives in which a module measures a signal once. */
function notesOf(signals: Json, measured: string): readonly string[] {
  const module = JSON.stringify({
    ...chainOf({
      Moved: { type: 'Effect', signal: measured, change: 'add', exact: { quantity: 1000 }, source: 'test' },
      Visit: { type: 'Encounter', encounter_class: 'emergency', codes: [visit] },
      Measured: { type: 'Observation', category: 'laboratory', signal: measured },
      Over: { type: 'EncounterEnd' },
    }),
    kind: 'module',
    sources: [{ id: 'test', citation: 'none' }],
  });
  const { program } = compileProgram(modulesInMemory({ body: signalsText(signals), mine: module }));
  const result = simulateSlot(worldOf(program), 1);
  if (result.kind !== 'life') throw new Error(result.kind === 'fault' ? result.fault.message : 'there is no life');
  return [...result.notes].map(([note, count]) => `${note} ${count}`);
}

const codes = [{ system: 'LOINC', code: '1-8', display: 'A' }];

it('what is held at the limits of life or at a ceiling is told of the state that reads it, and counted', () => {
  const bounded = baselineSignal({ codes, ceiling: { signals: { B: 1, C: 1 } } });
  const [limit, ceiling, ...others] = notesOf({ A: bounded, B: baselineSignal(), C: baselineSignal() }, 'A');
  expect(limit).toBe('mine, state Measured: A would be outside 1 to 500 mg/dL [signal-limit] 1');
  // The true value once; what is printed of it, where readings of the others are rounded down.
  expect(ceiling).toMatch(
    /^mine, state Measured: A would be above the ceiling given by B and C \[signal-ceiling\] [12]$/,
  );
  expect(others).toEqual([]);
});
