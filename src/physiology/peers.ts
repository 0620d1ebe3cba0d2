import { Draws } from '../core/random/draws.ts';
import { type Key, lifeKeys, runKeys } from '../core/random/keys.ts';
import { DAY, type SimTime, timeOf, YEAR } from '../core/time.ts';
import type { Sex } from '../reference/terms.ts';
import { Body } from './body.ts';
import type { BodyFacts } from './person.ts';
import { PersonSignals } from './person-signals.ts';
import type { Signal, SignalCatalogue } from './signal.ts';

/** How many people of a sex a value is placed among. */
const PEERS = 150;
/** Ages in years at which they are read; between two, places are straight. */
const AGES = [0.3, 2, 6, 10, 14, 18, 30, 40, 50, 60, 70, 85];
/** They are read over the days of one year, as bodies were then. */
const READ_FROM = timeOf(2015, 1, 1);
const DAYS = 365;

interface Peer {
  readonly key: Key;
  readonly readAt: SimTime;
}

/**
 * People without disease whose readings tell the place of a value that has no published distribution of its own, because it is derived or
 * grown. Read when first asked for, and kept.
 */
export class Peers {
  readonly #catalogue: SignalCatalogue;
  #people: readonly Peer[] | undefined;
  /** By sex and age: of each signal that is derived or grown, by its index, their readings, ascending. */
  readonly #readings = new Map<string, ReadonlyMap<number, Float64Array>>();

  constructor(catalogue: SignalCatalogue) {
    this.#catalogue = catalogue;
  }

  /** The share of people of a sex and age whose readings are below a value, 0 to 1; undefined where nobody has one. */
  rank(signal: Signal, sex: Sex, age: number, value: number, facts: BodyFacts): number | undefined {
    let next = 0;
    while (next < AGES.length - 1 && (AGES[next] as number) < age) next++;
    const [before, after] = [AGES[Math.max(0, next - 1)] as number, AGES[next] as number];
    const share = after > before ? Math.min(Math.max((age - before) / (after - before), 0), 1) : 0;
    const low = placeOf(this.#at(signal, sex, before, facts), value);
    const high = placeOf(this.#at(signal, sex, after, facts), value);
    if (low === undefined || high === undefined) return low ?? high;
    return low + share * (high - low);
  }

  #at(signal: Signal, sex: Sex, age: number, facts: BodyFacts): Float64Array {
    const key = `${sex} ${age}`;
    let readings = this.#readings.get(key);
    if (!readings) {
      readings = this.#readAll(sex, age, facts);
      this.#readings.set(key, readings);
    }
    return readings.get(signal.index) as Float64Array;
  }

  /** All signals at once: a peer takes longer to make than to read. */
  #readAll(sex: Sex, age: number, facts: BodyFacts): ReadonlyMap<number, Float64Array> {
    this.#people ??= somePeople();
    const signals = this.#catalogue.signals.filter(({ origin }) => origin.kind !== 'baseline');
    const values: number[][] = signals.map(() => []);
    for (const { key, readAt } of this.#people) {
      const birth = readAt - Math.floor(age * YEAR);
      const draws = new Draws(key);
      const body = new Body(facts, draws, { sex, birth });
      const person = { sex, birth, draws, body, charts: facts, held: () => undefined };
      const peer = new PersonSignals(this.#catalogue, person);
      for (const [i, signal] of signals.entries()) {
        const value = peer.reading(signal, readAt);
        if (!Number.isNaN(value)) values[i]?.push(value);
      }
    }
    return new Map(signals.map(({ index }, i) => [index, Float64Array.from(values[i] ?? []).sort()]));
  }
}

/** Any keys do; the peers are the same in every run. */
function somePeople(): readonly Peer[] {
  const run = runKeys('peers');
  return Array.from({ length: PEERS }, (_, slot) => ({
    key: lifeKeys(run, slot, 0).draws,
    readAt: READ_FROM + Math.floor(((slot + 0.5) * DAYS) / PEERS) * DAY,
  }));
}

/** The share of ascending values that are below a value; of those that are equal to it, half count. */
function placeOf(values: Float64Array, value: number): number | undefined {
  if (values.length === 0) return undefined;
  let below = 0;
  while (below < values.length && (values[below] as number) < value) below++;
  let notAbove = below;
  while (notAbove < values.length && values[notAbove] === value) notAbove++;
  return ((below + notAbove) / 2 + 0.5) / (values.length + 1);
}
