import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileCohort } from '../../../src/cohort/compile.ts';
import { libraryOf } from '../../../src/cohort/library.ts';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { runChecks } from '../../../src/language/checks/run-checks.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';
import { loadValueSets } from '../../../src/reference/value-sets.ts';
import { readCaseFile, runCases } from '../../../src/trace/run-cases.ts';

const FOLDER = fileURLToPath(new URL('../../../modules', import.meta.url));
const VALUE_SETS = fileURLToPath(new URL('../../../valuesets', import.meta.url));

const discovery = discoverModules([{ path: FOLDER, builtIn: true }]);
const compilation = compileProgram(discovery);
const caseFiles = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.cases.json'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort();

describe('the modules of this repository', () => {
  it('have nothing wrong with them', async () => {
    const { valueSets } = await loadValueSets(VALUE_SETS);
    const said = [...compilation.diagnostics, ...(await runChecks(compilation, discovery, { valueSets }))];
    expect(said.filter(({ severity }) => severity !== 'note').map(formatDiagnostic)).toEqual([]);
  });

  it('have cohorts that nothing is wrong with either', async () => {
    const { valueSets } = await loadValueSets(VALUE_SETS);
    const library = libraryOf(compilation, ['fhir'], valueSets);
    const cohorts = discovery.modules.filter((file) => file.header().kind === 'cohort');
    const said = cohorts.flatMap((file) => compileCohort(file, library).diagnostics);
    expect(cohorts.length).toBeGreaterThanOrEqual(3);
    expect(said.map(formatDiagnostic)).toEqual([]);
  });

  it('are native and strict', () => {
    const others = discovery.modules.filter((file) => !file.header().native || !file.header().strict);
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it('have targets and cases of their own, unless they are submodules', () => {
    const modules = [...compilation.parsed].filter(([, { kind }]) => kind === 'module');
    const without = modules.filter(
      ([path, { header }]) => (header.targets ?? []).length === 0 || !caseFiles.includes(`${path}.cases.json`),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  describe.each(caseFiles)('%s', async (name) => {
    const file = await readCaseFile(join(FOLDER, name));
    const results = runCases(file, compilation);

    it('is about the module beside it, in four cases or more', () => {
      expect(results.length).toBeGreaterThanOrEqual(4);
      const module = name.replace('.cases.json', '.json');
      expect('cases' in file && file.cases.every((one) => 'module' in one && one.module === module)).toBe(true);
    });

    it.each(results.map((result) => [result.title, result] as const))('%s', (_title, { outcome, problems }) => {
      expect({ outcome, problems }).toEqual({ outcome: 'passed', problems: [] });
    });
  });
});
