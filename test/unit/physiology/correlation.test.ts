import { describe, expect, it } from 'vitest';
import { appendedRow } from '../../../src/physiology/appended-correlation.ts';
import { type CorrelatedRow, correlate } from '../../../src/physiology/correlation.ts';
import { choleskyFactor, nearestCorrelation, type SquareMatrix } from '../../../src/physiology/nearest-correlation.ts';

function matrix(...rows: readonly (readonly number[])[]): SquareMatrix {
  return rows.map((row) => Float64Array.from(row));
}

function expectMatrix(actual: SquareMatrix, expected: readonly (readonly number[])[]): void {
  for (const [i, row] of expected.entries()) {
    for (const [j, value] of row.entries()) expect(actual[i]?.[j], `row ${i}, column ${j}`).toBeCloseTo(value, 4);
  }
}

describe('the nearest correlation matrix', () => {
  it('is that of the example of Higham 2002', () => {
    const nearest = nearestCorrelation(matrix([1, 1, 0], [1, 1, 1], [0, 1, 1]));
    expectMatrix(nearest, [
      [1, 0.7607, 0.1573],
      [0.7607, 1, 0.7607],
      [0.1573, 0.7607, 1],
    ]);
  });

  it('is that of the tridiagonal example of the NAG library (g02aa)', () => {
    const nearest = nearestCorrelation(matrix([2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]));
    expectMatrix(nearest, [
      [1, -0.8084, 0.1916, 0.1068],
      [-0.8084, 1, -0.6562, 0.1916],
      [0.1916, -0.6562, 1, -0.8084],
      [0.1068, 0.1916, -0.8084, 1],
    ]);
  });

  it('is the matrix itself where that is one', () => {
    const own = matrix([1, 0.5, -0.2], [0.5, 1, 0.1], [-0.2, 0.1, 1]);
    expect(nearestCorrelation(own)).toBe(own);
  });

  it('keeps fixed entries, and has a factor', () => {
    const nearest = nearestCorrelation(matrix([1, 0, 0.9], [0, 1, 0.9], [0.9, 0.9, 1]), [[0, 1]]);
    expect(nearest[0]?.[1]).toBe(0);
    expect(choleskyFactor(nearest)).toBeDefined();
    // Of all that leave the first two apart: both halves of what there is.
    expect(nearest[0]?.[2]).toBeCloseTo(Math.SQRT1_2, 3);
  });
});

describe('a row appended to a correlation matrix', () => {
  const two = matrix([1, 0.6], [0.6, 1]);

  it('is the one asked for where that can be', () => {
    expect([...appendedRow(two, Float64Array.of(0.5, -0.1))]).toEqual([0.5, -0.1]);
  });

  it('is the nearest that can be otherwise, as projecting with the others fixed finds it', () => {
    const row = appendedRow(two, Float64Array.of(0.9, -0.4));
    const nearest = nearestCorrelation(matrix([1, 0.6, 0.9], [0.6, 1, -0.4], [0.9, -0.4, 1]), [[0, 1]]);
    expect(row[0]).toBeCloseTo(nearest[0]?.[2] as number, 2);
    expect(row[1]).toBeCloseTo(nearest[1]?.[2] as number, 2);
    expect(choleskyFactor(matrix([1, 0.6, row[0] as number], [0.6, 1, row[1] as number], [...row, 1]))).toBeDefined();
  });
});

describe('correlations of levels', () => {
  const row = (name: string, between: number, drift = 0): CorrelatedRow => ({ name, between, drift });
  const levels = (factor: readonly Float64Array[], a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k <= Math.min(a, b); k++) sum += Number(factor[a]?.[k]) * Number(factor[b]?.[k]);
    return sum;
  };

  it('are those of readings over the shares between people', () => {
    const { factor, moves } = correlate(
      [row('a', 0.64), row('b', 0.81)],
      ['Height', 'Index'],
      [{ between: ['a', 'b'], r: 0.3 }],
    );
    expect(levels(factor, 2, 3)).toBeCloseTo(0.3 / (0.8 * 0.9), 12);
    expect(moves).toEqual([]);
  });

  it('are 0 where nothing is declared', () => {
    const { factor } = correlate(
      [row('a', 1), row('b', 1), row('c', 1)],
      ['Height', 'Index'],
      [{ between: ['c', 'a'], r: 0.4 }],
    );
    expect(levels(factor, 2, 4)).toBeCloseTo(0.4, 12);
    expect(levels(factor, 3, 4)).toBe(0);
    expect(levels(factor, 0, 3)).toBe(0);
  });

  it('leave room for what two different drifts take away', () => {
    const [a, b] = [0.1, 0.6];
    const rows = [row('a', 1, a), row('b', 1, b)];
    const { factor } = correlate(
      rows,
      ['Height', 'Index'],
      [
        { between: ['a', 'b'], r: 0.5 },
        { between: ['a', 'Index'], r: 0.3 },
        { between: ['b', 'Index'], r: 0.4 },
      ],
    );
    const byBody = 0.3 * 0.4;
    const rest = levels(factor, 2, 3) - byBody;
    expect(byBody + rest * (Math.sqrt((1 - a) * (1 - b)) + Math.sqrt(a * b))).toBeCloseTo(0.5, 12);
  });

  it('tell which pairs cannot be, declared or not, and what they are instead', () => {
    const { moves } = correlate(
      [row('a', 1), row('b', 1), row('c', 1)],
      ['Height', 'Index'],
      [
        { between: ['a', 'b'], r: 0.95 },
        { between: ['b', 'c'], r: 0.95 },
      ],
    );
    const undeclared = moves.find(({ between }) => between.includes('a') && between.includes('c'));
    expect(undeclared).toMatchObject({ declared: null, asked: 0 });
    expect(undeclared?.given).toBeGreaterThan(0.1);
    const declared = moves.find(({ between }) => between.includes('a') && between.includes('b'));
    expect(declared).toMatchObject({ declared: { r: 0.95 }, asked: 0.95 });
    expect(declared?.given).toBeLessThan(0.85);
  });
});
