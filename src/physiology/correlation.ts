import type { CorrelationDeclaration } from './declaration.ts';
import type { Signal } from './signal.ts';

/** Lower triangular factor of the correlations of the levels; see SignalCatalogue.factor. */
export function factorOf(signals: readonly Signal[], correlations: readonly CorrelationDeclaration[]): Float64Array[] {
  const rowOf = new Map<string, number>();
  const between: number[] = [1, 1];
  for (const { name, origin, variation } of signals) {
    if (origin.kind === 'growth' && origin.measure === 'height') rowOf.set(name, 0);
    if (origin.kind === 'growth' && origin.measure === 'body mass index') rowOf.set(name, 1);
    if (origin.kind !== 'baseline') continue;
    rowOf.set(name, origin.row);
    between[origin.row] = 1 - (variation?.share ?? 0);
  }
  const matrix = between.map((_, row) => Float64Array.from({ length: between.length }, (_, c) => (c === row ? 1 : 0)));
  for (const { between: pair, r } of correlations) {
    const [a, b] = pair.map((name) => rowOf.get(name) as number) as [number, number];
    const level = r / Math.sqrt((between[a] as number) * (between[b] as number));
    (matrix[a] as Float64Array)[b] = level;
    (matrix[b] as Float64Array)[a] = level;
  }
  return cholesky(matrix);
}

function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const factor: Float64Array[] = [];
  for (const [row, entries] of matrix.entries()) {
    const line = new Float64Array(row + 1);
    for (let column = 0; column <= row; column++) {
      let sum = entries[column] as number;
      const other = column === row ? line : (factor[column] as Float64Array);
      for (let k = 0; k < column; k++) sum -= (line[k] as number) * (other[k] as number);
      if (column < row) line[column] = sum / (other[column] as number);
      else if (sum > 0) line[column] = Math.sqrt(sum);
      else throw new Error('the correlation matrix is not positive definite');
    }
    factor.push(line);
  }
  return factor;
}
