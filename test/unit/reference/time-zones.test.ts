import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/core/time.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { utcOffsetMinutes } from '../../../src/reference/time-zones.ts';

function offset(state: string, local: string): number {
  return utcOffsetMinutes(state, parseTime(local) ?? Number.NaN);
}

describe('the offset from UTC', () => {
  it.each([
    ['2024', '03-10', '11-03'],
    ['2007', '03-11', '11-04'],
    ['2006', '04-02', '10-29'],
    ['1987', '04-05', '10-25'],
    ['1986', '04-27', '10-26'],
    ['1976', '04-25', '10-31'],
    ['1975', '02-23', '10-26'],
    ['1974', '01-06', '10-27'],
    ['1967', '04-30', '10-29'],
  ])('of Massachusetts in %s changes at 2:00 on %s and %s', (year, start, end) => {
    expect(offset('MA', `${year}-${start}T01:59:59`)).toBe(-300);
    expect(offset('MA', `${year}-${start}T03:00`)).toBe(-240);
    expect(offset('MA', `${year}-${end}T00:59:59`)).toBe(-240);
    expect(offset('MA', `${year}-${end}T02:00`)).toBe(-300);
  });

  it('counts the hour that clocks show twice as the first one', () => {
    expect(offset('NY', '2024-11-03T01:30')).toBe(-240);
  });

  it('knows no summer time before 1967', () => {
    expect(offset('CA', '1966-07-04')).toBe(-480);
    expect(offset('CA', '1901-07-04')).toBe(-480);
  });

  it.each([
    ['AZ', -420],
    ['HI', -600],
    ['PR', -240],
  ])('of %s is the same all year', (state, minutes) => {
    expect([offset(state, '2024-01-15'), offset(state, '2024-07-15')]).toEqual([minutes, minutes]);
  });

  it('of Indiana has summer time since 2006', () => {
    expect([offset('IN', '2005-07-15'), offset('IN', '2006-07-15')]).toEqual([-300, -240]);
  });

  it('is known for every state in which people live', () => {
    for (const { code } of loadReference().places.states) {
      const minutes = offset(code, '2024-01-15');
      expect(minutes).toBeLessThanOrEqual(-240);
      expect(minutes).toBeGreaterThanOrEqual(-600);
    }
  });

  it('is refused for a state that does not exist', () => {
    expect(() => offset('XX', '2024-01-15')).toThrow(RangeError);
  });
});
