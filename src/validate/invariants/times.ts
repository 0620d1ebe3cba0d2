import { spanOf } from '../instants.ts';
import type { Truth } from './logic.ts';

/**
 * Whether a date or time is not after another; undefined where either is none. Where one of them is less precise than the other, they are in
 * order as long as they may be.
 */
export function isInOrder(first: string, second: string): Truth {
  if (first.length === second.length && first.slice(19) === second.slice(19)) return first <= second;
  const a = spanOf(first);
  const b = spanOf(second);
  if (a === undefined || b === undefined) return undefined;
  if (a.from === b.from && a.to === b.to) return fractionOf(first) <= fractionOf(second);
  return a.from <= b.to;
}

/** The fraction of the second, which spans leave out. */
function fractionOf(time: string): number {
  return Number(/\.\d+/.exec(time)?.[0] ?? 0);
}
