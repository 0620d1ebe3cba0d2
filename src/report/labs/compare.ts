import type { Signal } from '../../physiology/signal.ts';
import type { Sex } from '../../reference/terms.ts';
import { errorOfQuantile, quantile } from '../statistics.ts';
import type { Published, PublishedBand, PublishedSource } from './published.ts';
import { type Readings, sampleOf } from './readings.ts';

/** A percentile of a band: the published value and ours. */
export interface ComparedPercentile {
  readonly p: number;
  readonly published: number;
  readonly ours: number;
  /** Ours less the published, as a share of the published distance from the lowest to the highest percentile of the band. */
  readonly deviation: number;
  /** Within 10 % of the published value, and within 15 % of that distance; three standard errors of the sample are allowed on top. */
  readonly near: boolean;
}

export interface ComparedBand extends Pick<PublishedBand, 'sex' | 'from' | 'to'> {
  /** People who were read. Where there are too few to say anything, ours are left out. */
  readonly n: number;
  readonly published: PublishedBand['points'];
  readonly percentiles: readonly ComparedPercentile[];
}

export interface ComparedSignal {
  readonly signal: string;
  readonly loinc: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly comparedWith: PublishedSource;
  readonly n: number;
  readonly bands: readonly ComparedBand[];
  /** Percentiles that are near, of all that are compared. */
  readonly near: number;
  readonly compared: number;
  /** What is farthest from the published; those that are not near before the others. Null where nothing is compared. */
  readonly worst: (ComparedPercentile & Pick<ComparedBand, 'sex' | 'from' | 'to'>) | null;
}

/** What is here and nothing is published of: our percentiles alone. */
export interface UnpublishedSignal extends Pick<ComparedSignal, 'signal' | 'loinc' | 'unit' | 'decimals' | 'n'> {
  readonly bands: readonly OwnBand[];
}

/** Our percentiles of people of a sex and of completed years, both ends included; none where there are too few people. */
export interface OwnBand {
  readonly sex: Sex;
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly percentiles: readonly { readonly p: number; readonly ours: number }[];
}

/** Fewer people than this say nothing of a percentile. */
export const ENOUGH = 30;

const OF_VALUE = 0.1;
const OF_SPREAD = 0.15;
const ERRORS = 3;

/** Sets our percentiles beside the published ones, band by band. */
export function compareSignal(signal: Signal, { source, bands }: Published, readings: Readings): ComparedSignal {
  const compared = bands.map((band) => compareBand(signal, band, readings));
  const all = compared.flatMap(({ sex, from, to, percentiles }) =>
    percentiles.map((percentile) => ({ ...percentile, sex, from, to })),
  );
  const rank = ({ near, deviation }: ComparedPercentile) => (near ? 0 : 1e6) + Math.abs(deviation);
  return {
    signal: signal.name,
    loinc: signal.codes[0]?.code ?? null,
    unit: signal.unit,
    decimals: signal.decimals,
    comparedWith: source,
    n: compared.reduce((sum, { n }) => sum + n, 0),
    bands: compared,
    near: all.filter(({ near }) => near).length,
    compared: all.length,
    worst: all.reduce<(typeof all)[number] | null>((a, b) => (a && rank(a) >= rank(b) ? a : b), null),
  };
}

const OWN_AGES = [
  [0, 19],
  [20, 39],
  [40, 59],
  [60, Number.POSITIVE_INFINITY],
] as const;
const OWN_PERCENTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Our percentiles of a signal that there is nothing to compare with. */
export function describeSignal(signal: Signal, readings: Readings): UnpublishedSignal {
  const sexes = signal.sex === null ? (['F', 'M'] as const) : [signal.sex];
  const bands = sexes.flatMap((sex) =>
    OWN_AGES.map(([from, to]): OwnBand => {
      const sample = sampleOf(readings, signal, sex, from, to);
      const shown = sample.length >= ENOUGH ? OWN_PERCENTILES : [];
      return { sex, from, to, n: sample.length, percentiles: shown.map((p) => ({ p, ours: quantile(sample, p) })) };
    }),
  );
  const { name, codes, unit, decimals } = signal;
  const n = bands.reduce((sum, band) => sum + band.n, 0);
  return { signal: name, loinc: codes[0]?.code ?? null, unit, decimals, n, bands };
}

function compareBand(signal: Signal, band: PublishedBand, readings: Readings): ComparedBand {
  const { sex, from, to, points } = band;
  const sample = sampleOf(readings, signal, sex, from, to);
  const isEnough = sample.length >= ENOUGH;
  const percentiles = isEnough ? comparePercentiles(sample, points, Number(`1e-${signal.decimals}`)) : [];
  return { sex, from, to, n: sample.length, published: points, percentiles };
}

/** `step`: what readings are rounded to, where the published percentiles are finer than that. */
function comparePercentiles(
  sorted: Readonly<Float64Array>,
  points: PublishedBand['points'],
  step: number,
): readonly ComparedPercentile[] {
  const spread = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  return points.map(({ p, value }) => {
    const ours = quantile(sorted, p);
    const chance = ERRORS * errorOfQuantile(sorted, p) + step / 2;
    const away = Math.abs(ours - value);
    const near = away <= OF_VALUE * Math.abs(value) + chance && away <= OF_SPREAD * spread + chance;
    return { p, published: value, ours, deviation: spread > 0 ? (ours - value) / spread : 0, near };
  });
}
