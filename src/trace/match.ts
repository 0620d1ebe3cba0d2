import type { Code } from '../core/code.ts';
import { type AttributeValue, isEntry, isSeries } from '../language/values.ts';
import type { Entry } from '../record/kinds/index.ts';
import { primaryCode } from '../record/recorder.ts';

/** Finds the record that a value of a case names as `kind:code`. */
export type FindEntry = (name: string) => Entry | undefined;

/**
 * Whether a value is as a case says: a literal, null (absent), a code, or one of `{between, integer?}`, `{approx, tolerance}`, `{oneOf}`,
 * `{present}`, `{entry}`, `{series}`.
 */
export function matchesValue(actual: unknown, expected: unknown, find: FindEntry = () => undefined): boolean {
  if (expected === null) return actual === undefined || actual === null;
  if (typeof expected !== 'object') return actual === expected;
  const wanted = expected as Readonly<Record<string, unknown>>;
  if ('between' in wanted) return isBetween(actual, wanted);
  if ('approx' in wanted) {
    return typeof actual === 'number' && Math.abs(actual - Number(wanted['approx'])) <= Number(wanted['tolerance']);
  }
  if ('oneOf' in wanted) return (wanted['oneOf'] as unknown[]).some((item) => matchesValue(actual, item, find));
  if ('present' in wanted) return (actual !== undefined && actual !== null) === wanted['present'];
  if ('entry' in wanted) return isEntry(actual as AttributeValue) && actual === find(String(wanted['entry']));
  if ('series' in wanted) return matchesSeries(actual, wanted['series'] as Readonly<Record<string, unknown>>);
  if ('code' in wanted) return matchesCode(actual as Code | undefined, wanted);
  return matchesFields(actual, wanted);
}

function isBetween(actual: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  const [low, high] = wanted['between'] as [number, number];
  if (typeof actual !== 'number' || !(actual >= low && actual <= high)) return false;
  return wanted['integer'] !== true || Number.isInteger(actual);
}

function matchesSeries(actual: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  if (!isSeries(actual as AttributeValue)) return false;
  const { samples, periodSeconds } = actual as { samples: readonly number[]; periodSeconds: number };
  const { count, minCount, values, periodSeconds: period } = wanted;
  return (
    (count === undefined || samples.length === count) &&
    (minCount === undefined || samples.length >= Number(minCount)) &&
    (period === undefined || periodSeconds === period) &&
    (values === undefined || (values as number[]).every((value, i) => samples[i] === value))
  );
}

/** Whether the fields that are named agree; lists item by item. */
export function matchesFields(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return actual === wanted;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      actual.length === wanted.length &&
      wanted.every((item, i) => matchesFields(actual[i], item))
    );
  }
  return Object.entries(wanted).every(([key, value]) => matchesFields((actual as Record<string, unknown>)[key], value));
}

function matchesCode(actual: Code | undefined, wanted: Readonly<Record<string, unknown>>): boolean {
  if (typeof actual !== 'object' || actual === null) return false;
  return (['system', 'code', 'display'] as const).every(
    (field) => wanted[field] === undefined || String(wanted[field]) === actual[field],
  );
}

/** Whether the codes that are named agree, in order; more may follow. */
export function matchesCodes(actual: readonly Code[], wanted: unknown): boolean {
  return (wanted as Readonly<Record<string, unknown>>[]).every((code, i) => matchesCode(actual[i], code));
}

/** `kind:code` of an entry. */
export function entryName(entry: Entry): string {
  return `${entry.kind}:${primaryCode(entry)}`;
}

/** A value as a failing case shows it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  if (isEntry(value as AttributeValue) && 'codes' in (value as Entry) && 'cause' in (value as Entry)) {
    return entryName(value as Entry);
  }
  return JSON.stringify(value);
}
