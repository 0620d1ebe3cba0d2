/** The published joint tables of schooling, marriage, work and income, as rows of a target each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Row = Readonly<Record<string, string>>;

export function csvRows(folder: string, name: string): Row[] {
  const [head, ...lines] = readFileSync(join(folder, 'population', `${name}.csv`), 'utf8')
    .trim()
    .split('\n');
  const keys = (head as string).split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']));
  });
}

/** First and last age of `18-24`, `85+` or `0-17`. */
export function band(text: string): readonly [from: number, to: number] {
  if (text.endsWith('+')) return [Number.parseInt(text, 10), 200];
  const [from, to] = text.split('-').map(Number) as [number, number];
  return [from, to];
}

export interface Shares {
  readonly n: number;
  /** By category. */
  readonly share: ReadonlyMap<string, number>;
}

/** Shares of categories by everything else: key is the other columns' values joined by `|`. */
export function sharesBy(rows: readonly Row[], category: string, by: readonly string[]): Map<string, Shares> {
  const all = new Map<string, { n: number; share: Map<string, number> }>();
  for (const row of rows) {
    const key = by.map((column) => row[column]).join('|');
    const own = all.get(key) ?? { n: Number(row['n']), share: new Map<string, number>() };
    own.share.set(row[category] as string, Number(row['share']));
    all.set(key, own);
  }
  return all;
}

/** Cumulative shares from a category up to the last, in the order given, from the second category. */
export function upperShares(shares: Shares, categories: readonly string[]): number[] {
  const values = categories.map((category) => shares.share.get(category) ?? 0);
  const total = values.reduce((a, b) => a + b, 0);
  return categories.slice(1).map((_, i) => values.slice(i + 1).reduce((a, b) => a + b, 0) / total);
}

/** A share drawn towards what is expected of it, as if so many more records had been seen. */
export function shrunk(share: number, n: number, expected: number, records: number): number {
  return (share * n + expected * records) / (n + records);
}
