import { appendedRow } from './appended-correlation.ts';
import type { CorrelationDeclaration } from './declaration.ts';
import { choleskyFactor, nearestCorrelation, type SquareMatrix } from './nearest-correlation.ts';

/** What belongs to the rows of a body: height's score first, then that of body mass index. Both come from the person's growth. */
export const BODY_ROWS = 2;

/** Moves below this are none. */
const ROUNDING = 1e-4;

/** A baseline signal as a row of the matrix. */
export interface CorrelatedRow {
  readonly name: string;
  /** Share of the variance of single readings that is between people (VarianceShares.between). */
  readonly between: number;
  /** `Baseline.drift`. */
  readonly drift: number;
  /** Whether a user has added it: it comes after all that are not, and moves none of their correlations. */
  readonly added?: boolean;
}

/** A correlation between people's levels that was asked for, and the one that can be. */
export interface CorrelationMove {
  /** Names of signals. */
  readonly between: readonly [string, string];
  /** What asked for it; null for 0, because nothing was declared. */
  readonly declared: CorrelationDeclaration | null;
  readonly asked: number;
  readonly given: number;
}

export interface Correlated {
  /** As in `SignalCatalogue.factor`: the rows of the body first, then those given, in their order. */
  readonly factor: readonly Float64Array[];
  /** Of all pairs, declared or not, whose correlation is not what was asked for. */
  readonly moves: readonly CorrelationMove[];
}

/**
 * The factor of the correlations between people's levels, from those between single readings: divided by the root of both shares
 * between people (Spearman, Am J Psychol 1904;15:72), then the nearest matrix that can be. What is not declared is asked for as 0. Rows that are
 * added come last, and leave the factor of those before them as it is without them.
 * `body`: how height and body mass index are called. Every name that is declared is one of `rows` or `body`. The order of the rows must
 * not depend on the order of files: people's values follow from it.
 */
export function correlate(
  rows: readonly CorrelatedRow[],
  body: readonly [height: string, massIndex: string],
  declared: readonly CorrelationDeclaration[],
): Correlated {
  const names = [...body, ...rows.map(({ name }) => name)];
  const n = names.length;
  const rowOf = new Map(names.map((name, row) => [name, row]));
  const levels = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const between = (row: number) => rows[row - BODY_ROWS]?.between ?? 1;
  const declaredAt = new Map<number, CorrelationDeclaration>();
  for (const one of declared) {
    const [a, b] = one.between.map((name) => rowOf.get(name)) as [number, number];
    const level = one.r / Math.sqrt(between(a) * between(b));
    (levels[a] as Float64Array)[b] = level;
    (levels[b] as Float64Array)[a] = level;
    declaredAt.set(Math.max(a, b) * n + Math.min(a, b), one);
  }
  const asked = levels.map((row, i) => row.map((c, j) => withoutDrift(levels, rows, c, i, j)));
  const given = givenBy(asked, BODY_ROWS + rows.filter(({ added }) => added !== true).length);
  const factor = choleskyFactor(given);
  if (!factor) throw new Error('the nearest correlation matrix has no factor: this is a fault of the program');
  const moves: CorrelationMove[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (Math.abs(at(given, i, j) - at(asked, i, j)) < ROUNDING) continue;
      moves.push({
        between: [names[j] as string, names[i] as string],
        declared: declaredAt.get(i * n + j) ?? null,
        asked: at(asked, i, j),
        given: at(given, i, j),
      });
    }
  }
  return { factor, moves };
}

/** What can be of what is asked for: of the first `own` rows together, then of each further row beside those before it. */
function givenBy(asked: SquareMatrix, own: number): SquareMatrix {
  const leading = (n: number) => asked.slice(0, n).map((row) => row.slice(0, n));
  // Growth draws height and body mass index apart.
  let given = nearestCorrelation(leading(own), [[0, 1]]);
  for (let n = own; n < asked.length; n++) {
    const row = appendedRow(given, (asked[n] as Float64Array).subarray(0, n));
    given = [...given.map((before, i) => Float64Array.of(...before, row[i] as number)), Float64Array.of(...row, 1)];
  }
  return given;
}

/**
 * Two levels that drift at different rates have less in common than their parts have. What comes by height and body mass index, in which
 * nothing of theirs drifts, keeps all of it.
 */
function withoutDrift(levels: SquareMatrix, rows: readonly CorrelatedRow[], c: number, i: number, j: number): number {
  if (c === 0 || i === j || i < BODY_ROWS || j < BODY_ROWS) return c;
  const [a, b] = [(rows[i - BODY_ROWS] as CorrelatedRow).drift, (rows[j - BODY_ROWS] as CorrelatedRow).drift];
  const common = Math.sqrt((1 - a) * (1 - b)) + Math.sqrt(a * b);
  const byBody = at(levels, i, 0) * at(levels, j, 0) + at(levels, i, 1) * at(levels, j, 1);
  return common > 0 ? byBody + (c - byBody) / common : c;
}

function at(matrix: SquareMatrix, i: number, j: number): number {
  return (matrix[i] as Float64Array)[j] as number;
}
