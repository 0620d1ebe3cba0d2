/**
 * Numbers that nobody knows yet: NaN. A plain array, since the memory of typed arrays of this size is costly to get and to give back, and each life
 * has its own.
 */
export function unknown(length: number): number[] {
  return new Array<number>(length).fill(Number.NaN);
}
