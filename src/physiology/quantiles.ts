import { normalCdf, normalQuantile } from '../core/numeric.ts';
import type { Band, BaselineDeclaration, Percentiles } from './declaration.ts';
import { QuantileTable } from './quantile-table.ts';
import type { Interval, Quantiles } from './signal.ts';

/** The scale on which people differ: that of the value, or of its logarithm. */
export type Shape = BaselineDeclaration['shape'];

/** Where a distribution is known that is given by mean and standard deviation. */
const USUAL = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Ages at which a band is looked at when it is fitted, and the end of fitting: in scores, and in rounds. */
const AGES = 7;
const CLOSE = 0.006;
const MOST_ROUNDS = 15;
/** Rounds without a better fit after which there is none: where people change within a band more than its percentiles allow. */
const PATIENCE = 3;

/** About the shape of the pyramid of ages: as many in each year up to 70, and from then on fewer, down to none at 100 (judgement). */
const FEWER_FROM = 70;
const NOBODY_AT = 100;

/**
 * The values of people of one sex by age and standard normal score, from bands in ascending order that do not overlap. A whole band's
 * percentiles, its ages mixed, are those that are given. Worked out when first read.
 */
export function quantilesOf(shape: Shape, bands: readonly Band[], limits: Interval): Quantiles {
  return new BandQuantiles(shape, bands, limits);
}

class BandQuantiles implements Quantiles {
  readonly #shape: Shape;
  readonly #bands: readonly Band[];
  readonly #limits: Interval;
  #table: QuantileTable | undefined;

  constructor(shape: Shape, bands: readonly Band[], limits: Interval) {
    this.#shape = shape;
    this.#bands = bands;
    this.#limits = limits;
  }

  at(age: number, score: number): number {
    this.#table ??= fitted(this.#shape, this.#bands, this.#limits);
    return this.#table.at(age, score);
  }

  scoreOf(age: number, value: number): number {
    this.#table ??= fitted(this.#shape, this.#bands, this.#limits);
    return this.#table.scoreOf(age, value);
  }
}

/** The values of a band at some probabilities: given ones as they are, the others on the straight line of the shape's scale. */
export function valuesAt(shape: Shape, { values }: Band, probabilities: readonly number[]): Float64Array {
  if (values.kind === 'percentiles') {
    const { points } = values;
    const known = new Map(points.map(({ p, value }) => [p, value]));
    const isLog = shape === 'lognormal' && points.every(({ value }) => value > 0);
    return Float64Array.from(probabilities, (p) => known.get(p) ?? onLine(points, isLog, normalQuantile(p)));
  }
  const { mean, sd } = values;
  if (shape === 'normal') return Float64Array.from(probabilities, (p) => mean + sd * normalQuantile(p));
  const variance = Math.log(1 + (sd / mean) * (sd / mean));
  const centre = Math.log(mean) - variance / 2;
  return Float64Array.from(probabilities, (p) => Math.exp(centre + Math.sqrt(variance) * normalQuantile(p)));
}

function onLine(points: Percentiles['points'], isLog: boolean, score: number): number {
  const placed = points.map(({ p, value }) => ({ x: normalQuantile(p), y: isLog ? Math.log(value) : value }));
  let right = 1;
  while (right < placed.length - 1 && (placed[right] as Place).x < score) right++;
  const [a, b] = [placed[right - 1], placed[right]] as [Place, Place];
  const y = a.y + ((score - a.x) / (b.x - a.x)) * (b.y - a.y);
  return isLog ? Math.exp(y) : y;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Ascending, without repetition. */
function probabilitiesOf(bands: readonly Band[]): readonly number[] {
  const all = bands.flatMap(({ values }) => (values.kind === 'moments' ? USUAL : values.points.map(({ p }) => p)));
  return [...new Set(all)].sort((a, b) => a - b);
}

function fitted(shape: Shape, bands: readonly Band[], limits: Interval): QuantileTable {
  const probabilities = probabilitiesOf(bands);
  const scores = Float64Array.from(probabilities, normalQuantile);
  const published = bands.map((band) => ascending(valuesAt(shape, band, probabilities), limits));
  const anchors = bands.map((_, i) => anchorsOf(bands, i));
  const tails = { scale: shape === 'lognormal' ? 'log' : 'plain', ...limits } as const;
  const table = (values: readonly Float64Array[]) =>
    new QuantileTable(
      scores,
      anchors.flat(),
      anchors.flatMap((ages, i) => ages.map(() => values[i] as Float64Array)),
      tails,
    );
  let values = published;
  let best = { table: table(values), distance: Number.POSITIVE_INFINITY, round: 0 };
  const mixes = bands.map(mixOf);
  for (let round = 0; round < MOST_ROUNDS && bands.length > 1; round++) {
    const candidate = round === 0 ? best.table : table(values);
    const away = published.map((row, i) => distances(candidate, mixes[i] as AgeMix, row, scores));
    const distance = Math.max(...away.map((row) => Math.max(...row.map(Math.abs))));
    if (distance < best.distance) best = { table: candidate, distance, round };
    if (distance < CLOSE || round - best.round >= PATIENCE) break;
    values = values.map((row, i) => ascending(moved(row, away[i] as readonly number[], scores), limits));
  }
  return best.table;
}

/** Ages at which a band's own values hold: its middle, or, beside a narrower band, from as far from their edge as that one's middle is. */
function anchorsOf(bands: readonly Band[], i: number): readonly number[] {
  const width = (band: Band | undefined) => (band ? band.to + 1 - band.from : Number.POSITIVE_INFINITY);
  const band = bands[i] as Band;
  const left = band.from + Math.min(width(band), width(bands[i - 1])) / 2;
  const right = band.to + 1 - Math.min(width(band), width(bands[i + 1])) / 2;
  return right - left > 0.1 ? [left, right] : [(left + right) / 2];
}

interface AgeMix {
  readonly ages: readonly number[];
  /** Their shares of the band; the sum is 1. */
  readonly shares: readonly number[];
}

function mixOf({ from, to }: Band): AgeMix {
  const end = Math.max(from + 1, Math.min(to + 1, NOBODY_AT));
  const ages = Array.from({ length: AGES }, (_, k) => from + ((k + 0.5) / AGES) * (end - from));
  const weights = ages.map((age) => Math.max(0.01, Math.min(1, (NOBODY_AT - age) / (NOBODY_AT - FEWER_FROM))));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { ages, shares: weights.map((weight) => weight / sum) };
}

/** By percentile: how far, in scores, the mix of a band's ages is below the published value; 0 where values are equal over percentiles. */
function distances(
  table: QuantileTable,
  { ages, shares }: AgeMix,
  published: Float64Array,
  scores: Float64Array,
): readonly number[] {
  const known = ages.map((age) => table.valuesAt(age, new Float64Array(scores.length)));
  return Array.from(published, (value, k) => {
    if (slopeAt(published, scores, k) === 0) return 0;
    let below = 0;
    for (const [i, age] of ages.entries()) {
      below += (shares[i] as number) * normalCdf(table.scoreAmong(known[i] as Float64Array, age, value));
    }
    return normalQuantile(Math.min(Math.max(below, 1e-9), 1 - 1e-9)) - (scores[k] as number);
  });
}

function moved(row: Float64Array, away: readonly number[], scores: Float64Array): Float64Array {
  return row.map((value, k) => value + (away[k] as number) * slopeAt(row, scores, k));
}

/** Units of the value a score, between the neighbours of a percentile; 0 where one of them has the same value. */
function slopeAt(values: Float64Array, scores: Float64Array, k: number): number {
  const [left, right] = [Math.max(0, k - 1), Math.min(values.length - 1, k + 1)];
  const [low, value, high] = [values[left], values[k], values[right]] as [number, number, number];
  if ((left < k && low === value) || (right > k && high === value)) return 0;
  return (high - low) / ((scores[right] as number) - (scores[left] as number));
}

function ascending(values: Float64Array, { low, high }: Interval): Float64Array {
  let before = low;
  return values.map((value) => {
    before = Math.min(high, Math.max(before, value));
    return before;
  });
}
