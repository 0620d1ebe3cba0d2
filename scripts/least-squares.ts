/** Damped least squares (Levenberg and Marquardt) with derivatives by differences: for models of at most a few hundred numbers. */
export function leastSquares(
  residuals: (parameters: readonly number[]) => readonly number[],
  start: readonly number[],
  rounds: number,
): number[] {
  let best = [...start];
  let at = residuals(best);
  let damping = 0.01;
  for (let round = 0; round < rounds; round++) {
    const { matrix, gradient } = normalEquations(residuals, best, at);
    let moved = false;
    for (let attempt = 0; attempt < 8 && !moved; attempt++) {
      const damped = matrix.map((row, i) => row.map((v, j) => (i === j ? v * (1 + damping) + 1e-9 : v)));
      const step = solve(damped, gradient);
      const next = best.map((v, i) => v - Math.max(-1, Math.min(1, step[i] as number)));
      const there = residuals(next);
      moved = sumOfSquares(there) < sumOfSquares(at);
      damping *= moved ? 0.3 : 5;
      if (moved) {
        best = next;
        at = there;
      }
    }
    if (!moved) break;
  }
  return best;
}

export function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v * v, 0);
}

function normalEquations(f: (p: readonly number[]) => readonly number[], p: readonly number[], at: readonly number[]) {
  const STEP = 1e-4;
  const columns = p.map((_, i) => {
    const shifted = f(p.map((v, j) => (i === j ? v + STEP : v)));
    return shifted.map((v, r) => (v - (at[r] as number)) / STEP);
  });
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
  return { matrix: columns.map((a) => columns.map((b) => dot(a, b))), gradient: columns.map((a) => dot(a, at)) };
}

/** Gaussian elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]?.[i] ?? 0) > Math.abs(rows[pivot]?.[i] ?? 0)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot] as number[], rows[i] as number[]];
    const own = rows[i] as number[];
    for (let r = i + 1; r < n; r++) {
      const other = rows[r] as number[];
      const factor = (other[i] as number) / (own[i] as number);
      for (let c = i; c <= n; c++) other[c] = (other[c] as number) - factor * (own[c] as number);
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let sum = row[n] as number;
    for (let c = i + 1; c < n; c++) sum -= (row[c] as number) * (out[c] as number);
    out[i] = sum / (row[i] as number);
  }
  return out;
}
