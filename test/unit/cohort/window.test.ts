import { describe, expect, it } from 'vitest';
import {
  type CalendarSpan,
  dayAfter,
  dayOf,
  daysOf,
  isEmpty,
  isLonger,
  type WindowJson,
} from '../../../src/cohort/window.ts';
import { formatDate, parseTime, type SimTime } from '../../../src/core/time.ts';

function day(text: string): number {
  return dayOf(parseTime(text) as SimTime);
}

const span = (quantity: number, unit: CalendarSpan['unit']): CalendarSpan => ({ quantity, unit });

describe('days counted from another', () => {
  it.each<[string, CalendarSpan, string]>([
    ['2020-03-01', span(-1, 'days'), '2020-02-29'],
    ['2020-03-01', span(2, 'weeks'), '2020-03-15'],
    ['2020-03-15', span(-12, 'months'), '2019-03-15'],
    ['2020-01-31', span(1, 'months'), '2020-03-01'],
    ['2020-02-29', span(1, 'years'), '2021-03-01'],
    ['2020-02-29', span(-4, 'years'), '2016-02-29'],
  ])('%s and %j is %s', (from, offset, to) => {
    expect(formatDate(dayAfter(day(from), offset) * 86_400_000)).toBe(to);
  });
});

describe('windows', () => {
  const index = day('2020-06-15');
  const end = day('2021-06-15');

  it.each<[WindowJson, number, number]>([
    ['before index', Number.NEGATIVE_INFINITY, index - 1],
    ['up to index', Number.NEGATIVE_INFINITY, index],
    ['at index', index, index],
    ['after index', index + 1, Number.POSITIVE_INFINITY],
    ['follow-up', index + 1, end],
    ['whole life', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [{ from: span(-30, 'days'), to: span(0, 'days') }, index - 30, index],
    [{ to: span(-1, 'years') }, Number.NEGATIVE_INFINITY, day('2019-06-15')],
    [{ from: span(1, 'days') }, index + 1, Number.POSITIVE_INFINITY],
  ])('%j', (window, from, to) => {
    expect(daysOf(window, index, end)).toEqual({ from, to });
  });

  it.each<[WindowJson, boolean]>([
    [{ from: span(-1, 'days'), to: span(-30, 'days') }, true],
    [{ from: span(1, 'months'), to: span(27, 'days') }, true],
    // Empty after 15 January, not after 15 February.
    [{ from: span(1, 'months'), to: span(30, 'days') }, false],
    [{ from: span(0, 'days'), to: span(0, 'days') }, false],
    ['follow-up', false],
  ])('%j is empty: %s', (window, empty) => {
    expect(isEmpty(window)).toBe(empty);
  });

  it('a span is longer than another only where it is so from every date on', () => {
    expect(isLonger(span(2, 'years'), span(12, 'months'))).toBe(true);
    expect(isLonger(span(1, 'years'), span(12, 'months'))).toBe(false);
    expect(isLonger(span(1, 'months'), span(30, 'days'))).toBe(false);
  });
});
