import { describe, expect, it } from 'vitest';
import { DAY, WEEK, YEAR } from '../../../src/core/time.ts';
import type { ActingEffect } from '../../../src/physiology/effect.ts';
import { strengthAt } from '../../../src/physiology/effect-size.ts';
import type { Signal } from '../../../src/physiology/signal.ts';
import { atAge, band, baseline, catalogue, codeOf, derived, grown, moments, somebody } from '../../support/signals.ts';

const T = atAge(50);

function effect(signal: Signal, given: Partial<Omit<ActingEffect, 'signal' | 'until'>> & { until?: number }) {
  const { until = Number.POSITIVE_INFINITY, ...rest } = given;
  return {
    signal,
    change: 'add',
    size: 10,
    from: T,
    buildUp: 0,
    wearOff: 0,
    cause: 'test',
    ...rest,
    until: () => until,
  } as const satisfies ActingEffect;
}

const { all, named } = catalogue([
  baseline('Followed', { drift: 0.2 }, { variation: { within: 0.05, time: 'weeks' } }),
  baseline('Following', {}, { follows: [{ signal: 'Followed', perUnit: 2 }] }),
  baseline('Third', {}, { follows: [{ signal: 'Following', perUnit: -1 }] }),
  baseline('Narrow', {}, { limits: { low: 60, high: 140 } }),
  baseline('HDL', { bands: [band(0, 120, moments(40, 8))] }),
  derived('Non-HDL', 'non-hdl-cholesterol', ['Followed', 'HDL']),
  grown('Body Height', 'height'),
  grown('Body Weight', 'weight'),
  grown('Body Mass Index', 'body mass index', { decimals: 2 }),
]);

describe('the strength of an effect', () => {
  const signal = named('Followed');

  it('is nothing before it begins, and all at once where nothing builds up', () => {
    expect(strengthAt(effect(signal, {}), T - 1)).toBe(0);
    expect(strengthAt(effect(signal, {}), T)).toBe(1);
  });

  it('comes to 95 % in its build-up, and leaves 5 % after its wear-off', () => {
    const course = effect(signal, { buildUp: 6 * WEEK, wearOff: 2 * WEEK, until: T + 52 * WEEK });
    expect(strengthAt(course, T)).toBe(0);
    expect(strengthAt(course, T + 6 * WEEK)).toBeCloseTo(0.95, 2);
    expect(strengthAt(course, T + 52 * WEEK)).toBeCloseTo(1, 6);
    expect(strengthAt(course, T + 54 * WEEK)).toBeCloseTo(0.05, 2);
    expect(strengthAt(course, T + 152 * WEEK)).toBe(0);
  });

  it('wears off from where it was when it ended', () => {
    const short = effect(signal, { buildUp: 6 * WEEK, wearOff: WEEK, until: T + WEEK });
    const reached = strengthAt(short, T + WEEK);
    expect(reached).toBeCloseTo(1 - Math.exp(-0.5), 12);
    expect(strengthAt(short, T + WEEK + 1)).toBeCloseTo(reached, 6);
    expect(strengthAt(short, T + 2 * WEEK)).toBeCloseTo(reached * Math.exp(-3), 12);
  });

  it('is gone at once where nothing wears off, after the instant of its end', () => {
    const sudden = effect(signal, { until: T + DAY });
    expect(strengthAt(sudden, T + DAY)).toBe(1);
    expect(strengthAt(sudden, T + DAY + 1)).toBe(0);
  });

  it('is nothing where it ended before it began', () => {
    expect(strengthAt(effect(signal, { until: T - DAY, wearOff: WEEK }), T + DAY)).toBe(0);
  });

  it('is the years that it has acted, where it adds per year', () => {
    const decline = effect(signal, { change: 'add-per-year', until: T + 5 * YEAR, wearOff: YEAR });
    expect(strengthAt(decline, T + 2 * YEAR)).toBeCloseTo(2, 12);
    expect(strengthAt(decline, T + 6 * YEAR)).toBeCloseTo(5 * Math.exp(-3), 12);
  });
});

describe('effects on a body', () => {
  const later = T + 400 * DAY;

  it('add first, then multiply, whatever came first', () => {
    const signal = named('HDL');
    const plain = somebody(all, 3).signals.latent(signal, later);
    const both = [effect(signal, { change: 'multiply', size: 0.5 }), effect(signal, { size: 20 })];
    for (const order of [both, [...both].reverse()]) {
      const { signals } = somebody(all, 3);
      for (const one of order) signals.act(one);
      expect(signals.latent(signal, later)).toBeCloseTo((plain + 20) * 0.5, 9);
    }
  });

  it('on what is above a level leave what is below, and come last', () => {
    const signal = named('HDL');
    const plain = somebody(all, 3).signals.latent(signal, later);
    const half = effect(signal, { change: 'multiply', size: 0.5, above: plain - 10 });
    const value = (...effects: readonly ActingEffect[]) => {
      const { signals } = somebody(all, 3);
      for (const one of effects) signals.act(one);
      return signals.latent(signal, later);
    };
    expect(value(half)).toBeCloseTo(plain - 5, 9);
    expect(value(half, half)).toBeCloseTo(plain - 7.5, 9);
    expect(value(half, effect(signal, { size: 20 }))).toBeCloseTo(plain - 10 + 15, 9);
    expect(value(half, effect(signal, { change: 'multiply', size: 2 }))).toBeCloseTo((plain - 10 + 2 * plain) / 2, 9);
    expect(value(half, effect(signal, { size: -12 }))).toBeCloseTo(plain - 12, 9);
  });

  it('move what follows, by what they move the other, and on and on', () => {
    const { signals } = somebody(all, 4);
    const before = ['Followed', 'Following', 'Third'].map((name) => signals.latent(named(name), later));
    signals.act(effect(named('Followed'), { change: 'multiply', size: 1.1 }));
    const moved = ['Followed', 'Following', 'Third'].map(
      (name, i) => signals.latent(named(name), later) - Number(before[i]),
    );
    expect(moved[0]).toBeCloseTo(0.1 * Number(before[0]), 9);
    expect(moved[1]).toBeCloseTo(2 * Number(moved[0]), 9);
    expect(moved[2]).toBeCloseTo(-Number(moved[1]), 9);
    expect(signals.latent(named('HDL'), later)).toBe(somebody(all, 4).signals.latent(named('HDL'), later));
  });

  it('reach what is derived', () => {
    const { signals } = somebody(all, 5);
    const before = signals.latent(named('Non-HDL'), later);
    signals.act(effect(named('HDL'), { size: 7 }));
    expect(signals.latent(named('Non-HDL'), later)).toBeCloseTo(before - 7, 9);
  });

  it('on weight are seen in body mass index', () => {
    const { signals } = somebody(all, 6);
    const index = () => signals.latent(named('Body Mass Index'), later);
    const before = index();
    signals.act(effect(named('Body Weight'), { change: 'multiply', size: 0.9 }));
    expect(index() / before).toBeCloseTo(0.9, 9);
    const { value } = signals.measure(named('Body Mass Index'), later);
    const metres = signals.reading(named('Body Height'), later) / 100;
    expect(value).toBeCloseTo(signals.reading(named('Body Weight'), later) / (metres * metres), 1);
  });

  it('leave no trace once they are gone', () => {
    const signal = named('Followed');
    const twin = somebody(all, 7).signals;
    const { signals } = somebody(all, 7);
    signals.act(effect(signal, { size: 30, until: T + WEEK, wearOff: WEEK }));
    signals.act(effect(signal, { change: 'multiply', size: 2, until: T + WEEK }));
    expect(signals.latent(signal, T + DAY)).not.toBe(twin.latent(signal, T + DAY));
    for (const days of [-100, 200, 1000]) {
      expect(signals.latent(signal, T + days * DAY)).toBe(twin.latent(signal, T + days * DAY));
    }
  });

  it('that would lead beyond the limits of life are told, and held there', () => {
    const signal = named('Narrow');
    const { signals, beyond } = somebody(all, 8);
    const own = signals.latent(signal, later);
    expect(beyond).toEqual([]);
    signals.act(effect(signal, { size: 200 }));
    expect(signals.latent(signal, later)).toBe(140);
    expect(beyond).toEqual(['Narrow']);
    expect(signals.latent(signal, T - DAY)).toBeCloseTo(own, 9);
  });

  it('are not in what a value usually varies by', () => {
    const signal = named('Followed');
    const { signals } = somebody(all, 9);
    const usual = [0, 3, 40].map((days) => signals.usual(signal, later + days * DAY));
    expect(Math.max(...usual) - Math.min(...usual)).toBeLessThan(0.1);
    expect(signals.latent(signal, later)).not.toBe(usual[0]);
    signals.act(effect(signal, { size: 12 }));
    expect(signals.usual(signal, later)).toBeCloseTo(Number(usual[0]) + 12, 9);
  });

  it('have codes that nothing else has', () => {
    expect(all.ofCode(codeOf('HDL'))).toBe(named('HDL'));
    expect(all.ofCode(codeOf('nothing'))).toBeUndefined();
  });
});
