/** The value below which a share of an ascending sample lies. */
export function quantile(sorted: Readonly<Float64Array>, probability: number): number {
  const at = Math.max(0, Math.min(sorted.length - 1, probability * (sorted.length - 1)));
  const low = Math.floor(at);
  const value = sorted[low] as number;
  const next = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return value + (at - low) * (next - value);
}

/** Standard error of a sample's percentile: half of the distance that order statistics one standard error of their rank away have. */
export function errorOfQuantile(sorted: Readonly<Float64Array>, probability: number): number {
  const rank = Math.sqrt((probability * (1 - probability)) / sorted.length);
  return (quantile(sorted, probability + rank) - quantile(sorted, probability - rank)) / 2;
}

/** Values beyond the outermost thousandths are held at them. NaN stays. */
export function clipped(values: Readonly<Float64Array>): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return Float64Array.from(values);
  const [low, high] = [quantile(sorted, 0.001), quantile(sorted, 0.999)];
  return values.map((value) => Math.max(low, Math.min(high, value)));
}

/** Pearson's correlation of the rows in which both have a value; NaN where there are fewer than three or one does not vary. */
export function correlation(a: Readonly<Float64Array>, b: Readonly<Float64Array>): number {
  let [n, meanA, meanB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    n++;
    // Welford's updates: no large sums that take each other away.
    const [fromA, fromB] = [x - meanA, y - meanB];
    meanA += fromA / n;
    meanB += fromB / n;
    squaresA += fromA * (x - meanA);
    squaresB += fromB * (y - meanB);
    products += fromA * (y - meanB);
  }
  return n < 3 ? Number.NaN : products / Math.sqrt(squaresA * squaresB);
}

/** The correlation of a and b after c is taken out of both, from the three plain ones. */
export function partial(ab: number, ac: number, bc: number): number {
  return (ab - ac * bc) / Math.sqrt((1 - ac * ac) * (1 - bc * bc));
}
