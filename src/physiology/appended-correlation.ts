import { choleskyFactor, type SquareMatrix } from './nearest-correlation.ts';

/** What is left of the variance of a row beside what the rows before it say: so much that many such rows stay far from rounding. */
const LEAST_OWN = 0.01;
const HALVINGS = 60;

/**
 * The correlations of one more row with those of a positive definite matrix that are nearest to `wanted` (in the sum of squares) and leave
 * the larger matrix positive definite; `wanted` itself where it does. The nearest point c of the ellipsoid c' R^-1 c <= 1 is R (R + mu I)^-1 wanted
 * (Lagrange), where mu is found by halving.
 */
export function appendedRow(matrix: SquareMatrix, wanted: Readonly<Float64Array>): Float64Array {
  const most = 1 - LEAST_OWN;
  const own = explained(matrix, wanted, 0);
  if (own.share <= most) return Float64Array.from(wanted);
  let [low, high] = [0, 1];
  while (explained(matrix, wanted, high).share > most) high *= 2;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (explained(matrix, wanted, middle).share > most) low = middle;
    else high = middle;
  }
  return explained(matrix, wanted, high).row;
}

/** The row R (R + mu I)^-1 wanted, and the share of the new row's variance that the matrix explains with it. */
function explained(matrix: SquareMatrix, wanted: Readonly<Float64Array>, mu: number) {
  const factor = choleskyFactor(matrix.map((row, i) => row.map((value, j) => (i === j ? value + mu : value))));
  if (!factor) throw new Error('a correlation matrix without a factor was given: this is a fault of the program');
  const weights = solved(factor, wanted);
  const row = Float64Array.from(matrix, (values) => dot(values, weights));
  return { row, share: dot(row, weights) };
}

/** x where L L' x = b. */
function solved(factor: readonly Float64Array[], b: Readonly<Float64Array>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < x.length; i++) {
    const row = factor[i] as Float64Array;
    let rest = x[i] as number;
    for (let k = 0; k < i; k++) rest -= (row[k] as number) * (x[k] as number);
    x[i] = rest / (row[i] as number);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let k = i + 1; k < x.length; k++) rest -= ((factor[k] as Float64Array)[i] as number) * (x[k] as number);
    x[i] = rest / ((factor[i] as Float64Array)[i] as number);
  }
  return x;
}

function dot(a: Readonly<Float64Array>, b: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
