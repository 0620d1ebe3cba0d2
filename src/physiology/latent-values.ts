import type { SimTime } from '../core/time.ts';
import { ActingEffects } from './acting.ts';
import type { ActingEffect } from './effect.ts';
import { Levels } from './levels.ts';
import type { SignalPerson } from './person.ts';
import { seasonAt } from './season.ts';
import type { Baseline, Ceiling, Derivation, Growth, Signal, SignalCatalogue } from './signal.ts';
import { ageAt, Subject } from './subject.ts';
import { unknown } from './unknown.ts';
import { variationAt } from './variation.ts';

/** What is told of a value: with what varies within a person, with the effects that act. */
export const Told = { plain: 0, varying: 1, affected: 2, all: 3 } as const;
type Told = (typeof Told)[keyof typeof Told];

class Kept {
  readonly times: number[];
  readonly values: number[];

  constructor(signals: number) {
    this.times = unknown(signals);
    this.values = unknown(signals);
  }
}

/**
 * The true values of the signals of one person: pure functions of the person's key, the time, and the effects that act. The value of the time
 * that was read last is kept, with and without what varies, until another effect acts.
 */
export class LatentValues {
  readonly #catalogue: SignalCatalogue;
  readonly #person: SignalPerson;
  readonly #levels: Levels;
  readonly #subject: Subject;
  /** By index of the signal. */
  readonly #effects: (ActingEffects | undefined)[] = [];
  readonly #inputs: (Float64Array | undefined)[] = [];
  /** By what is told, of what effects act on: when each signal was read last, and what it was. */
  readonly #kept: readonly (Kept | undefined)[];

  constructor(catalogue: SignalCatalogue, person: SignalPerson) {
    this.#catalogue = catalogue;
    this.#person = person;
    this.#levels = new Levels(catalogue, person.draws, person.body);
    this.#subject = new Subject(person);
    const { length } = catalogue.signals;
    this.#kept = [undefined, undefined, new Kept(length), new Kept(length)];
  }

  act(effect: ActingEffect): void {
    const { index } = effect.signal;
    for (const kept of this.#kept) kept?.times.fill(Number.NaN);
    let effects = this.#effects[index];
    if (!effects) {
      effects = new ActingEffects();
      this.#effects[index] = effects;
    }
    effects.add(effect);
  }

  effectsOn(signal: Signal): readonly ActingEffect[] {
    return this.#effects[signal.index]?.list ?? [];
  }

  /** The value at a time, within the limits of life and its ceiling; NaN where there is none. */
  at(signal: Signal, t: SimTime, told: Told): number {
    const kept = this.#kept[told];
    if (!kept) return this.#within(signal, t, told);
    const { index } = signal;
    if (kept.times[index] === t) return kept.values[index] as number;
    const value = this.#within(signal, t, told);
    kept.times[index] = t;
    kept.values[index] = value;
    return value;
  }

  #within(signal: Signal, t: SimTime, told: Told): number {
    if (signal.sex !== null && signal.sex !== this.#person.sex) return Number.NaN;
    const value = this.#inLimits(signal, this.#free(signal, t, told), told);
    return signal.ceiling ? this.#underCeiling(signal, signal.ceiling, value, t, told) : value;
  }

  #inLimits(signal: Signal, value: number, told: Told): number {
    const { low, high } = signal.limits;
    if (value >= low && value <= high) return value;
    if (told === Told.all && !Number.isNaN(value)) this.#person.held(signal, 'limits');
    return Math.max(low, Math.min(high, value));
  }

  #underCeiling(signal: Signal, { terms, plus }: Ceiling, value: number, t: SimTime, told: Told): number {
    let top = plus;
    for (const { signal: other, times } of terms) top += times * this.at(other, t, told);
    // Not so where there is no value, of this signal or of another.
    if (!(value > top)) return value;
    if (told === Told.all) this.#person.held(signal, 'ceiling');
    return top;
  }

  #free(signal: Signal, t: SimTime, told: Told): number {
    const { origin } = signal;
    if (origin.kind === 'derivation') return this.#derived(signal, origin, t, told);
    if (origin.kind === 'growth' && origin.measure === 'body mass index') return this.#massIndex(t, told);
    const own = this.#drawn(signal, origin, t, (told & Told.varying) !== 0);
    return told & Told.affected ? this.#affected(signal, own, t, told) : own;
  }

  /** With the effects on the signal itself and on those that it follows. */
  #affected(signal: Signal, own: number, t: SimTime, told: Told): number {
    const effects = this.#effects[signal.index];
    let value = effects ? own + effects.added(t) : own;
    for (const { signal: followed, perUnit } of signal.follows) value += perUnit * this.#shift(followed, t, told);
    return effects ? effects.multiplied(value, t) : value;
  }

  /** By how much effects move a signal. */
  #shift(signal: Signal, t: SimTime, told: Told): number {
    if (!this.#effects[signal.index] && signal.follows.length === 0) return 0;
    return this.at(signal, t, told) - this.at(signal, t, (told & Told.varying) as Told);
  }

  /** Without effects. */
  #drawn(signal: Signal, origin: Baseline | Growth, t: SimTime, varies: boolean): number {
    if (origin.kind === 'growth') return this.#grown(origin.measure, t, varies);
    const { sex, birth, draws } = this.#person;
    const { variation } = signal;
    const age = ageAt(birth, t);
    let score = Math.sqrt(origin.between) * this.#levels.at(origin.row, origin.drift, age);
    if (varies && variation) {
      score += Math.sqrt(variation.share) * variationAt(draws, signal.key, variation.grids, t);
    }
    const value = origin.distribution[sex].at(age, score);
    return origin.season ? value * seasonAt(origin.season, t) : value;
  }

  #grown(measure: Growth['measure'], t: SimTime, varies: boolean): number {
    const { body } = this.#person;
    switch (measure) {
      case 'height':
        return body.height(t);
      case 'weight':
        return varies ? body.weight(t) : body.usualWeight(t);
      case 'body mass index':
        return body.bodyMassIndex(t);
      case 'head circumference':
        return body.head(t) ?? Number.NaN;
    }
  }

  /** Of the height and the weight of the time, so that what acts on weight acts on it. */
  #massIndex(t: SimTime, told: Told): number {
    const weight = this.#catalogue.ofGrowth('weight');
    const height = this.#catalogue.ofGrowth('height');
    const kilograms = weight ? this.at(weight, t, told) : this.#grown('weight', t, (told & Told.varying) !== 0);
    const metres = (height ? this.at(height, t, told) : this.#grown('height', t, false)) / 100;
    return kilograms / (metres * metres);
  }

  #derived(signal: Signal, { formula, inputs }: Derivation, t: SimTime, told: Told): number {
    let values = this.#inputs[signal.index];
    if (!values) {
      values = new Float64Array(inputs.length);
      this.#inputs[signal.index] = values;
    }
    for (let i = 0; i < inputs.length; i++) values[i] = this.at(inputs[i] as Signal, t, told);
    return formula.evaluate(values, this.#subject.at(t));
  }
}
