/** How a value in another unit becomes one in the unit that is compared: a factor, and what is added then. */
export type Conversion = number | { readonly factor: number; readonly offset: number };

/** Something measured, with the values that living persons have. */
export interface Quantity {
  /** LOINC. Of several, the same is measured in another specimen or by another method. */
  readonly codes: readonly string[];
  /** UCUM. */
  readonly unit: string;
  /** Other units that are understood besides those that UCUM converts: with the weight of a molecule, or as people write them. */
  readonly units: Readonly<Record<string, Conversion>>;
  /** Outside, a warning. Both bounds are inside. */
  readonly low: number;
  readonly high: number;
  /** Outside of these, an error: it cannot be. */
  readonly least: number;
  readonly most: number;
  /** Where the bounds come from. */
  readonly why: string;
}

type More = Partial<Pick<Quantity, 'units' | 'least' | 'most'>>;

/** Declares a quantity. What is not said: no other units, nothing below 0, no upper bound of what can be. */
export function quantity(
  codes: readonly string[],
  unit: string,
  [low, high]: readonly [low: number, high: number],
  why: string,
  { units = {}, least = 0, most = Number.POSITIVE_INFINITY }: More = {},
): Quantity {
  return { codes, unit, units, low, high, least, most, why };
}

/** A score: the instrument has no other values. */
export function score(codes: readonly string[], [low, high]: readonly [number, number]): Quantity {
  const units = { '1': 1, '{#}': 1, '{points}': 1, score: 1 };
  const why = 'the instrument has no other scores';
  return { codes, unit: '{score}', units, low, high, least: low, most: high, why };
}

/** The expert limits for intensive care, where they are wide enough for everybody. */
export const INTENSIVE_CARE =
  'limits that experts set for intensive care (Harutyunyan et al., Sci Data 2019;6:96; Wang et al., MIMIC-Extract, CHIL 2020)';

export const CASES = 'somewhat beyond the most extreme of reported cases (judgement)';

/** Units of concentrations that are the same number. */
export const MILLIMOLES = { 'mEq/L': 1, 'meq/L': 1, 'mol/m3': 1 } as const;
export const PER_LITRE = { 'g/L': 0.1 } as const;
