import { z } from 'zod';
import { VITAL_SIGN_NAMES } from '../vital-sign-names.ts';

/**
 * The shape of a file of signals. Descriptions are what editors show. What the shape cannot say (ages that follow each other,
 * references between signals) is judged by the checks beside this file.
 */

const sourceId = z.string().describe('Id of one of the "sources" of the file.');
const sex = z.enum(['F', 'M']);
const age = z.int().min(0).max(130);

const source = z.strictObject({ id: z.string(), citation: z.string(), url: z.string().optional() });

const code = z.strictObject({ system: z.string(), code: z.string(), display: z.string() });

/** Percentiles that a band may give, ascending. */
export const PERCENTILES = [
  'p1',
  'p2_5',
  'p3',
  'p5',
  'p10',
  'p25',
  'p50',
  'p75',
  'p90',
  'p95',
  'p97',
  'p97_5',
  'p99',
] as const;

export type Percentile = (typeof PERCENTILES)[number];

const percentile = z.number().optional();

const band = z
  .strictObject({
    sex: z.enum(['F', 'M', 'all']).describe('Of whom: women, men, or both.'),
    from: age.describe('First age, in completed years.'),
    to: age.describe('Last age, in completed years.'),
    p1: percentile,
    p2_5: percentile,
    p3: percentile,
    p5: percentile,
    p10: percentile,
    p25: percentile,
    p50: percentile.describe('The median; percentiles need it, one below it and one above it.'),
    p75: percentile,
    p90: percentile,
    p95: percentile,
    p97: percentile,
    p97_5: percentile,
    p99: percentile,
    mean: z.number().optional().describe('With "sd", in place of percentiles.'),
    sd: z.number().positive().optional(),
    source: sourceId.optional(),
  })
  .describe('What single readings of people of a sex and age are like: percentiles, or mean and sd.');

const baseline = z
  .strictObject({
    shape: z
      .enum(['normal', 'lognormal'])
      .describe('On which scale people differ: that of the value, or of its logarithm.'),
    bands: z
      .array(band)
      .describe('By sex and age, without gap. The first holds for the younger too, the last for the older.'),
    drift: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("Share of the variance of a person's level that changes over decades."),
    season: z
      .strictObject({
        amplitude: z.number().min(0).lt(1).describe('Fraction of the value by which the crest is above it.'),
        peak_month: z.number().min(1).max(12).describe('Month of the crest; 1 is January.'),
        source: sourceId.optional(),
      })
      .optional(),
    source: sourceId.optional(),
  })
  .describe('A quantity that each person has a place in: the published distribution of single readings.');

const derivation = z
  .strictObject({
    formula: z.string().describe('Name of a formula of the program.'),
    inputs: z.record(z.string(), z.string()).describe('Names of signals, by the inputs of the formula.'),
    source: sourceId.optional(),
  })
  .describe('A quantity that is worked out from others.');

const referenceRange = z.strictObject({
  sex: sex.optional(),
  from: z.number().min(0).optional().describe('Age in years from which it holds.'),
  below: z.number().positive().optional().describe('Age in years below which it holds.'),
  low: z.number().optional(),
  high: z.number().optional(),
  source: sourceId.optional(),
});

const following = z.strictObject({
  signal: z.string().describe('The signal whose effects move this one too.'),
  per_unit: z.number().describe('Units of this signal for each unit by which effects move the other.'),
  source: sourceId.optional(),
});

const ceiling = z
  .strictObject({
    signals: z
      .record(z.string(), z.number())
      .describe(
        'Signals of the same unit, each with the factor that its value counts by; below 0 for what takes from the whole.',
      ),
    plus: z.number().optional().describe("Added to their sum, in the signal's unit; 0 where left out."),
    source: sourceId.optional(),
  })
  .describe('What the value is never above, true or measured: the sum of values that other signals have at the time.');

export const signal = z.strictObject({
  remarks: z.array(z.string()).optional(),
  codes: z
    .array(code)
    .optional()
    .describe('Of an observation of it; the first is written, the others are read as the same.'),
  unit: z.string().describe('A unit of UCUM.'),
  decimals: z.int().min(0).max(6).describe('Decimals that a reading is rounded to.'),
  category: z.enum(['laboratory', 'vital-signs', 'survey']),
  specimen: z
    .enum(['blood', 'serum', 'plasma', 'urine'])
    .optional()
    .describe('What is taken to measure it; left out when it is measured on the body.'),
  sex: sex.optional().describe('Who has it, where it is not everybody.'),
  vital_sign: z.enum(VITAL_SIGN_NAMES).optional().describe('The name by which modules of the plain format read it.'),
  baseline: baseline.optional(),
  derivation: derivation.optional(),
  growth: z
    .enum(['height', 'weight', 'body mass index', 'head circumference'])
    .optional()
    .describe("It is read from the person's growth."),
  variation: z
    .strictObject({
      within: z.number().positive().describe('Coefficient of variation within a person, in percent.'),
      time: z.enum(['hours', 'days', 'weeks', 'months']).describe('How soon two readings vary by themselves.'),
      source: sourceId.optional(),
    })
    .optional()
    .describe("Within a person, around the person's own level."),
  measurement: z
    .strictObject({
      analytic: z.number().min(0).describe('Coefficient of variation of measuring, in percent.'),
      haemolysis: z.number().optional().describe('Fraction of the value that a haemolysed specimen adds.'),
      source: sourceId.optional(),
    })
    .optional(),
  limits: z
    .strictObject({ low: z.number(), high: z.number(), source: sourceId.optional() })
    .describe('Limits of life: what is outside cannot be.'),
  ceiling: ceiling.optional(),
  reference_ranges: z.array(referenceRange).optional().describe('What is called normal, by sex and age.'),
  critical: z
    .strictObject({ low: z.number().optional(), high: z.number().optional(), source: sourceId.optional() })
    .optional()
    .describe('Values at which a laboratory telephones.'),
  follows: z.array(following).optional(),
});

const correlation = z.strictObject({
  between: z.tuple([z.string(), z.string()]).describe('Names of two signals.'),
  r: z.number().describe('Correlation of single readings among people of one age and sex.'),
  source: sourceId.optional(),
});

/** A whole file of signals. */
export const signalsFile = z.strictObject({
  $schema: z.string().optional().describe('Where editors find this schema.'),
  name: z.string().min(1).describe('Display name.'),
  kind: z.literal('signals').describe('What the file is for.'),
  strict: z
    .boolean()
    .optional()
    .describe('Whether codes must stand in value sets. The files of this library all say true.'),
  title: z.string().min(1).describe('What the signals are, in a line.'),
  summary: z.string().min(1).describe('What they are taken from and what is left out, in a few sentences.'),
  remarks: z.array(z.string()).optional().describe('Notes for readers: assumptions.'),
  sources: z
    .array(source)
    .min(1)
    .describe('Publications that the numbers are taken from, named by id wherever they are used.'),
  signals: z.record(z.string().min(1), signal).describe('The signals by name. Names are unique over all files.'),
  correlations: z
    .array(correlation)
    .optional()
    .describe('Pairs of baseline signals, also of other files; height and body mass index count too. Others are 0.'),
  correlation_source: sourceId.optional(),
});

export type SignalsFileJson = z.output<typeof signalsFile>;
export type SignalJson = z.output<typeof signal>;
export type BandJson = z.output<typeof band>;
export type BaselineJson = z.output<typeof baseline>;
export type CeilingJson = z.output<typeof ceiling>;
export type CorrelationJson = z.output<typeof correlation>;
