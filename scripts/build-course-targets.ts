/**
 * Keeps the published shares that a statistical test compares people with, without the folder of facts:
 * `npx tsx scripts/build-course-targets.ts` writes test/statistical/habit-targets.json. A record: table, key, category, share,
 * standard error of the share; rows of fewer than 300 records are left out.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HABIT_TABLES } from './course-tables-habits.ts';
import { nameOf } from './coverage-targets.ts';
import { readFacts, recordLines } from './facts.ts';

const OUT = fileURLToPath(new URL('../test/statistical/habit-targets.json', import.meta.url));
const LEAST_RECORDS = 300;

type Row = readonly [table: string, key: string, category: string, share: number, error: number];

function habits(): Row[] {
  return HABIT_TABLES.flatMap((table) => {
    if (table.kind !== 'share') return [];
    const rows = readFacts(`population/${table.name}.csv`).filter(({ n }) => Number(n) >= LEAST_RECORDS);
    return rows.map((row): Row => {
      const share = Number(row['share']);
      const error = Math.sqrt((share * (1 - share)) / Number(row['n']));
      const key = table.by.map((column) => row[column]).join('|');
      return [table.name, key, row[table.category] ?? '', share, Math.round(error * 1e4) / 1e4];
    });
  });
}

function insurance(): Row[] {
  const rows = readFacts('population/insurance.csv').filter(
    ({ people, n }) => people !== 'all' && Number(n) >= LEAST_RECORDS,
  );
  return rows.flatMap(({ by = '', level = '', people = '', coverage = '', share, se }): Row[] => {
    const [margin, name] = nameOf(by, level);
    // Five and six year olds are counted with those up to twelve.
    if (name === undefined || level === '5-6' || level === '7-12') return [];
    return [['insurance', `${people}|${margin}|${name}`, coverage, Number(share), Number(se)]];
  });
}

writeFileSync(OUT, recordLines([...habits(), ...insurance()]));
