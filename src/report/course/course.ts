import { DAY, type SimTime } from '../../core/time.ts';
import type { ActingEffect } from '../../physiology/effect.ts';
import { strengthAt } from '../../physiology/effect-size.ts';
import { normalRange } from '../../physiology/measurement.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import type { SignalReader } from '../../physiology/signal-reader.ts';
import { ageAt } from '../../physiology/subject.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { ObservationEntry } from '../../record/kinds/observation.ts';
import type { Lane } from './lanes.ts';
import { type Influence, influencesOn } from './touched.ts';

/** Whose signals, and what happened. */
export interface CoursePerson {
  readonly sex: string;
  readonly birth: SimTime;
  readonly signals: SignalReader;
  readonly entries: readonly Entry[];
}

export interface CourseWindow {
  readonly from: SimTime;
  readonly to: SimTime;
}

/** A value at a time; NaN where there is none. */
export interface TimedValue {
  readonly t: SimTime;
  readonly value: number;
}

/** One signal over time. */
export interface SignalCourse {
  readonly signal: Signal;
  /** What is normal, as long as it stays so. */
  readonly normal: readonly (CourseWindow & { readonly low: number | null; readonly high: number | null })[];
  /** The true value without what varies from day to day. */
  readonly usual: readonly TimedValue[];
  /** What measuring would give, at times spread evenly. */
  readonly measured: readonly TimedValue[];
  /** What was measured, by the record. */
  readonly observed: readonly TimedValue[];
  readonly influences: readonly Influence[];
  /** The value at any time: without what varies from day to day, the true one, and what measuring would give. */
  at(t: SimTime): { readonly usual: number; readonly latent: number; readonly measured: number };
}

/** Signals of one person over a time, and what happened in it. */
export interface Course extends CourseWindow {
  readonly sex: string;
  readonly birth: SimTime;
  readonly lanes: readonly Lane[];
  /** Lanes that are left out. */
  readonly lanesLeftOut: number;
  readonly signals: readonly SignalCourse[];
}

/** Points of a line, and of readings, over the whole time. */
const LINE_POINTS = 240;
const READINGS = 80;

/** Reads one signal over a time. */
export function signalCourse(
  signal: Signal,
  { sex, birth, signals, entries }: CoursePerson,
  { from, to }: CourseWindow,
  influences: readonly Influence[],
): SignalCourse {
  const grid = evenly(from, to, LINE_POINTS);
  const edges = influences.flatMap(({ effect }) => edgesOf(effect)).filter((t) => t > from && t < to);
  const times = [...new Set([...grid, ...edges])].sort((a, b) => a - b);
  return {
    signal,
    normal: normalOver(signal, sex, birth, grid),
    usual: times.map((t) => ({ t, value: signals.usual(signal, t) })),
    measured: evenly(from, to, READINGS).map((t) => ({ t, value: signals.reading(signal, t) })),
    observed: observedOf(signal, entries, { from, to }),
    influences,
    at: (t) => ({
      usual: signals.usual(signal, t),
      latent: signals.latent(signal, t),
      measured: signals.reading(signal, t),
    }),
  };
}

/** Times at which an effect turns: its begin (a line needs the moment before), its being built up, its end, and being worn off. */
export function edgesOf(effect: ActingEffect): readonly SimTime[] {
  const until = effect.until();
  const ends = Number.isFinite(until) ? [until, until + effect.wearOff] : [];
  return [effect.from - 1, effect.from, effect.from + effect.buildUp, ...ends];
}

/** The signals that something acts on, those with the most to tell first; `fill` follow where there are fewer than `most`. */
export function signalsToShow(
  catalogue: SignalCatalogue,
  reader: SignalReader,
  fill: readonly string[],
  most: number,
): ReadonlyMap<Signal, readonly Influence[]> {
  const influences = influencesOn(catalogue, reader);
  const own = ([, list]: readonly [Signal, readonly Influence[]]) => list.filter(({ by }) => by === null).length;
  const ranked = [...influences].filter((one) => own(one) > 0).sort((a, b) => own(b) - own(a));
  const filled = fill.flatMap((name) => {
    const signal = catalogue.named(name);
    return signal ? [[signal, influences.get(signal) ?? []] as const] : [];
  });
  return new Map([...new Map([...ranked.slice(0, most), ...filled])].slice(0, most));
}

/** How much of an effect acts at a time: 1 for all of it, 0 for nothing. Of one that adds per year, whether it acts. */
export function shareActing(effect: ActingEffect, t: SimTime): number {
  if (effect.change === 'add-per-year') return t >= effect.from && t <= effect.until() ? 1 : 0;
  return strengthAt(effect, t);
}

function evenly(from: SimTime, to: SimTime, points: number): readonly SimTime[] {
  return Array.from({ length: points + 1 }, (_, i) => Math.round(from + ((to - from) * i) / points));
}

function normalOver(signal: Signal, sex: string, birth: SimTime, grid: readonly SimTime[]): SignalCourse['normal'] {
  const out: { from: SimTime; to: SimTime; low: number | null; high: number | null }[] = [];
  for (const [i, t] of grid.entries()) {
    const range = normalRange(signal, sex, ageAt(birth, t));
    const last = out.at(-1);
    if (last && last.low === (range?.low ?? null) && last.high === (range?.high ?? null)) {
      last.to = grid[i + 1] ?? t;
    } else out.push({ from: t, to: grid[i + 1] ?? t, low: range?.low ?? null, high: range?.high ?? null });
  }
  return out.filter(({ low, high }) => low !== null || high !== null);
}

function observedOf(signal: Signal, entries: readonly Entry[], { from, to }: CourseWindow): readonly TimedValue[] {
  const codes = new Set(signal.codes.map(({ code }) => code));
  const all = entries.flatMap((entry): readonly ObservationEntry[] =>
    entry.kind === 'observation' ? [entry, ...entry.components] : [],
  );
  return all
    .filter(({ codes: of, start }) => start >= from && start <= to + DAY && of.some(({ code }) => codes.has(code)))
    .flatMap(({ start, value }) => (typeof value === 'number' ? [{ t: start, value }] : []));
}
