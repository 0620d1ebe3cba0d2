import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDate } from '../../../../src/core/time.ts';
import { EXPORT_DEFAULTS, type ExportOptions } from '../../../../src/export/exporter.ts';
import { ndjson } from '../../../../src/export/fhir/ndjson-exporter.ts';
import { OutputFolder } from '../../../../src/export/sink.ts';
import type { PatientRecord } from '../../../../src/record/patient-record.ts';
import { utcOffsetMinutes } from '../../../../src/reference/time-zones.ts';
import { bundleOf, type Loose, sharedOf } from '../../../support/bundles.ts';
import { population } from '../../../support/population.ts';
import { REFERENCE_DATE, site } from '../../../support/records.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ndjson-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const RECORDS = population(3);

function exported(records: readonly PatientRecord[], options: Partial<ExportOptions> = {}) {
  const context = { out: new OutputFolder(root), options: { ...EXPORT_DEFAULTS, ...options }, utcOffsetMinutes };
  const run = ndjson.open(context);
  for (const record of records) run.patient(record, undefined);
  return ndjson.close(context, [structuredClone(run.finish())]);
}

function text(name: string): string {
  return readFileSync(join(root, 'ndjson', name), 'utf8');
}

function lines(type: string): Loose[] {
  const all = text(`${type}.ndjson`);
  expect(all.endsWith('\n')).toBe(true);
  return all
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the ndjson exporter', () => {
  it('writes one file a type, one resource a line: those of the bundles', () => {
    const { counts, files } = exported(RECORDS);
    const bundles = [...RECORDS.map((record) => bundleOf(record)), ...sharedOf([0, 1, 2, 3, 4].map(site)).values()];
    const byType = new Map<string, Loose[]>();
    for (const { resource } of bundles.flatMap(({ entry }) => entry)) {
      byType.set(resource.resourceType, [...(byType.get(resource.resourceType) ?? []), resource]);
    }
    for (const [type, resources] of byType) expect(lines(type)).toEqual(resources);
    const expected = [...byType].map(([type, resources]) => [type, resources.length]);
    expect(counts).toEqual({ ...Object.fromEntries(expected), Group: 1 });
    const names = [...byType.keys(), 'Group'].map((type) => `${type}.ndjson`);
    expect(readdirSync(join(root, 'ndjson')).sort()).toEqual([...names, 'import.json', 'manifest.json'].sort());
    expect(files.map(({ path }) => path)).toEqual(
      readdirSync(join(root, 'ndjson'))
        .sort()
        .map((name) => `ndjson/${name}`),
    );
  });

  it('lists its files for Bulk Data and for $import, what is referred to first', () => {
    const { counts } = exported(RECORDS, { importBase: 'https://files.example.org/a' });
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest).toMatchObject({
      transactionTime: `${formatDate(REFERENCE_DATE)}T00:00:00Z`,
      requiresAccessToken: false,
      error: [],
    });
    expect(Object.fromEntries(manifest.output.map(({ type, count }: Loose) => [type, count]))).toEqual(counts);
    for (const { type, url } of manifest.output) expect(url).toBe(`https://files.example.org/a/${type}.ndjson`);
    const order = manifest.output.map(({ type }: Loose) => type);
    expect(order.slice(0, 5)).toEqual(['Organization', 'Location', 'Practitioner', 'PractitionerRole', 'Patient']);
    const { parameter } = JSON.parse(text('import.json'));
    const inputs = parameter.filter(({ name }: Loose) => name === 'input');
    expect(inputs.map(({ part }: Loose) => part[0].valueCode)).toEqual(order);
    expect(parameter[2]).toEqual({ name: 'storageDetail', part: [{ name: 'type', valueCode: 'https' }] });
  });

  it('says where storage is that is no web server', () => {
    exported(RECORDS.slice(0, 1), { importBase: 's3://bucket/run' });
    expect(JSON.parse(text('import.json')).parameter[2].part[0].valueCode).toBe('aws-s3');
  });

  it('groups all patients', () => {
    exported(RECORDS);
    const [group] = lines('Group');
    expect(group.member).toEqual(RECORDS.map(({ person }) => ({ entity: { reference: `Patient/${person.id}` } })));
    expect(group.quantity).toBe(RECORDS.length);
  });

  it('keeps ids and references whatever bundles are asked for', () => {
    exported(RECORDS.slice(0, 1));
    const before = text('Observation.ndjson');
    exported(RECORDS.slice(0, 1), { ids: 'urn', bundle: 'batch', maxEntries: 3 });
    expect(text('Observation.ndjson')).toBe(before);
  });

  it('writes the lines of the first patients first', () => {
    exported(RECORDS.slice(0, 2));
    const first = text('Observation.ndjson');
    exported(RECORDS);
    expect(text('Observation.ndjson').startsWith(first)).toBe(true);
  });

  it('shows the resources of a patient together, and what patients share', () => {
    const seen = new Map<string, Loose>();
    const inspect = (path: string, bytes: Uint8Array) => {
      seen.set(path, JSON.parse(Buffer.from(bytes).toString()));
    };
    const context = { out: new OutputFolder(root), options: EXPORT_DEFAULTS, utcOffsetMinutes, inspect };
    const run = ndjson.open(context);
    for (const record of RECORDS) run.patient(record, undefined);
    ndjson.close(context, [run.finish()]);
    expect(seen.size).toBe(4);
    const resources = (bundle: Loose) => bundle.entry.map(({ resource }: Loose) => resource);
    const [first] = RECORDS as [PatientRecord];
    expect(resources(seen.get(`ndjson/*.ndjson, Patient/${first.person.id}`))).toEqual(resources(bundleOf(first)));
  });

  it('writes nothing for nobody', () => {
    expect(exported([])).toEqual({ files: [], counts: {}, notes: [] });
  });
});
