/** Writes the CDC 2000 charts of weight for recumbent length: `npx tsx scripts/build-weight-for-length.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFacts, recordLines } from './facts.ts';

const rows = readFacts('weight-for-length-lms.csv').map((row) => [
  row['sex'],
  ...['length_cm', 'L', 'M', 'S'].map((column) => Number(row[column])),
]);
rows.sort(([a, length], [b, other]) => (a === b ? Number(length) - Number(other) : String(a) < String(b) ? -1 : 1));
const data = fileURLToPath(new URL('../src/reference/data/weight-for-length.json', import.meta.url));
writeFileSync(data, recordLines(rows));
