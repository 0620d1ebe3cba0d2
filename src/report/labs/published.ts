import type { Band, Percentiles } from '../../physiology/declaration.ts';
import { valuesAt } from '../../physiology/quantiles.ts';
import type { Baseline, Signal } from '../../physiology/signal.ts';
import { type LabSurvey, SURVEY_PROBABILITIES, type SurveyBand } from '../../reference/lab-survey.ts';
import type { Sex } from '../../reference/terms.ts';

/** What a quantity is compared with: the bands of its file, or what a survey found in healthy adults or in everybody. */
export type PublishedSource = 'file' | 'survey of healthy adults' | 'survey of everybody';

/** Percentiles that are published of people of one sex and of completed years, both ends included. */
export interface PublishedBand {
  readonly sex: Sex;
  readonly from: number;
  readonly to: number;
  readonly points: Percentiles['points'];
}

export interface Published {
  readonly source: PublishedSource;
  readonly bands: readonly PublishedBand[];
}

/** What a band is compared by where it is given by mean and standard deviation. */
const USUAL = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * What is published of a signal; undefined where nothing is. With modules in, a survey of everybody is the fairer comparison; without
 * them, the bands that the file declares. What is derived has no bands of its own, and is compared with the survey.
 */
export function publishedOf(signal: Signal, { bands }: LabSurvey, healthy: boolean): Published | undefined {
  const found = bands.filter(({ loinc }) => signal.codes.some(({ code }) => code === loinc));
  const everybody = found.filter(({ population }) => population === 'everybody');
  if (!healthy && everybody.length > 0) return { source: 'survey of everybody', bands: everybody.map(surveyed) };
  if (signal.origin.kind === 'baseline') return { source: 'file', bands: declared(signal, signal.origin) };
  if (found.length === 0) return undefined;
  const source = everybody.length > 0 ? 'survey of everybody' : 'survey of healthy adults';
  return { source, bands: found.map(surveyed) };
}

function surveyed({ sex, from, to, values }: SurveyBand): PublishedBand {
  const points = SURVEY_PROBABILITIES.map((p, i) => ({ p, value: values[i] as number }));
  return { sex, from, to, points };
}

function declared(signal: Signal, { bands, shape }: Baseline): readonly PublishedBand[] {
  const sexes = signal.sex === null ? (['F', 'M'] as const) : [signal.sex];
  return sexes.flatMap((sex) =>
    bands[sex].map((band) => ({ sex, from: band.from, to: band.to, points: pointsOf(band, shape) })),
  );
}

function pointsOf(band: Band, shape: Baseline['shape']): Percentiles['points'] {
  // Beyond these a sample of some hundreds says little.
  if (band.values.kind === 'percentiles') return band.values.points.filter(({ p }) => p >= 0.05 && p <= 0.95);
  const values = valuesAt(shape, band, USUAL);
  return USUAL.map((p, i) => ({ p, value: values[i] as number }));
}
