import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileCohort } from '../../../src/cohort/compile.ts';
import { libraryOf } from '../../../src/cohort/library.ts';
import { COHORT_CONDITIONS } from '../../../src/cohort/schema.ts';
import { NAMED_WINDOWS } from '../../../src/cohort/window.ts';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { runChecks } from '../../../src/language/checks/run-checks.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { CONDITIONS } from '../../../src/language/conditions/index.ts';
import type { ModuleFile } from '../../../src/language/discover.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { PERCENTILES, signal, signalsFile } from '../../../src/language/signals/shape.ts';
import { STATES } from '../../../src/language/states/index.ts';
import { TRANSITIONS } from '../../../src/language/transitions/index.ts';
import { FORMULAS } from '../../../src/physiology/formulas/index.ts';
import { caseFile, EXPECTATIONS } from '../../../src/trace/case-schema.ts';
import { runCases } from '../../../src/trace/run-cases.ts';

const text = readFileSync(new URL('../../../modules/README.md', import.meta.url), 'utf8');

/** The block of JSON that starts with this field. */
function exampleOf(field: string): string {
  return new RegExp(`\`\`\`json\\n(\\{\\n {2}"${field}"[\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
}

describe('modules/README.md', () => {
  it('has a complete module that nothing is wrong with', async () => {
    const strict = JSON.stringify({ ...JSON.parse(exampleOf('name')), strict: true });
    const discovery = modulesInMemory({ 'injuries/ankle-sprain': strict });
    const compilation = compileProgram(discovery);
    const said = [...compilation.diagnostics, ...(await runChecks(compilation, discovery))];
    expect(said.map(formatDiagnostic)).toEqual([]);
    expect(compilation.program.sites.map(({ path }) => path)).toEqual(['injuries/ankle-sprain']);
  });

  it('has a case that this module passes', () => {
    const cases = caseFile.parse(JSON.parse(exampleOf('format')));
    const compilation = compileProgram(modulesInMemory({ 'injuries/ankle-sprain': exampleOf('name') }));
    expect(runCases(cases, compilation)).toMatchObject([{ outcome: 'passed', problems: [] }]);
  });

  it('has a row for all that a case can expect, with an example that is one', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` +\| `(\{.*?\})` +\|/gm)].map(([, word = '', example = '']) => {
      return [word, JSON.parse(example) as object] as const;
    });
    expect(rows.map(([word]) => word)).toEqual(EXPECTATIONS);
    const cases = JSON.parse(exampleOf('format')) as { readonly cases: readonly object[] };
    for (const [word, expected] of rows) {
      expect(Object.keys(expected)).toEqual([word]);
      caseFile.parse({ ...cases, cases: [{ ...cases.cases[0], expect: expected }] });
    }
  });

  it('has a complete cohort over this module that nothing is wrong with', () => {
    const compilation = compileProgram(modulesInMemory({ 'injuries/ankle-sprain': exampleOf('name') }));
    const [file] = modulesInMemory({ mine: exampleOf('title') }).modules;
    const { cohort, diagnostics } = compileCohort(file as ModuleFile, libraryOf(compilation, ['fhir']));
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(cohort?.steps.map(({ role }) => role)).toContain('exclusion');
  });

  it('has a complete file of signals that nothing is wrong with', async () => {
    const discovery = modulesInMemory({ 'physiology/eyes': exampleOf('kind') });
    const compilation = compileProgram(discovery);
    const said = [...compilation.diagnostics, ...(await runChecks(compilation, discovery))];
    expect(said.filter(({ file }) => file === 'physiology/eyes.json').map(formatDiagnostic)).toEqual([]);
    expect(compilation.program.signals.named('Intraocular Pressure')?.unit).toBe('mm[Hg]');
  });

  it.each([
    ['state type', STATES.map(({ type }) => type)],
    ['condition of cohorts', COHORT_CONDITIONS.map(({ type }) => type)],
    ['window of cohorts', NAMED_WINDOWS],
    ['condition', CONDITIONS.map(({ type }) => type)],
    ['transition', TRANSITIONS.map(({ field }) => field)],
    ['field of a signal', Object.keys(signal.shape)],
    ['field of a file of signals', Object.keys(signalsFile.shape).filter((field) => field !== '$schema')],
    ['percentile of a band', PERCENTILES],
    ['formula', FORMULAS.map(({ name }) => name)],
  ])('names every %s', (_what, names) => {
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
