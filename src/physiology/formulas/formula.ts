import type { Sex } from '../../reference/terms.ts';

/** What a formula knows of the person besides its inputs. */
export interface FormulaSubject {
  readonly sex: Sex;
  /** Years. */
  readonly age: number;
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
  /** The value; `inputs` in the order of `inputs`. NaN where the formula does not hold. */
  evaluate(inputs: Readonly<Float64Array>, subject: FormulaSubject): number;
}
