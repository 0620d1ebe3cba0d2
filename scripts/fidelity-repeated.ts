import { DAY, HOUR, type SimTime, YEAR } from '../src/core/time.ts';
import type { Signal, SignalCatalogue } from '../src/physiology/signal.ts';
import type { SignalReader } from '../src/physiology/signal-reader.ts';
import type { Person } from '../src/record/person.ts';
import type { Verdict } from './fidelity-labs.ts';
import { signalOfLoinc } from './fidelity-people.ts';
import type { PublishedVariation } from './fidelity-reference.ts';
import { variationWithin } from './fidelity-rules.ts';

/** As in studies of biological variation: adults, ten specimens each, a week apart where nothing else is said. */
const PEOPLE = 2_000;
const SPECIMENS = 10;
const APART: Readonly<Record<string, number>> = { hours: HOUR, days: DAY, weeks: 7 * DAY, months: 30 * DAY };
const MOST_AWAY = 0.25;
const ENOUGH = 36;

/** Repeated readings of stable people, against published coefficients of variation within persons. */
export class RepeatedReadings {
  readonly #rows: readonly { readonly published: PublishedVariation; readonly signal: Signal | undefined }[];
  readonly #readings: Float64Array[][];
  #people = 0;

  constructor(catalogue: SignalCatalogue, variations: readonly PublishedVariation[]) {
    this.#rows = variations.map((published) => ({ published, signal: signalOfLoinc(catalogue, published.loinc) }));
    this.#readings = this.#rows.map(() => []);
  }

  add({ birth }: Person, signals: SignalReader, t: SimTime): void {
    const age = (t - birth) / YEAR;
    if (age < 20 || age >= 80 || this.#people >= PEOPLE) return;
    this.#people++;
    for (const [i, { published, signal }] of this.#rows.entries()) {
      if (!signal) continue;
      const step = APART[published.time] ?? (APART['weeks'] as number);
      const values = Array.from({ length: SPECIMENS }, (_, k) => signals.measure(signal, t + k * step).value);
      const known = values.filter((value) => value !== null);
      if (known.length > 1) this.#readings[i]?.push(Float64Array.from(known));
    }
  }

  *judge(): Generator<Verdict> {
    console.log('\nloinc\tquantity\tvariation within a person and of measuring, %: published\tours\tmet');
    let met = 0;
    for (const [i, { published, signal }] of this.#rows.entries()) {
      const ours = signal ? variationWithin(this.#readings[i] as Float64Array[]) : Number.NaN;
      const isMet = Math.abs(ours / published.total - 1) <= MOST_AWAY;
      if (isMet) met++;
      const cells = [(100 * published.total).toFixed(2), (100 * ours).toFixed(2), isMet ? 'yes' : 'NO'];
      console.log([published.loinc, published.name, ...cells].join('\t'));
    }
    yield { rule: 'variation within persons', figures: `${met} of ${this.#rows.length}`, pass: met >= ENOUGH };
  }
}
