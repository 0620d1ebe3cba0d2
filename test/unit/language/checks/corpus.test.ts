import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../../src/core/diagnostic.ts';
import { runChecks } from '../../../../src/language/checks/run-checks.ts';
import { compileProgram } from '../../../../src/language/compile.ts';
import { discoverModules } from '../../../../src/language/discover.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../../../support/corpus.ts';

describe.skipIf(!HAS_CORPUS)(`modules that others wrote${HAS_CORPUS ? '' : ` (${NO_CORPUS})`}`, async () => {
  const discovery = HAS_CORPUS ? discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]) : undefined;
  const compilation = discovery && compileProgram(discovery);
  const found = discovery && compilation ? await runChecks(compilation, discovery) : [];
  const all = [...(compilation?.diagnostics ?? []), ...found];

  it('all load: there is no error, and each finding has its place', () => {
    expect(all.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
    expect(all.filter(({ position }) => position === undefined).map(formatDiagnostic)).toEqual([]);
  });

  it('have oddities of these kinds only', () => {
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([
      'similar-names',
      'unit',
      'unknown-reason',
      'unwritten-attribute',
      'zero-time-loop',
    ]);
  });

  it('have the loops without time that are known of them', () => {
    const loops = found
      .filter(({ code }) => code === 'zero-time-loop')
      .map(({ file }) => file.replace(/.*modules\//, ''));
    expect(loops).toEqual([
      'contraceptives.json',
      'ear_infections.json',
      'heart/acs_anticoagulant.json',
      'heart/acs_antiplatelet.json',
      'hypertension.json',
      'injuries.json',
    ]);
  });
});
