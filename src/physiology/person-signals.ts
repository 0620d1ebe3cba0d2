import { floorTo, normalCdf, roundTo } from '../core/numeric.ts';
import type { SimTime } from '../core/time.ts';
import type { ActingEffect } from './effect.ts';
import { SIGNAL_STREAM, SignalPurpose, scoreOfWord, timePurpose } from './keys.ts';
import { LatentValues, Told } from './latent-values.ts';
import { interpretationOf, type Measurement, normalRange } from './measurement.ts';
import { meanOfPeers } from './peer-mean.ts';
import type { SignalPerson } from './person.ts';
import type { Ceiling, Derivation, Signal, SignalCatalogue } from './signal.ts';
import type { SignalReader } from './signal-reader.ts';
import { type SpecimenState, Specimens } from './specimen.ts';
import { ageAt, Subject } from './subject.ts';
import { unknown } from './unknown.ts';

/** The signals of one person. What is read is a pure function of the person's key, the time, and the effects that act. */
export class PersonSignals implements SignalReader {
  readonly #catalogue: SignalCatalogue;
  readonly #person: SignalPerson;
  readonly #latent: LatentValues;
  readonly #subject: Subject;
  readonly #specimens: Specimens;
  /** By index of the signal: what a derivation was given last. */
  readonly #inputs: (Float64Array | undefined)[] = [];
  /** By index of the signal: what was read last, and when, until another effect acts. */
  readonly #times: number[];
  readonly #readings: number[];

  constructor(catalogue: SignalCatalogue, person: SignalPerson) {
    this.#catalogue = catalogue;
    this.#person = person;
    this.#latent = new LatentValues(catalogue, person);
    this.#subject = new Subject(person);
    this.#specimens = new Specimens(person.draws);
    this.#times = unknown(catalogue.signals.length);
    this.#readings = unknown(catalogue.signals.length);
  }

  act(effect: ActingEffect): void {
    this.#times.fill(Number.NaN);
    this.#latent.act(effect);
  }

  effectsOn(signal: Signal): readonly ActingEffect[] {
    return this.#latent.effectsOn(signal);
  }

  latent(signal: Signal, t: SimTime): number {
    return this.#latent.at(signal, t, Told.all);
  }

  usual(signal: Signal, t: SimTime): number {
    return this.#latent.at(signal, t, Told.affected);
  }

  meanOfPeers(signal: Signal, age: number, year: number, of: (value: number) => number): number {
    return meanOfPeers(signal, this.#person.sex, age, year, this.#person.charts, of);
  }

  reading(signal: Signal, t: SimTime): number {
    const { index } = signal;
    if (this.#times[index] === t) return this.#readings[index] as number;
    const specimen = this.#specimen(signal, t);
    const value = specimen === 'insufficient' ? Number.NaN : this.#printed(signal, this.#seen(signal, t), specimen, t);
    this.#times[index] = t;
    this.#readings[index] = value;
    return value;
  }

  measure(signal: Signal, t: SimTime): Measurement {
    const read = this.reading(signal, t);
    const value = Number.isNaN(read) ? null : read;
    const { sex, birth } = this.#person;
    const range = normalRange(signal, sex, ageAt(birth, t));
    return {
      value,
      latent: this.latent(signal, t),
      range,
      interpretation: value === null ? null : interpretationOf(signal, range, value),
      absent: value === null && this.#isInsufficient(signal, t) ? 'insufficient' : null,
      haemolysed: this.#specimen(signal, t) === 'haemolysed',
    };
  }

  rank(signal: Signal, t: SimTime): number | undefined {
    const value = this.reading(signal, t);
    if (Number.isNaN(value)) return undefined;
    const { origin } = signal;
    const { sex, birth, charts } = this.#person;
    const age = ageAt(birth, t);
    if (origin.kind === 'baseline') return normalCdf(origin.distribution[sex].scoreOf(age, value));
    return this.#catalogue.peers.rank(signal, sex, age, value, charts);
  }

  /** What an instrument prints: with its error, rounded, within the limits of life, where its scale ends, and under its ceiling. */
  #printed(signal: Signal, seen: number, specimen: SpecimenState, t: SimTime): number {
    let value = seen;
    if (signal.analyticVariation > 0) value *= 1 + signal.analyticVariation * this.#error(signal, t);
    if (specimen === 'haemolysed') value *= 1 + signal.haemolysis;
    const { low, high } = signal.limits;
    const printed = roundTo(Math.max(low, Math.min(high, value)), signal.decimals);
    return signal.ceiling ? this.#underCeiling(signal, signal.ceiling, printed, t) : printed;
  }

  /** The error of measuring does not take a value above what was measured of others at the time. */
  #underCeiling(signal: Signal, { terms, plus }: Ceiling, printed: number, t: SimTime): number {
    let top = plus;
    for (const { signal: other, times } of terms) top += times * this.reading(other, t);
    const most = floorTo(top, signal.decimals);
    // Not so where there is no value, of this signal or of another.
    if (!(printed > most)) return printed;
    this.#person.held(signal, 'ceiling');
    return most;
  }

  /** The true value that an instrument measures; of what is derived, what follows from what was measured of its inputs. */
  #seen(signal: Signal, t: SimTime): number {
    const { origin } = signal;
    if (origin.kind === 'derivation') return this.#derived(signal, origin, t);
    if (origin.kind === 'growth' && origin.measure === 'body mass index') return this.#massIndex(signal, t);
    return this.latent(signal, t);
  }

  #derived(signal: Signal, { formula, inputs }: Derivation, t: SimTime): number {
    if (signal.sex !== null && signal.sex !== this.#person.sex) return Number.NaN;
    let values = this.#inputs[signal.index];
    if (!values) {
      values = new Float64Array(inputs.length);
      this.#inputs[signal.index] = values;
    }
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i] as Signal;
      values[i] = isMeasured(input) ? this.reading(input, t) : this.#latent.at(input, t, Told.all);
    }
    return formula.evaluate(values, this.#subject.at(t));
  }

  #massIndex(signal: Signal, t: SimTime): number {
    const weight = this.#catalogue.ofGrowth('weight');
    const height = this.#catalogue.ofGrowth('height');
    if (!weight || !height) return this.#latent.at(signal, t, Told.all);
    const metres = this.reading(height, t) / 100;
    return this.reading(weight, t) / (metres * metres);
  }

  #error(signal: Signal, t: SimTime): number {
    const purpose = timePurpose(SignalPurpose.measuring, t);
    return scoreOfWord(this.#person.draws.words(SIGNAL_STREAM, signal.key, t | 0, purpose)[0] as number);
  }

  #specimen(signal: Signal, t: SimTime): SpecimenState {
    return signal.specimen === null ? 'good' : this.#specimens.at(signal.specimen, t);
  }

  #isInsufficient(signal: Signal, t: SimTime): boolean {
    if (this.#specimen(signal, t) === 'insufficient') return true;
    const { origin } = signal;
    return origin.kind === 'derivation' && origin.inputs.some((input) => this.#isInsufficient(input, t));
  }
}

/** What has no code is no observation: only the body knows it. */
function isMeasured({ codes }: Signal): boolean {
  return codes.length > 0;
}
