import type { Code } from '../core/code.ts';
import { normalQuantile } from '../core/numeric.ts';
import type { Sex } from './terms.ts';

/** SNOMED CT code, display, sex that has it, percent told of it by age, correlation of liability among first-degree relatives. */
export type FamilyHistoryRow = readonly [
  code: string,
  display: string,
  sex: Sex | null,
  percentByAge: readonly (readonly [age: number, percent: number])[],
  correlation: number,
];

/** An illness that runs in families. */
export class FamilialIllness {
  readonly code: Code;
  readonly #sex: Sex | null;
  readonly #curve: readonly (readonly [age: number, percent: number])[];
  readonly #shared: number;
  readonly #own: number;

  constructor([code, display, sex, curve, correlation]: FamilyHistoryRow) {
    this.code = { system: 'SNOMED-CT', code, display };
    this.#sex = sex;
    this.#curve = curve;
    this.#shared = Math.sqrt(correlation);
    this.#own = Math.sqrt(1 - correlation);
  }

  /**
   * The age in completed years at which a relative who reached `age` was told of the illness; undefined when never. Liability
   * is normal, in part the family's (`uFamily`) and in part the relative's own (`uOwn`; both in (0, 1)), so that relatives go together.
   */
  onset(sex: Sex, age: number, uFamily: number, uOwn: number): number | undefined {
    if (this.#sex !== null && this.#sex !== sex) return undefined;
    const liability = this.#shared * normalQuantile(uFamily) + this.#own * normalQuantile(uOwn);
    for (let from = Math.ceil((this.#curve[0] as readonly [number, number])[0]); from <= age; from++) {
      const percent = this.#percent(from);
      if (percent > 0 && liability >= -normalQuantile(percent / 100)) return from;
    }
    return undefined;
  }

  #percent(age: number): number {
    const curve = this.#curve;
    const next = curve.findIndex(([from]) => from > age);
    if (next === -1) return (curve[curve.length - 1] as readonly [number, number])[1];
    if (next === 0) return 0;
    const [a, low] = curve[next - 1] as readonly [number, number];
    const [b, high] = curve[next] as readonly [number, number];
    return low + ((high - low) * (age - a)) / (b - a);
  }
}
