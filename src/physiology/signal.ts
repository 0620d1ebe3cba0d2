import type { Code } from '../core/code.ts';
import type { Sex } from '../reference/terms.ts';
import type { CorrelationMove } from './correlation.ts';
import type { Band } from './declaration.ts';
import type { Formula } from './formulas/formula.ts';
import type { Peers } from './peers.ts';
import type { VariationGrids } from './variation.ts';

/** A quantity of a body that has a value at any time of a life, as a file of `kind: signals` declares it. */
export interface Signal {
  /** Identity: how modules call it. */
  readonly name: string;
  /** `signalKey(name)`: keys its draws. Two names with one key cannot be in one catalogue. */
  readonly key: number;
  /** Place in `SignalCatalogue.signals`. */
  readonly index: number;
  /** Of an observation of it; the first is preferred, the others are read as the same. Empty for what nobody measures. */
  readonly codes: readonly Code[];
  /** UCUM. */
  readonly unit: string;
  /** How it is printed; readings are rounded half up. */
  readonly decimals: number;
  readonly category: 'laboratory' | 'vital-signs' | 'survey';
  /** What is taken from the body to measure it; null when it is measured on the body. */
  readonly specimen: Specimen | null;
  /** Who has it; null for everybody. Of others there is no value. */
  readonly sex: Sex | null;
  /** The name by which GMF modules read it (language/vital-sign-names.ts); null when they cannot. */
  readonly vitalSign: string | null;
  readonly origin: Baseline | Derivation | Growth;
  /** Within a person, around the person's own level; null where there is none of its own (what is derived varies with its inputs). */
  readonly variation: Variation | null;
  /** Coefficient of variation of measuring, as a fraction of the value. */
  readonly analyticVariation: number;
  /** Values outside are not compatible with life, or cannot be. */
  readonly limits: Interval;
  /** What it is never above at a time, given others; null for most. Never below `limits.low`. */
  readonly ceiling: Ceiling | null;
  /** What is called normal, by sex and age; the first that fits counts. */
  readonly referenceRanges: readonly ReferenceRange[];
  /** Values at which a laboratory telephones. */
  readonly critical: { readonly low: number | null; readonly high: number | null };
  /** Effects on other signals that move this one too. */
  readonly follows: readonly Following[];
  /** What a specimen that was haemolysed adds, as a fraction of the value (0 for most). */
  readonly haemolysis: number;
}

export type Specimen = 'blood' | 'serum' | 'plasma' | 'urine';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The sum of the values that other signals have at the time, each times its factor, and `plus`; in the unit of the signal. */
export interface Ceiling {
  readonly terms: readonly { readonly signal: Signal; readonly times: number }[];
  readonly plus: number;
}

export interface ReferenceRange {
  /** Null for both. */
  readonly sex: Sex | null;
  /** Age in years: from, and below. */
  readonly from: number;
  readonly below: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Drawn by key: a person keeps a place in the published distribution of people of the age and sex. */
export interface Baseline {
  readonly kind: 'baseline';
  /** By sex. The value at an age in years and a standard normal score. */
  readonly distribution: Readonly<Record<Sex, Quantiles>>;
  /** The scale on which people differ, and what is published of them: what `distribution` was made of. */
  readonly shape: 'normal' | 'lognormal';
  readonly bands: Readonly<Record<Sex, readonly Band[]>>;
  /** Row and column in `SignalCatalogue.factor`. */
  readonly row: number;
  /** Share of the variance of single readings that is between people (shares.ts): what variation, measuring and season leave. */
  readonly between: number;
  /** Share of the variance of a person's level that changes over decades; the rest stays for life. */
  readonly drift: number;
  /** A wave over the year, as a fraction of the value at its crest; null for most. */
  readonly season: { readonly amplitude: number; readonly peakMonth: number } | null;
}

/** The values of people of one sex; rises with the score, without a jump over age. */
export interface Quantiles {
  /** The value at an age in years and a standard normal score. */
  at(age: number, score: number): number;
  /** The score at which `at` gives `value`; -8 or 8 for values beyond those scores. */
  scoreOf(age: number, value: number): number;
}

/**
 * Worked out from other signals; when it is measured, from what was measured of them at the same time, and from the true value of what
 * nobody measures (a signal without codes).
 */
export interface Derivation {
  readonly kind: 'derivation';
  readonly formula: Formula;
  /** In the order of the formula's inputs. */
  readonly inputs: readonly Signal[];
}

/** Read from the person's growth (body.ts). */
export interface Growth {
  readonly kind: 'growth';
  readonly measure: 'height' | 'weight' | 'body mass index' | 'head circumference';
}

/** Variation within a person, split over nested grids of time (variation.ts). */
export interface Variation {
  /** Share of the variance of single readings that is within a person (shares.ts): 0 to 1. */
  readonly share: number;
  readonly grids: VariationGrids;
}

/** How soon two readings of a person vary by themselves. */
export type VariationTime = 'hours' | 'days' | 'weeks' | 'months';

export interface Following {
  readonly signal: Signal;
  /** Units of this signal for each unit by which effects move the other. */
  readonly perUnit: number;
}

/** All signals of a program, checked and linked. */
export interface SignalCatalogue {
  readonly signals: readonly Signal[];
  named(name: string): Signal | undefined;
  /** The signal that an observation of this code is of; undefined when none is. */
  ofCode(code: Code): Signal | undefined;
  ofVitalSign(name: string): Signal | undefined;
  /** The signal that is read from this part of growth; undefined when none is. */
  ofGrowth(measure: Growth['measure']): Signal | undefined;
  /**
   * Lower triangular factor of the correlation matrix of the levels of people of one age and sex, row after row (row r has r + 1
   * numbers). Rows are those of `Baseline.row`; height comes first, body mass index second (their scores come from growth), then the baselines.
   * Worked out when first asked for.
   */
  readonly factor: readonly Float64Array[];
  /** Of all pairs whose levels cannot correlate as declared (undeclared: not at all): what they do instead. Worked out with the factor. */
  readonly moves: readonly CorrelationMove[];
  /** Places of values that have no published distribution of their own. */
  readonly peers: Peers;
  /** `Signal.key` of each row of `factor`; those of height and body mass index mean nothing. */
  readonly rowKeys: Int32Array;
}
