import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { runChecks } from '../../../src/language/checks/run-checks.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { CONDITIONS } from '../../../src/language/conditions/index.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { STATES } from '../../../src/language/states/index.ts';
import { TRANSITIONS } from '../../../src/language/transitions/index.ts';

const text = readFileSync(new URL('../../../modules/README.md', import.meta.url), 'utf8');

describe('modules/README.md', () => {
  it('has a complete module that nothing is wrong with', async () => {
    const example = /```json\n(\{\n {2}"name"[\s\S]*?)```/.exec(text)?.[1];
    const discovery = modulesInMemory({ 'injuries/ankle-sprain': example ?? '' });
    const compilation = compileProgram(discovery);
    const said = [...compilation.diagnostics, ...(await runChecks(compilation, discovery))];
    expect(said.map(formatDiagnostic)).toEqual([]);
    expect(compilation.program.sites.map(({ path }) => path)).toEqual(['injuries/ankle-sprain']);
  });

  it.each([
    ['state type', STATES.map(({ type }) => type)],
    ['condition', CONDITIONS.map(({ type }) => type)],
    ['transition', TRANSITIONS.map(({ field }) => field)],
  ])('names every %s', (_what, names) => {
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
