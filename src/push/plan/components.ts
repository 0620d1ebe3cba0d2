/** Things that refer to each other, and so can only be sent together; most stand alone. */
export interface Component {
  /** Ascending. */
  readonly members: readonly number[];
  /** Other components that it refers to, each before it in the list. */
  readonly refersTo: readonly number[];
}

interface Visit {
  readonly node: number;
  next: number;
}

/**
 * Groups nodes into components such that each refers only to components before it (Tarjan, "Depth-first search and linear graph
 * algorithms", 1972; without recursion, since chains of references may be long).
 */
export function componentsOf(count: number, targets: (node: number) => readonly number[]): Component[] {
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const component = new Int32Array(count).fill(-1);
  const stack: number[] = [];
  const result: Component[] = [];
  let counter = 0;
  const enter = (node: number): Visit => {
    order[node] = counter;
    low[node] = counter++;
    stack.push(node);
    return { node, next: 0 };
  };
  const close = (root: number): void => {
    const members = stack.splice(stack.lastIndexOf(root)).sort((a, b) => a - b);
    for (const member of members) component[member] = result.length;
    const others = new Set(members.flatMap((member) => targets(member).map((to) => component[to] as number)));
    others.delete(result.length);
    result.push({ members, refersTo: [...others] });
  };
  for (let start = 0; start < count; start++) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { node } = visit;
      const to = targets(node)[visit.next++];
      if (to === undefined) {
        path.pop();
        const above = path.at(-1)?.node;
        if (above !== undefined) low[above] = Math.min(low[above] as number, low[node] as number);
        if (low[node] === order[node]) close(node);
      } else if (order[to] === -1) path.push(enter(to));
      else if (component[to] === -1) low[node] = Math.min(low[node] as number, order[to] as number);
    }
  }
  return result;
}
