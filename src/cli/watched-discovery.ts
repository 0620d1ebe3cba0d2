import type { Discovery, ModuleFile, TableFile } from '../language/discover.ts';

/** A discovery that remembers which tables the modules asked for. */
export class WatchedDiscovery implements Discovery {
  readonly modules: Discovery['modules'];
  readonly diagnostics: Discovery['diagnostics'];
  readonly #discovery: Discovery;
  /** The modules that asked, by table. */
  readonly #askers = new Map<TableFile, Set<string>>();

  constructor(discovery: Discovery) {
    this.modules = discovery.modules;
    this.diagnostics = discovery.diagnostics;
    this.#discovery = discovery;
  }

  module(path: string): ModuleFile | undefined {
    return this.#discovery.module(path);
  }

  table(name: string, from: ModuleFile): TableFile | undefined {
    const table = this.#discovery.table(name, from);
    if (table) this.#askers.set(table, (this.#askers.get(table) ?? new Set()).add(from.path));
    return table;
  }

  tableNames(from: ModuleFile): readonly string[] {
    return this.#discovery.tableNames(from);
  }

  /** The tables that one of these modules (by path) asked for, ordered by path. */
  tablesOf(modules: ReadonlySet<string>): readonly TableFile[] {
    const used = [...this.#askers].filter(([, askers]) => [...askers].some((path) => modules.has(path)));
    return used.map(([table]) => table).sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
