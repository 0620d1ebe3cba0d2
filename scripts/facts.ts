/** Where the published facts are when data files are built, and how their tables are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FACTS =
  process.env['ANAMNESIS_REFERENCE'] ?? fileURLToPath(new URL('../../shared/reference', import.meta.url));

/** The records of a CSV file with a header line; quoted fields may hold commas. */
export function readFacts(path: string): Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(join(FACTS, path), 'utf8').trim().split(/\r?\n/);
  const names = fields(header);
  return lines.map((line) => Object.fromEntries(fields(line).map((field, i) => [names[i] ?? '', field])));
}

/** Every record on a line of its own, so that a change of a fact is a change of a line. */
export function recordLines(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

function fields(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, -1).map(([, raw = '', quoted]) => quoted ?? raw);
}
