import { moduleGraph } from '../graph.ts';

/** The states of one file and the ways between them, as the file has them: also of states that do not compile. */
export class StateGraph {
  /** In the order of the file. */
  readonly names: readonly string[];
  readonly #targets: ReadonlyMap<string, readonly string[]>;
  readonly #broken: ReadonlySet<string>;

  /** Takes any JSON. */
  constructor(json: unknown) {
    const { nodes, edges } = moduleGraph(json);
    this.names = nodes.filter(({ missing }) => !missing).map(({ name }) => name);
    const targets = new Map(this.names.map((name) => [name, new Set<string>()]));
    for (const { from, to } of edges) if (targets.has(to)) targets.get(from)?.add(to);
    this.#broken = new Set(edges.filter(({ to }) => !targets.has(to)).map(({ from }) => from));
    this.#targets = new Map([...targets].map(([name, set]) => [name, [...set]]));
  }

  has(name: string): boolean {
    return this.#targets.has(name);
  }

  /** The states that a transition of this one names, each once; those that do not exist are left out. */
  targets(name: string): readonly string[] {
    return this.#targets.get(name) ?? [];
  }

  /** Whether a transition of this state names one that does not exist. */
  isBroken(name: string): boolean {
    return this.#broken.has(name);
  }

  /** All states on paths from `start`, itself included. */
  reachable(start: string): ReadonlySet<string> {
    const seen = new Set([start]);
    for (const name of seen) for (const target of this.targets(name)) seen.add(target);
    return seen;
  }

  /**
   * The sets of states that can be left and come back to without passing a state that is not in `within`, each as large
   * as it can be, in the order of the file.
   */
  loops(within: ReadonlySet<string>): readonly ReadonlySet<string>[] {
    const ways = new Map([...within].map((name) => [name, this.#within(this.targets(name), within)] as const));
    const done = new Set<string>();
    const loops: ReadonlySet<string>[] = [];
    for (const name of this.names) {
      if (!within.has(name) || done.has(name)) continue;
      const ahead = after(name, ways);
      if (!ahead.has(name)) continue;
      const loop = new Set([...ahead].filter((other) => after(other, ways).has(name)));
      for (const member of loop) done.add(member);
      loops.push(loop);
    }
    return loops;
  }

  /** The shortest way from `start` back to it inside `loop`, both ends named. */
  round(start: string, loop: ReadonlySet<string>): readonly string[] {
    const before = new Map<string, string>();
    const queue = [start];
    for (const name of queue) {
      for (const target of this.#within(this.targets(name), loop)) {
        if (target === start) return [...trail(name, start, before), start];
        if (before.has(target)) continue;
        before.set(target, name);
        queue.push(target);
      }
    }
    return [start];
  }

  #within(names: readonly string[], set: ReadonlySet<string>): readonly string[] {
    return names.filter((name) => set.has(name));
  }
}

/** The states on paths that begin at `name`; itself only when one leads back. */
function after(name: string, ways: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set(ways.get(name));
  for (const next of seen) for (const target of ways.get(next) ?? []) seen.add(target);
  return seen;
}

function trail(end: string, start: string, before: ReadonlyMap<string, string>): readonly string[] {
  const names = [end];
  for (let name = end; name !== start; ) {
    name = before.get(name) as string;
    names.push(name);
  }
  return names.reverse();
}
