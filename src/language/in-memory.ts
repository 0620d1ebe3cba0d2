import { readJson } from '../core/json-source.ts';
import { type Discovery, type ModuleFile, readHeader } from './discover.ts';

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
  const header = readHeader(source, path.includes('/'));
  return {
    path,
    file: `${path}.json`,
    folder: '',
    builtIn: false,
    source: () => source,
    header: () => header,
  };
}
