import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { CheckResources } from '../../src/language/checks/check.ts';
import { runChecks } from '../../src/language/checks/run-checks.ts';
import { type Compilation, compileProgram } from '../../src/language/compile.ts';
import { type Discovery, discoverModules } from '../../src/language/discover.ts';

/** Files of a folder of modules by path: JSON values, or the text itself. */
export type Files = Readonly<Record<string, unknown>>;

/** Discovers and compiles modules given as values; `own` lie in a second folder, that of the user. */
export function compileFiles(files: Files, own: Files = {}): { discovery: Discovery; compilation: Compilation } {
  const folders = [files, own].filter((folder) => Object.keys(folder).length > 0).map(write);
  try {
    const discovery = discoverModules(folders.map((path, index) => ({ path, builtIn: index === 0 })));
    return { discovery, compilation: compileProgram(discovery) };
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

/** What is found in modules given as values, by compiling them and by the checks of the whole program. */
export async function diagnose(files: Files, own?: Files, resources?: CheckResources): Promise<readonly Diagnostic[]> {
  const { discovery, compilation } = compileFiles(files, own);
  return [...compilation.diagnostics, ...(await runChecks(compilation, discovery, resources))];
}

/** A module without anything but states. */
export function moduleOf(states: Files, header: Files = {}): Files {
  return { name: 'Test', ...header, states };
}

/** A module that goes from Initial through these states, one after the other, to Terminal. */
export function chainOf(states: Readonly<Record<string, Files>>, header: Files = {}): Files {
  const names = [...Object.keys(states), 'Terminal'];
  const linked = Object.entries(states).map(([name, state], i) => [
    name,
    { ...state, direct_transition: names[i + 1] },
  ]);
  return moduleOf(
    {
      Initial: { type: 'Initial', direct_transition: names[0] },
      ...Object.fromEntries(linked),
      Terminal: { type: 'Terminal' },
    },
    header,
  );
}

function write(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  }
  return folder;
}
