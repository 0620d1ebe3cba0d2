import { readJson } from '../core/json-source.ts';
import { type Discovery, MODULE_KINDS, type ModuleFile, type ModuleHeader } from './discover.ts';

/** A folder of modules and tables that exists in memory only: texts by path (modules without `.json`, tables with `.csv`). */
export function modulesInMemory(
  modules: Readonly<Record<string, string>>,
  tables: Readonly<Record<string, string>> = {},
): Discovery {
  const files = Object.entries(modules)
    .map(([path, text]) => moduleInMemory(path, text))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    modules: files,
    diagnostics: [],
    module: (path) => files.find((file) => file.path === path),
    table(name) {
      const text = tables[name];
      return text === undefined ? undefined : { path: name, file: name, read: () => ({ text, diagnostics: [] }) };
    },
    tableNames: () => Object.keys(tables),
  };
}

function moduleInMemory(path: string, text: string): ModuleFile {
  const source = readJson(text, `${path}.json`);
  return {
    path,
    file: `${path}.json`,
    folder: '',
    builtIn: false,
    source: () => source,
    header: () => headerOf(source.value, path, source.diagnostics),
  };
}

function headerOf(value: unknown, path: string, diagnostics: ModuleHeader['diagnostics']): ModuleHeader {
  if (typeof value !== 'object' || value === null)
    return { kind: undefined, native: false, strict: false, diagnostics };
  const { kind, strict } = value as { kind?: unknown; strict?: unknown };
  const said = MODULE_KINDS.find((name) => name === kind);
  return {
    kind: said ?? (path.includes('/') ? 'submodule' : 'module'),
    native: said !== undefined,
    strict: strict === true,
    diagnostics,
  };
}
