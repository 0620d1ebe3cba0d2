import { normalQuantile } from '../core/numeric.ts';
import type { Band } from './declaration.ts';
import type { Quantiles } from './signal.ts';

/** The distribution of published bands: between the points of a band straight in the score, on the scale of the shape. */
export function quantilesOf(shape: 'normal' | 'lognormal', bands: readonly Band[]): Quantiles {
  const lines = bands.map((band) => ({ to: band.to, points: pointsOf(band, shape) }));
  const last = lines.at(-1);
  if (!last) throw new Error('a distribution has bands');
  return {
    at(age, score) {
      const { points } = lines.find(({ to }) => age < to + 1) ?? last;
      const value = along(points, score);
      return shape === 'lognormal' ? Math.exp(value) : value;
    },
  };
}

type Points = readonly { readonly score: number; readonly value: number }[];

function pointsOf({ values }: Band, shape: 'normal' | 'lognormal'): Points {
  if (values.kind === 'percentiles') {
    return values.points.map(({ p, value }) => ({
      score: normalQuantile(p),
      value: shape === 'lognormal' ? Math.log(value) : value,
    }));
  }
  const { mean, sd } = values;
  if (shape === 'normal') return [-1, 1].map((score) => ({ score, value: mean + score * sd }));
  const variance = Math.log(1 + (sd / mean) * (sd / mean));
  const centre = Math.log(mean) - variance / 2;
  return [-1, 1].map((score) => ({ score, value: centre + score * Math.sqrt(variance) }));
}

/** Straight between the points, and beyond them as between the outermost two. */
function along(points: Points, score: number): number {
  const found = points.findIndex((point) => score < point.score);
  const right = Math.max(1, found === -1 ? points.length - 1 : found);
  const [a, b] = [points[right - 1], points[right]];
  if (!a || !b) throw new Error('a band has two points');
  return a.value + ((score - a.score) / (b.score - a.score)) * (b.value - a.value);
}
