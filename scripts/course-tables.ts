/**
 * Compares drawn persons with the published joint tables: `npx tsx scripts/course-tables.ts [persons] [table ...]` (100,000 and all
 * tables without). Each table is compared at its own date; rows that are further off than allowed are printed, with how far.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatDate } from '../src/core/time.ts';
import { loadReference } from '../src/reference/data.ts';
import { type CourseTable, judge, TableSums } from './course-table.ts';
import { HABIT_TABLES } from './course-tables-habits.ts';
import { SOCIAL_TABLES, SURVEY } from './course-tables-social.ts';
import { publishedStates, stateReport } from './course-tables-states.ts';
import { livingPersons } from './living-persons.ts';
import { csvRows } from './social-tables.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');

/** Every table that persons are compared with. */
const TABLES: readonly CourseTable[] = [...SOCIAL_TABLES, ...HABIT_TABLES];

/** What asks for the comparison of states. */
const STATES = 'states';

function main(): void {
  const [first = '100000', ...names] = process.argv.slice(2);
  const persons = Number(first);
  const wanted = TABLES.filter(({ name }) => names.length === 0 || names.includes(name));
  const reference = loadReference();
  const withStates = names.length === 0 || names.includes(STATES);
  for (const date of new Set([...wanted.map((table) => table.date), ...(withStates ? [SURVEY] : [])])) {
    const tables = wanted.filter((table) => table.date === date);
    console.log(`${persons} persons at ${formatDate(date)}: ${tables.map(({ name }) => name).join(', ')}`);
    const sums = tables.map((table) => new TableSums(table, csvRows(FOLDER, table.name)));
    const states = withStates && date === SURVEY ? stateReport(publishedStates(FOLDER)) : undefined;
    for (const person of livingPersons(reference, date, persons)) {
      for (const one of sums) one.add(person);
      states?.add(person, date);
    }
    for (const one of sums) for (const line of judge(one)) console.log(line);
    for (const line of states?.lines() ?? []) console.log(line);
  }
}

main();
