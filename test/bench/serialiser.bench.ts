/**
 * How much faster the generated writers are than building objects and stringifying them, over whole bundles of 100 patients, ids
 * and times formatted in both: `npx tsx test/bench/serialiser.bench.ts`. Ends with 1 below the bound. Real records can be
 * measured by giving `compare` others than synthetic ones.
 */
import type { Bundle } from 'fhir/r4.js';
import { stopwatch } from '../../src/core/time.ts';
import { EXPORT_DEFAULTS } from '../../src/export/exporter.ts';
import { PatientBundles } from '../../src/export/fhir/patient-bundle.ts';
import { BASE_URL } from '../../src/export/fhir/systems.ts';
import { Notes } from '../../src/export/notes.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import { utcOffsetMinutes } from '../../src/reference/time-zones.ts';
import { population } from '../support/population.ts';
import { ObjectResources } from './object-resources.ts';

const BOUND = 2.5;
const ROUNDS = 15;

function stringified(record: PatientRecord): Buffer {
  const entry = new ObjectResources(record, utcOffsetMinutes).all().map((resource) => {
    const path = `${resource.resourceType}/${resource.id}`;
    return { fullUrl: `${BASE_URL}/${path}`, resource, request: { method: 'PUT' as const, url: path } };
  });
  const bundle: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  return Buffer.from(JSON.stringify(bundle));
}

/** Best time of several rounds, in milliseconds: other programs on the machine only ever add. */
function best(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = stopwatch();
    run();
    least = Math.min(least, stopwatch() - start);
  }
  return least;
}

/** Times both ways record by record: in a run, a record is written right after it was made, from the processor's cache. */
function compare(records: readonly PatientRecord[]): number {
  const bundles = new PatientBundles(new Notes(), utcOffsetMinutes, EXPORT_DEFAULTS);
  const total = { resources: 0, bytes: 0, objects: 0, writers: 0 };
  for (const record of records) assertEqual(record, bundles);
  for (const record of records) {
    const { bytes, counts } = bundles.make(record);
    total.bytes += bytes.length;
    for (const count of Object.values(counts)) total.resources += count;
    total.objects += best(() => stringified(record));
    total.writers += best(() => bundles.make(record));
  }
  const rate = (milliseconds: number): string =>
    `${((total.resources / milliseconds) * 1000).toFixed(0)} resources/s, ${(total.bytes / milliseconds / 1000).toFixed(0)} MB/s`;
  console.log(`${records.length} patients, ${total.resources} resources, ${(total.bytes / 1e6).toFixed(1)} MB`);
  console.log(`objects + JSON.stringify  ${total.objects.toFixed(1)} ms  ${rate(total.objects)}`);
  console.log(`generated writers         ${total.writers.toFixed(1)} ms  ${rate(total.writers)}`);
  return total.objects / total.writers;
}

/** Both ways must do the same work. */
function assertEqual(record: PatientRecord, bundles: PatientBundles): void {
  const text = Buffer.from(bundles.make(record).bytes).toString();
  if (JSON.stringify(JSON.parse(text)) === stringified(record).toString()) return;
  throw new Error(`the two ways differ for patient ${record.person.id}`);
}

const ratio = compare(population(100));
console.log(`ratio ${ratio.toFixed(2)} (at least ${BOUND})`);
if (ratio < BOUND) process.exitCode = 1;
