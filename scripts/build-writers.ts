/**
 * Generates the writers of FHIR resources from their templates: `npm run build:writers`. With `--check` it writes nothing
 * and ends with 1 when the generated file is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateWriters } from '../src/export/fhir/template/generate.ts';

const target = new URL('../src/export/fhir/generated/writers.ts', import.meta.url);
const source = generateWriters();

if (!process.argv.includes('--check')) writeFileSync(target, source);
else if (readFileSync(target, 'utf8') !== source) {
  console.error(`${fileURLToPath(target)} is not up to date: run "npm run build:writers"`);
  process.exitCode = 1;
}
