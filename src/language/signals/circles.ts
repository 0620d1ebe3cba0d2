/**
 * The circles that links between names make, each once, from the first of its names in the order of `names`: `a > b > a` is
 * `['a', 'b', 'a']`.
 */
export function circlesOf(
  names: Iterable<string>,
  linksOf: (name: string) => readonly string[],
): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const start = chain.indexOf(name);
    if (start !== -1) {
      circles.push([...chain.slice(start), name]);
      return;
    }
    if (done.has(name)) return;
    for (const next of linksOf(name)) visit(next, [...chain, name]);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return circles;
}
