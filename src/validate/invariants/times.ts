import { spanOf } from '../instants.ts';
import type { Truth } from './logic.ts';

/**
 * Whether a date or time is not after another, as FHIRPath compares them: by the parts that both have. Undefined where these are equal and one
 * of them is more precise, or where either is no date.
 */
export function isInOrder(first: string, second: string): Truth {
  if (first.length === second.length && first.slice(19) === second.slice(19)) return first <= second;
  const a = spanOf(first);
  const b = spanOf(second);
  if (a === undefined || b === undefined) return undefined;
  if (!first.includes('T') || !second.includes('T')) return isDayInOrder(first, second);
  if (a.from !== b.from) return a.from < b.from;
  return fractionOf(first) <= fractionOf(second);
}

function isDayInOrder(first: string, second: string): Truth {
  const length = Math.min(10, first.length, second.length);
  const [a, b] = [first.slice(0, length), second.slice(0, length)];
  return a === b ? undefined : a < b;
}

/** The fraction of the second, which spans leave out. */
function fractionOf(time: string): number {
  return Number(/\.\d+/.exec(time)?.[0] ?? 0);
}
