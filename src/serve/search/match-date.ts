import type { Filter } from '@medplum/core';
import { isObject } from '../../core/json.ts';
import { type DateRange, dateRange, hasOffset } from './date-range.ts';

/**
 * Compares dates as FHIR does: by the ranges that their precision gives them. A date that is sought without an offset means the clock of
 * the place that the resource speaks of, so that the first of March finds what happened on the first of March there.
 */
export function matchesDate(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  const local = !hasOffset(wanted);
  const sought = dateRange(wanted, local);
  const target = rangeOf(value, local);
  if (!sought || !target) return false;
  switch (operator) {
    case 'eq':
      return isWithin(target, sought);
    case 'ne':
      return !isWithin(target, sought);
    case 'gt':
      return target.high > sought.high;
    case 'lt':
      return target.low < sought.low;
    case 'ge':
      return target.high > sought.low;
    case 'le':
      return target.low < sought.high;
    case 'sa':
      return target.low >= sought.high;
    case 'eb':
      return target.high <= sought.low;
    default:
      return target.low < sought.high && target.high > sought.low;
  }
}

/** When a resource's date starts, for sorting; undefined for what is no date. */
export function startOf(value: unknown): number | undefined {
  return rangeOf(value, false)?.low;
}

function isWithin(inner: DateRange, outer: DateRange): boolean {
  return inner.low >= outer.low && inner.high <= outer.high;
}

/** Of a date or a Period, which may be open at an end. */
function rangeOf(value: unknown, local: boolean): DateRange | undefined {
  if (typeof value === 'string') return dateRange(value, local);
  if (!isObject(value)) return undefined;
  const { start, end } = value;
  const from = typeof start === 'string' ? dateRange(start, local) : undefined;
  const to = typeof end === 'string' ? dateRange(end, local) : undefined;
  if (!from && !to) return undefined;
  return { low: from?.low ?? Number.NEGATIVE_INFINITY, high: to?.high ?? Number.POSITIVE_INFINITY };
}
