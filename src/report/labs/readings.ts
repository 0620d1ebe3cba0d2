import { type SimTime, YEAR } from '../../core/time.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import type { SignalReader } from '../../physiology/signal-reader.ts';
import type { Person, Sex } from '../../record/person.ts';

/** Who was read, a row a person: what each signal was, all at one time. */
export interface Readings {
  readonly sex: readonly Sex[];
  /** Years at the reading. */
  readonly age: Float64Array;
  /** By index of the signal; NaN where there was no value. */
  readonly values: readonly Float64Array[];
}

/** Reads all signals of each person once. */
export class Collector {
  readonly #signals: readonly Signal[];
  readonly #sex: Sex[] = [];
  readonly #age: number[] = [];
  readonly #values: number[][];

  constructor({ signals }: SignalCatalogue) {
    this.#signals = signals;
    this.#values = signals.map(() => []);
  }

  add({ sex, birth }: Pick<Person, 'sex' | 'birth'>, reader: SignalReader, t: SimTime): void {
    this.#sex.push(sex);
    this.#age.push((t - birth) / YEAR);
    for (const [i, signal] of this.#signals.entries()) this.#values[i]?.push(reader.reading(signal, t));
  }

  get readings(): Readings {
    return {
      sex: this.#sex,
      age: Float64Array.from(this.#age),
      values: this.#values.map((column) => Float64Array.from(column)),
    };
  }
}

/** Ascending values of people of a sex, or of both, and of completed years, both ends included. */
export function sampleOf(
  { sex, age, values }: Readings,
  signal: Signal,
  of: Sex | 'all',
  from: number,
  to: number,
): Float64Array {
  const column = values[signal.index] as Float64Array;
  const isIn = (value: number, i: number): boolean => {
    const years = age[i] as number;
    return !Number.isNaN(value) && (of === 'all' || sex[i] === of) && years >= from && years < to + 1;
  };
  return column.filter(isIn).sort();
}
