/** Totals that cells must add up to: cell `i` counts towards total `of[i]`; -1 for none. */
export interface Margin {
  readonly of: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
}

/**
 * Iterative proportional fitting (Deming and Stephan 1940): scales `cells` in place until they add up to every margin. Margins must
 * agree with each other; otherwise the last has the last word.
 */
export function rake(cells: Float64Array, margins: readonly Margin[], rounds: number): void {
  for (let round = 0; round < rounds; round++) for (const margin of margins) scaleTo(cells, margin);
}

function scaleTo(cells: Float64Array, { of, targets }: Margin): void {
  const sums = new Float64Array(targets.length);
  for (let i = 0; i < cells.length; i++) {
    const to = of[i] as number;
    if (to >= 0) sums[to] = (sums[to] as number) + (cells[i] as number);
  }
  for (let i = 0; i < cells.length; i++) {
    const to = of[i] as number;
    if (to >= 0) cells[i] = ((cells[i] as number) * (targets[to] as number)) / (sums[to] || 1);
  }
}
