/**
 * Generates the JSON Schemas of module files, of files of cases, of cohorts and of signals for editors, from the shapes that the program itself
 * reads them by: `npx tsx scripts/build-module-schema.ts`. With `--check` it writes nothing and ends with 1 when a file is not up to date.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { caseFileSchema, cohortFileSchema, moduleFileSchema, signalsFileSchema } from './module-schema.ts';

const SCHEMAS = {
  'module.schema.json': moduleFileSchema(),
  'cases.schema.json': caseFileSchema(),
  'cohort.schema.json': cohortFileSchema(),
  'signals.schema.json': signalsFileSchema(),
};

const folder = new URL('../modules/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(SCHEMAS)) {
  const file = fileURLToPath(new URL(name, folder));
  if (!process.argv.includes('--check')) {
    writeFileSync(file, JSON.stringify(schema, null, 2));
    execFileSync('npx', ['biome', 'format', '--write', file]);
  } else if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(schema)))) {
    console.error(`${file} is not up to date: run "npm run generate"`);
    process.exitCode = 1;
  }
}
