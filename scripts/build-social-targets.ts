/**
 * Writes the rows of the joint tables that tests hold persons against, those with 300 records and more:
 * `npx tsx scripts/build-social-targets.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOCIAL_TABLES } from './course-tables-social.ts';
import { publishedStates } from './course-tables-states.ts';
import { csvRows, type Row } from './social-tables.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');
const LEAST_RECORDS = 300;

const tables = SOCIAL_TABLES.flatMap(({ name }) =>
  csvRows(FOLDER, name).map((row) => ({ table: name, ...row })),
).filter((row: Row) => Number(row['n']) >= LEAST_RECORDS);
const states = publishedStates(FOLDER).map((row) => ({ table: 'states', ...row }));
const lines = [...tables, ...states].map((row) => JSON.stringify(row));
writeFileSync(join(ROOT, 'test/statistical/social-targets.json'), `[\n${lines.join(',\n')}\n]\n`);
