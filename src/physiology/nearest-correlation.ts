/** A square symmetric matrix, row after row. */
export type SquareMatrix = readonly Float64Array[];

/** Least eigenvalue of what is called positive definite here, so that a factor is far from rounding. */
const LEAST_EIGENVALUE = 1e-6;
/** When no entry moves more from one round to the next, the projections have met. */
const CLOSE = 1e-5;
const MOST_ROUNDS = 500;
const MOST_SWEEPS = 30;
/** Of what is left beside the diagonal. */
const NOTHING = 1e-10;

/**
 * The nearest matrix (in the sum of squares of the entries) that can be a matrix of correlations: unit diagonal, positive definite.
 * Alternating projections with Dykstra's correction: Higham, "Computing the nearest correlation matrix - a problem from finance", IMA
 * J Numer Anal 2002;22:329. `fixed` entries (row, column) keep their value. A matrix that is one already is given back as it is.
 */
export function nearestCorrelation(
  matrix: SquareMatrix,
  fixed: readonly (readonly [number, number])[] = [],
): SquareMatrix {
  const isUnit = matrix.every((row, i) => row[i] === 1);
  if (isUnit && choleskyFactor(matrix, LEAST_EIGENVALUE)) return matrix;
  // Who goes with nobody stays so: work grows with the third power of the rows.
  const linked = [...matrix.keys()].filter((i) => at(matrix, i, i) !== 1 || isLinked(matrix, i));
  const part = linked.map((i) => Float64Array.from(linked, (j) => at(matrix, i, j)));
  const placed = fixed.map(([i, j]) => [linked.indexOf(i), linked.indexOf(j)] as const);
  const nearest = projected(
    part,
    placed.filter(([i, j]) => i >= 0 && j >= 0),
  );
  const whole = matrix.map((row) => row.slice());
  for (const [a, i] of linked.entries()) {
    for (const [b, j] of linked.entries()) (whole[i] as Float64Array)[j] = at(nearest, a, b);
  }
  return whole;
}

function isLinked(matrix: SquareMatrix, i: number): boolean {
  return (matrix[i] as Float64Array).some((value, j) => j !== i && value !== 0);
}

function projected(matrix: SquareMatrix, fixed: readonly (readonly [number, number])[]): SquareMatrix {
  const n = matrix.length;
  let y = matrix.map((row) => row.slice());
  let correction = matrix.map(() => new Float64Array(n));
  let basis = identity(n);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const r = y.map((row, i) => row.map((value, j) => value - at(correction, i, j)));
    const eigen = eigenvectors(r, basis);
    basis = eigen.vectors;
    const x = rebuilt(eigen);
    correction = x.map((row, i) => row.map((value, j) => value - at(r, i, j)));
    const next = x.map((row) => row.slice());
    for (let i = 0; i < n; i++) (next[i] as Float64Array)[i] = 1;
    for (const [i, j] of fixed) {
      (next[i] as Float64Array)[j] = at(matrix, i, j);
      (next[j] as Float64Array)[i] = at(matrix, i, j);
    }
    const change = greatestDifference(next, y);
    y = next;
    if (change < CLOSE) break;
  }
  return definite(y);
}

/** Lower triangular factor (row r has r + 1 numbers) of a positive definite matrix; undefined where a pivot is not above `least`. */
export function choleskyFactor(matrix: SquareMatrix, least = 0): readonly Float64Array[] | undefined {
  const factor: Float64Array[] = [];
  for (let i = 0; i < matrix.length; i++) {
    const row = new Float64Array(i + 1);
    factor.push(row);
    for (let j = 0; j <= i; j++) {
      const other = factor[j] as Float64Array;
      let rest = at(matrix, i, j);
      for (let k = 0; k < j; k++) rest -= (row[k] as number) * (other[k] as number);
      if (j < i) row[j] = rest / (other[j] as number);
      else if (rest > least) row[j] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
}

/** The projections meet only in the limit: the last hair is mended by a step towards the identity. */
function definite(matrix: SquareMatrix): SquareMatrix {
  for (let step = CLOSE; step < 1; step *= 2) {
    const candidate = matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : value * (1 - step))));
    if (choleskyFactor(candidate, LEAST_EIGENVALUE)) return candidate;
  }
  return identity(matrix.length);
}

interface Eigen {
  readonly values: Float64Array;
  /** Columns. */
  readonly vectors: Float64Array[];
}

/** By Jacobi's rotations, begun in a basis that is near (that of the round before). */
function eigenvectors(matrix: SquareMatrix, start: readonly Float64Array[]): Eigen {
  const n = matrix.length;
  const a = product(transposed(start), product(matrix, start));
  const vectors = start.map((row) => row.slice());
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off = Math.max(off, Math.abs(at(a, i, j)));
    if (off < NOTHING) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
  }
  return { values: Float64Array.from(a, (row, i) => row[i] as number), vectors };
}

function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const off = at(a, p, q);
  if (Math.abs(off) < NOTHING / 10) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  const [rowP, rowQ] = [a[p] as Float64Array, a[q] as Float64Array];
  for (let k = 0; k < a.length; k++) {
    const x = rowP[k] as number;
    const y = rowQ[k] as number;
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of vectors) turn(row, p, q, c, s);
}

function turn(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const x = row[p] as number;
  const y = row[q] as number;
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

/** The matrix of these eigenvectors, with no eigenvalue below the least one. */
function rebuilt({ values, vectors }: Eigen): Float64Array[] {
  const scaled = vectors.map((row) => row.map((v, k) => v * Math.max(values[k] as number, 2 * LEAST_EIGENVALUE)));
  return product(scaled, transposed(vectors));
}

function product(a: SquareMatrix, b: SquareMatrix): Float64Array[] {
  const n = a.length;
  return a.map((row) => {
    const out = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const [factor, other] = [row[k] as number, b[k] as Float64Array];
      for (let j = 0; j < n; j++) out[j] = (out[j] as number) + factor * (other[j] as number);
    }
    return out;
  });
}

function transposed(a: SquareMatrix): Float64Array[] {
  return a.map((_, i) => Float64Array.from(a, (row) => row[i] as number));
}

function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}

function greatestDifference(a: SquareMatrix, b: SquareMatrix): number {
  let greatest = 0;
  for (const [i, row] of a.entries()) {
    for (const [j, value] of row.entries()) greatest = Math.max(greatest, Math.abs(value - at(b, i, j)));
  }
  return greatest;
}

function at(matrix: SquareMatrix, i: number, j: number): number {
  return (matrix[i] as Float64Array)[j] as number;
}
