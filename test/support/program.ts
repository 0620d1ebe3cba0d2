import { expect } from 'vitest';
import { compileProgram } from '../../src/language/compile.ts';
import type { Program } from '../../src/language/compiled.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';

/** A folder of modules (as values) and tables (as text) as a program; it must compile without an error. */
export function programOf(files: Readonly<Record<string, unknown>>): Program {
  const modules: Record<string, string> = {};
  const tables: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === 'string') tables[path.replace('lookup_tables/', '')] = content;
    else modules[path.replace(/\.json$/, '')] = JSON.stringify(content);
  }
  const { program, diagnostics } = compileProgram(modulesInMemory(modules, tables));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return program;
}
