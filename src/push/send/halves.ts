/** Halves of a list, for finding what a server does not like in it: items that belong together stay together. */
export function halves<T>(items: readonly T[], isJoined: (item: T) => boolean): [T[], T[]] | undefined {
  const starts = items.flatMap((item, index) => (index > 0 && !isJoined(item) ? [index] : []));
  const middle = items.length / 2;
  let best: number | undefined;
  for (const start of starts) {
    if (best === undefined || Math.abs(start - middle) < Math.abs(best - middle)) best = start;
  }
  return best === undefined ? undefined : [items.slice(0, best), items.slice(best)];
}
