import { readFileSync } from 'node:fs';
import type { Sex } from './terms.ts';

/** Who was looked at: adults without the major chronic diseases, or everybody. */
export type SurveyPopulation = 'healthy' | 'everybody';

/** Percentiles of a quantity (5, 10, 25, 50, 75, 90, 95) in people of a sex and of completed years, both ends included. */
export interface SurveyBand {
  readonly loinc: string;
  readonly population: SurveyPopulation;
  readonly sex: Sex;
  readonly from: number;
  readonly to: number;
  readonly values: readonly number[];
}

/** How two quantities go together in adults, each on its scale. */
export interface SurveyPair {
  /** LOINC codes; `age` for the age. */
  readonly codes: readonly [string, string];
  readonly scales: readonly [SurveyScale, SurveyScale];
  readonly r: number;
  /** With age and sex taken out; null for pairs with age. */
  readonly given: number | null;
}

export type SurveyScale = 'plain' | 'log';

/** What surveys found of laboratory values and signs that no file of signals says. */
export interface LabSurvey {
  readonly bands: readonly SurveyBand[];
  readonly pairs: readonly SurveyPair[];
}

/** Probabilities of `SurveyBand.values`. */
export const SURVEY_PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

type PercentileRow = readonly [string, SurveyPopulation, Sex, number, number, ...number[]];
type CorrelationRow = readonly [string, SurveyScale, string, SurveyScale, number, number | null];

/** Reads the survey from the data files of the package; src/reference/data/SOURCES.md says whose it is. */
export function loadLabSurvey(): LabSurvey {
  return {
    bands: read<PercentileRow>('lab-percentiles').map(([loinc, population, sex, from, to, ...values]) => ({
      loinc,
      population,
      sex,
      from,
      to,
      values,
    })),
    pairs: read<CorrelationRow>('lab-correlations').map(([a, scaleOfA, b, scaleOfB, r, given]) => ({
      codes: [a, b],
      scales: [scaleOfA, scaleOfB],
      r,
      given,
    })),
  };
}

/** The files are written by scripts/build-reference.ts, one record a line; their shape is its promise. */
function read<Row>(name: string): Row[] {
  // From src/reference and from dist/reference alike.
  const url = new URL(`../../src/reference/data/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Row[];
}
