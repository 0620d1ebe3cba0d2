import type { Code } from '../core/code.ts';
import { normalCdf, normalQuantile } from '../core/numeric.ts';
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
    const onset = this.#ageOf(100 * normalCdf(-liability));
    return onset !== undefined && onset <= age ? onset : undefined;
  }

  /** The completed year of age in which the curve passes a percentage. */
  #ageOf(percent: number): number | undefined {
    const curve = this.#curve;
    const next = curve.findIndex((point) => point[1] >= percent);
    if (next === -1) return undefined;
    const [b, high] = curve[next] as readonly [number, number];
    if (next === 0) return b;
    const [a, low] = curve[next - 1] as readonly [number, number];
    return Math.floor(a + ((b - a) * (percent - low)) / (high - low));
  }
}
