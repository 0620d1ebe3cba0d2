import type { CheckedModule } from './check.ts';

/** Which file calls which, directly or through others. */
export class CallGraph {
  readonly #callees = new Map<string, Set<string>>();
  readonly #callers = new Map<string, Set<string>>();

  constructor(modules: readonly CheckedModule[]) {
    for (const { path, compiled } of modules) {
      for (const { callee } of compiled.states) {
        if (callee === undefined) continue;
        add(this.#callees, path, callee);
        add(this.#callers, callee, path);
      }
    }
  }

  isCalled(path: string): boolean {
    return this.#callers.has(path);
  }

  /** The files that `path` calls, and those that they call. */
  allCallees(path: string): ReadonlySet<string> {
    return closure(this.#callees, path);
  }

  /** The files that call `path`, and those that call them. */
  allCallers(path: string): ReadonlySet<string> {
    return closure(this.#callers, path);
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  set.add(value);
  map.set(key, set);
}

function closure(map: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> {
  const seen = new Set(map.get(start));
  for (const path of seen) for (const next of map.get(path) ?? []) seen.add(next);
  return seen;
}
