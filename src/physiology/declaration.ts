import type { Sex } from '../reference/terms.ts';
import type { Formula } from './formulas/formula.ts';
import type { Growth, Signal, VariationTime } from './signal.ts';

/**
 * What files say of signals, judged and in plain terms: `catalogueOf` (catalogue.ts) makes the catalogue of it. Every name is that
 * of a declared signal, derivations, followings and ceilings have no circle, bands have no gap.
 */
export interface SignalDeclaration
  extends Pick<
    Signal,
    | 'name'
    | 'codes'
    | 'unit'
    | 'decimals'
    | 'category'
    | 'specimen'
    | 'sex'
    | 'vitalSign'
    | 'analyticVariation'
    | 'limits'
    | 'referenceRanges'
    | 'critical'
    | 'haemolysis'
  > {
  /** Whether a user's own file declares it: its row comes after those of the program, so that these keep their values. */
  readonly added?: boolean;
  readonly origin: BaselineDeclaration | DerivationDeclaration | Growth;
  /** Coefficient of variation within a person, as a fraction; null where there is none of its own. */
  readonly variation: { readonly within: number; readonly time: VariationTime } | null;
  readonly follows: readonly { readonly signal: string; readonly perUnit: number }[];
  readonly ceiling: CeilingDeclaration | null;
}

/** As `Ceiling`, with the names of the signals. */
export interface CeilingDeclaration {
  readonly terms: readonly { readonly signal: string; readonly times: number }[];
  readonly plus: number;
}

export interface BaselineDeclaration {
  readonly kind: 'baseline';
  /** The scale on which people differ. */
  readonly shape: 'normal' | 'lognormal';
  /** By sex, ascending by age, without gap or overlap; at least one each. */
  readonly bands: Readonly<Record<Sex, readonly Band[]>>;
  readonly drift: number;
  readonly season: { readonly amplitude: number; readonly peakMonth: number } | null;
}

/** Published single readings of people of one sex and these ages. */
export interface Band {
  /** Completed years, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly values: Percentiles | Moments;
}

export interface Percentiles {
  readonly kind: 'percentiles';
  /** Ascending in `p` (0 to 1) and not descending in `value`; the median, one below it and one above it are among them. */
  readonly points: readonly { readonly p: number; readonly value: number }[];
}

/** Of the values themselves, also where the shape is lognormal. */
export interface Moments {
  readonly kind: 'moments';
  readonly mean: number;
  readonly sd: number;
}

export interface DerivationDeclaration {
  readonly kind: 'derivation';
  readonly formula: Formula;
  /** Names of signals, in the order of the formula's inputs. */
  readonly inputs: readonly string[];
}

/** Correlation of single readings of two signals among people of one age and sex. */
export interface CorrelationDeclaration {
  readonly between: readonly [string, string];
  readonly r: number;
}
