import { appendedRow } from '../../physiology/appended-correlation.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';

const HALVINGS = 14;

/** The signal of a pair whose row of the correlation matrix comes later. */
export function laterOf([a, b]: readonly [string, string], catalogue: SignalCatalogue): string {
  return rowOf(catalogue.named(a)) > rowOf(catalogue.named(b)) ? a : b;
}

/**
 * The share of the correlations that a user's signal has with those before it which can hold beside theirs, all made smaller alike, so that
 * none moves by more than `most`.
 */
export function fittingShare(name: string, most: number, catalogue: SignalCatalogue): number {
  const row = rowOf(catalogue.named(name));
  const { factor } = catalogue;
  const product = (i: number, j: number) =>
    (factor[j] as Float64Array).reduce((sum, value, k) => sum + value * ((factor[i] as Float64Array)[k] ?? 0), 0);
  const given = (i: number, j: number) => (i > j ? product(i, j) : product(j, i));
  const before = Array.from({ length: row }, (_, i) => Float64Array.from({ length: row }, (_, j) => given(i, j)));
  const asked = askedOf(name, row, catalogue, given);
  const fits = (share: number): boolean => {
    const wanted = asked.map((value) => share * value);
    return appendedRow(before, wanted).every((value, j) => Math.abs(value - (wanted[j] as number)) <= most);
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** What a row is asked to be: what was moved as it was asked for, the rest as it is. */
function askedOf(
  name: string,
  row: number,
  { moves, signals }: SignalCatalogue,
  given: (i: number, j: number) => number,
): Float64Array {
  const asked = Float64Array.from({ length: row }, (_, j) => given(row, j));
  const rows = new Map(signals.map((signal) => [signal.name, rowOf(signal)]));
  for (const { between, asked: value } of moves) {
    const other = between.find((one) => one !== name) ?? name;
    const place = rows.get(other) ?? -1;
    if (between.includes(name) && place >= 0 && place < row) asked[place] = value;
  }
  return asked;
}

/** Height and body mass index come first; what has no row is before all. */
function rowOf(signal: Signal | undefined): number {
  if (signal?.origin.kind === 'baseline') return signal.origin.row;
  const measure = signal?.origin.kind === 'growth' ? signal.origin.measure : '';
  return ['height', 'body mass index'].indexOf(measure);
}
