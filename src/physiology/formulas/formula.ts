import type { BodyNorms } from '../../reference/body-norms.ts';
import type { Sex } from '../../reference/terms.ts';
import type { WeightForLength } from '../../reference/weight-for-length.ts';

/** What a formula knows of the person besides its inputs. */
export interface FormulaSubject {
  readonly sex: Sex;
  /** Years. */
  readonly age: number;
  /** Calendar year, with its fraction: bodies were other ones in other times. */
  readonly year: number;
  /** Where a body lies among others. */
  readonly charts: Charts;
}

/** Facts that percentiles of growth are read from; `Reference` has them. */
export interface Charts {
  readonly body: BodyNorms;
  readonly weightForLength: WeightForLength;
}

/** A derived quantity: one file in formulas/, one line in its index. */
export interface Formula {
  /** How files of signals call it. */
  readonly name: string;
  /** UCUM unit of each input, by the name that files give it. */
  readonly inputs: Readonly<Record<string, string>>;
  /** UCUM. */
  readonly unit: string;
  /** Where it is published. */
  readonly citation: string;
  /** The value; `inputs` in the order of `inputs`. NaN where the formula does not hold, and where an input is NaN. */
  evaluate(inputs: Readonly<Float64Array>, subject: FormulaSubject): number;
}
