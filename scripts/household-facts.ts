/**
 * Writes what is known of households and of illness in families: `npx tsx scripts/household-facts.ts`.
 * Shares of households are read from the published tables (scripts/facts.ts says where), the rest is written here with its source.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFacts, recordLines } from './facts.ts';

const DATA = fileURLToPath(new URL('../src/reference/data', import.meta.url));

function main(): void {
  writeFileSync(join(DATA, 'households.json'), recordLines([...familySizes(), ...children(), ...groupQuarters()]));
  writeFileSync(join(DATA, 'family-history.json'), recordLines(FAMILY_HISTORY));
}

/** 'family-size', first age, null, marital status, shares of 1, 2 ... 7 or more, records behind them. */
function familySizes(): unknown[] {
  return grouped('population/family_size.csv', ['age', 'marital_status']).map(([row, shares]) => [
    'family-size',
    firstAge(row['age']),
    null,
    row['marital_status'],
    shares,
    Number(row['n']),
  ]);
}

/** 'children', first age, sex, marital status, shares of 0, 1 ... 4 or more, records behind them. */
function children(): unknown[] {
  return grouped('population/own_children_at_home.csv', ['age', 'sex', 'marital_status']).map(([row, shares]) => [
    'children',
    firstAge(row['age']),
    row['sex'],
    row['marital_status'],
    shares,
    Number(row['n']),
  ]);
}

/** 'group-quarters', first age, sex, null, share that lives in no household, records behind it. */
function groupQuarters(): unknown[] {
  return grouped('population/housing.csv', ['age', 'sex']).map(([row, shares]) => [
    'group-quarters',
    firstAge(row['age']),
    row['sex'],
    null,
    [round4(1 - (shares[0] as number))],
    Number(row['n']),
  ]);
}

type Row = Readonly<Record<string, string>>;

/** The first row of each group with the shares of all its rows, in the order of the file. */
function grouped(file: string, by: readonly string[]): (readonly [Row, number[]])[] {
  const groups = new Map<string, [Row, number[]]>();
  for (const row of readFacts(file)) {
    const key = by.map((column) => row[column]).join('|');
    const group = groups.get(key);
    if (group) group[1].push(Number(row['share']));
    else groups.set(key, [row, [Number(row['share'])]]);
  }
  return [...groups.values()];
}

function firstAge(band: string | undefined): number {
  return Number.parseInt(band ?? '', 10);
}

function round4(x: number): number {
  return Math.round(x * 10_000) / 10_000;
}

/**
 * SNOMED CT code, display, sex that has it (null: both), percent of people who have been told of it by an age (straight lines
 * between), correlation of the liability of first-degree relatives.
 */
const FAMILY_HISTORY: readonly unknown[] = [
  ['38341003', 'Hypertensive disorder, systemic arterial (disorder)', null, curve(18, 2, 30, 14, 55, 40, 75, 61), 0.25],
  ['44054006', 'Diabetes mellitus type 2 (disorder)', null, curve(20, 0.3, 30, 2, 50, 12, 70, 20), 0.3],
  ['53741008', 'Coronary arteriosclerosis', null, curve(30, 0, 50, 3.6, 60, 9, 70, 14, 80, 24), 0.2],
  ['230690007', 'Cerebrovascular accident (disorder)', null, curve(30, 0.3, 55, 3.8, 75, 7.7, 90, 14), 0.15],
  ['254837009', 'Malignant neoplasm of breast (disorder)', 'F', curve(30, 0, 50, 2, 60, 4.4, 70, 8, 85, 12), 0.15],
  ['363406005', 'Malignant neoplasm of colon (disorder)', null, curve(40, 0, 50, 0.4, 70, 2, 90, 4), 0.15],
  ['195967001', 'Asthma (disorder)', null, curve(1, 0, 10, 11, 20, 14, 90, 14), 0.3],
  ['35489007', 'Depressive disorder (disorder)', null, curve(12, 0, 20, 10, 35, 17, 60, 20, 90, 21), 0.2],
];

function curve(...numbers: readonly number[]): (readonly [age: number, percent: number])[] {
  return numbers.flatMap((age, i) => (i % 2 === 0 ? [[age, numbers[i + 1] as number] as const] : []));
}

main();
