import { Distribution, type DistributionPoint, KNOTS, type Norms } from './norms.ts';
import type { Sex } from './terms.ts';

/** A vital sign (as modules name it) that has a published distribution. */
export interface SignNorm {
  readonly distribution: Readonly<Record<Sex, Distribution>>;
  /** Share of the variance between readings that is within one person. */
  readonly withinShare: number;
  /** The sign whose personal level this one follows, and how strongly (correlation of standard normal scores). */
  readonly follows: { readonly sign: string; readonly correlation: number } | null;
}

interface SignSource {
  readonly loinc: string;
  /** Sign followed and correlation between single readings of people of one age and sex. */
  readonly follows?: readonly [sign: string, correlation: number];
}

/**
 * Laboratory values and signs by LOINC code of their norm. Correlations after age and sex are taken out: NHANES
 * 1999-2018, adults. One each, so that panels hang together; the rest of the matrix is not reproduced.
 */
const SOURCES: Readonly<Record<string, SignSource>> = {
  'Systolic Blood Pressure': { loinc: '8480-6', follows: ['BMI', 0.133] },
  'Diastolic Blood Pressure': { loinc: '8462-4', follows: ['Systolic Blood Pressure', 0.471] },
  'Oxygen Saturation': { loinc: '59408-5' },
  'Blood Glucose': { loinc: '4548-4', follows: ['BMI', 0.248] },
  Glucose: { loinc: '2345-7', follows: ['Blood Glucose', 0.624] },
  'Urea Nitrogen': { loinc: '3094-0', follows: ['Creatinine', 0.336] },
  Creatinine: { loinc: '2160-0' },
  Calcium: { loinc: '17861-6' },
  Sodium: { loinc: '2951-2' },
  Potassium: { loinc: '2823-3' },
  Chloride: { loinc: '2075-0' },
  'Carbon Dioxide': { loinc: '2028-9' },
  'Total Cholesterol': { loinc: '2093-3' },
  HDL: { loinc: '2085-9', follows: ['BMI', -0.31] },
  Triglycerides: { loinc: '2571-8', follows: ['HDL', -0.51] },
  LDL: { loinc: '13457-7', follows: ['Total Cholesterol', 0.917] },
  'Microalbumin Creatinine Ratio': { loinc: '9318-7' },
  'Heart Rate': { loinc: '8867-4' },
  'Respiration Rate': { loinc: '9279-1' },
};

/** Where no biological variation is published (breathing, saturation): half of the variance is taken as within a person. */
const UNKNOWN_WITHIN_SHARE = 0.5;

/** Age in years, mean, standard deviation. */
type MeanPoint = readonly [age: number, mean: number, sd: number];

/**
 * Children too young for the surveys behind the norms; not re-read in the sources. Heart and respiration rate: medians,
 * and a 4.65th of the distance from the 1st to the 99th centile, of Fleming and others, Lancet 2011;377:1011. Pressures:
 * 50th percentile at median height, boys, and the distance to the 95th, of Flynn and others, Pediatrics
 * 2017;140:e20171904; newborns after Zubrow and others, J Perinatol 1995;15:470.
 */
const YOUNG: Readonly<Record<string, readonly MeanPoint[]>> = {
  'Heart Rate': [
    [0.125, 143, 16],
    [0.375, 140, 15],
    [0.625, 134, 15],
    [0.875, 128, 15],
    [1.25, 123, 15],
    [1.75, 116, 14],
    [2.5, 110, 14],
    [3.5, 104, 14],
    [5, 98, 14],
  ],
  'Respiration Rate': [
    [0.125, 43, 8.8],
    [0.375, 41, 8.6],
    [0.625, 39, 8.2],
    [0.875, 37, 7.7],
    [1.25, 35, 7.3],
    [1.75, 31, 6.2],
    [2.5, 28, 4.1],
    [3.5, 25, 3.2],
    [5, 23, 2.6],
    [7, 21, 2.4],
    [10, 19, 2.4],
    [13.5, 18, 2.4],
    [16.5, 16, 2.4],
  ],
  'Systolic Blood Pressure': [
    [0, 70, 9],
    [1, 86, 9],
    [3, 90, 9],
    [5, 94, 9],
  ],
  'Diastolic Blood Pressure': [
    [0, 40, 8],
    [1, 41, 8],
    [3, 47, 8],
    [5, 53, 8],
  ],
};

/**
 * Albumin to creatinine in urine, mg/g: lognormal with median 6.5 and 5.1 % at 30 and above, as among people without
 * diabetes, hypertension or cardiovascular disease in NHANES III (Jones and others, Am J Kidney Dis 2002;39:445).
 */
const ALBUMIN_CREATININE: DistributionPoint = {
  age: 40,
  percentiles: Array.from(KNOTS, (z) => 6.5 * Math.exp((z * Math.log(30 / 6.5)) / 1.6352)),
};

/** The norms behind the vital signs that modules read, body measures aside (body-norms.ts). */
export class VitalSignNorms {
  readonly #signs: ReadonlyMap<string, SignNorm>;

  constructor(norms: Norms) {
    const within = (sign: string) => {
      const loinc = SOURCES[sign]?.loinc;
      return loinc === undefined ? 0 : (norms.of(loinc).withinShare ?? UNKNOWN_WITHIN_SHARE);
    };
    this.#signs = new Map(
      Object.entries(SOURCES).map(([sign, { loinc, follows }]) => [
        sign,
        {
          distribution: { F: distributionOf(norms, sign, loinc, 'F'), M: distributionOf(norms, sign, loinc, 'M') },
          withinShare: within(sign),
          follows: follows
            ? { sign: follows[0], correlation: personal(follows[1], within(sign), within(follows[0])) }
            : null,
        },
      ]),
    );
  }

  /** The norm of a sign; undefined for body measures and for signs without a norm. */
  of(sign: string): SignNorm | undefined {
    return this.#signs.get(sign);
  }
}

/** What the correlation between single readings says of two people's levels, whose readings each vary by themselves. */
function personal(r: number, within: number, otherWithin: number): number {
  const level = r / Math.sqrt((1 - within) * (1 - otherWithin));
  return Math.max(-0.99, Math.min(0.99, level));
}

function distributionOf(norms: Norms, sign: string, loinc: string, sex: Sex): Distribution {
  const young = (YOUNG[sign] ?? []).map(([age, mean, sd]) => ({
    age,
    percentiles: Array.from(KNOTS, (z) => mean + sd * z),
  }));
  const published = norms.of(loinc).points[sex];
  // The one band of adults' breathing holds from 18 on, not only at its middle.
  const first =
    published.length === 1 && young.length > 0 ? published.map((point) => ({ ...point, age: 18 })) : published;
  return new Distribution(first.length > 0 ? [...young, ...first] : [ALBUMIN_CREATININE]);
}
