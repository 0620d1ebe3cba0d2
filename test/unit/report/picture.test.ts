import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../src/core/time.ts';
import { el, pathThrough } from '../../../src/report/picture/markup.ts';
import { fitting, linear, logarithmic, niceTicks, timeTicks } from '../../../src/report/picture/scale.ts';
import {
  agesText,
  correlationText,
  countText,
  cut,
  signedPercent,
  tickText,
  unitText,
  valueText,
} from '../../../src/report/picture/words.ts';
import { elementsOf } from '../../support/well-formed.ts';

describe('markup', () => {
  it('escapes text and attributes', () => {
    const { markup } = el('text', { x: 1.005, 'aria-label': '"a" & <b>', y: undefined }, 'p < 0.05 & q > "1"');
    expect(markup).toBe(
      '<text x="1" aria-label="&quot;a&quot; &amp; &lt;b&gt;">p &lt; 0.05 &amp; q &gt; &quot;1&quot;</text>',
    );
  });

  it('nests, closes what has an end, and leaves out what is not there', () => {
    const { markup } = el('p', {}, el('br'), undefined, ['a', el('rect', { x: 1 })], el('div'));
    expect(markup).toBe('<p><br>a<rect x="1"/><div></div></p>');
    expect(elementsOf(markup)).toEqual(['p', 'br', 'rect', 'div']);
  });

  it('breaks a line where there is no value', () => {
    const points = [
      [0, 1],
      [1, 2],
      [2, Number.NaN],
      [3, 4],
      [4, 5.123],
    ] as const;
    expect(pathThrough(points)).toBe('M0 1L1 2M3 4L4 5.12');
  });
});

describe('scales', () => {
  it('hold values beyond the ends at them', () => {
    const scale = linear(0, 10, 100, 0);
    expect([-5, 0, 2.5, 10, 50].map((value) => scale.at(value))).toEqual([100, 100, 75, 0, 0]);
  });

  it('have equal steps for equal factors where they are of logarithms', () => {
    const scale = logarithmic(1, 1000, 0, 300);
    for (const [value, place] of [
      [1, 0],
      [10, 100],
      [100, 200],
      [1000, 300],
    ] as const) {
      expect(scale.at(value)).toBeCloseTo(place, 9);
    }
    expect(scale.at(-1)).toBe(0);
    expect(scale.ticks).toEqual([1, 10, 100, 1000]);
  });

  it('fit: logarithms for what spans much, never below 0 for what is not', () => {
    expect(fitting([1, 500], 0, 100).ticks.every((tick) => tick > 0)).toBe(true);
    expect(fitting([1, 500], 0, 100).at(22.36)).toBeCloseTo(50, 0);
    expect(fitting([0.2, 1.1], 100, 0).ticks[0]).toBeGreaterThanOrEqual(0);
    expect(fitting([5, 5], 0, 100).at(5)).toBeCloseTo(50, 9);
    expect(fitting([Number.NaN], 0, 100).ticks.length).toBeGreaterThan(1);
  });

  it('have round ticks inside the interval', () => {
    expect(niceTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(96, 145, 4)).toEqual([100, 120, 140]);
    expect(niceTicks(7.34, 7.46, 4)).toEqual([7.35, 7.4, 7.45]);
    expect(niceTicks(3, 3, 4)).toEqual([3]);
    expect([
      linear(7.34, 7.46, 0, 1).decimals,
      linear(0, 100, 0, 1).decimals,
      logarithmic(1, 9, 0, 1).decimals,
    ]).toEqual([2, 0, null]);
  });

  it('mark years of long times and months of short ones', () => {
    const years = timeTicks(timeOf(1950, 5, 1), timeOf(2026, 1, 1), 12).map(({ text }) => text);
    expect(years).toEqual(['1960', '1970', '1980', '1990', '2000', '2010', '2020']);
    const months = timeTicks(timeOf(2019, 11, 20), timeOf(2020, 7, 2), 12).map(({ text }) => text);
    expect(months).toEqual(['2019-12', '2020-01', '2020-02', '2020-03', '2020-04', '2020-05', '2020-06', '2020-07']);
  });
});

describe('words of figures', () => {
  it('write numbers and units for people', () => {
    expect([1234567.5, 0.25, -3].map((value) => tickText(value, null))).toEqual(['1,234,570', '0.25', '-3']);
    expect([tickText(7.4, 2), tickText(12000, 0), countText(1234)]).toEqual(['7.40', '12,000', '1,234']);
    expect([valueText(1005.66, 1), valueText(7, 2), valueText(Number.NaN, 1)]).toEqual(['1,005.7', '7.00', '']);
    expect([0.124, -0.03].map(signedPercent)).toEqual(['+12\u00a0%', '−3\u00a0%']);
    expect([0.5, -0.504].map(correlationText)).toEqual(['0.50', '−0.50']);
    expect(['mm[Hg]', 'ug/dL', 'u[IU]/mL', 'mg/dL', 'U/L', '10*3/uL'].map(unitText)).toEqual([
      ...['mmHg', 'µg/dL', 'µIU/mL', 'mg/dL', 'U/L', '10³/µL'],
    ]);
  });

  it('write ages, and cut what is too long', () => {
    expect([agesText(20, 39), agesText(80, 130), agesText(0, 99), agesText(3, 3)]).toEqual([
      ...['20 to 39', '80 and over', 'all', '3'],
    ]);
    expect([cut('short', 5), cut('longer text', 7)]).toEqual(['short', 'longer…']);
  });
});
