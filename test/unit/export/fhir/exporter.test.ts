import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXPORT_DEFAULTS, type ExportContext, type Exporter } from '../../../../src/export/exporter.ts';
import { fhir } from '../../../../src/export/fhir/fhir-exporter.ts';
import { siblingId } from '../../../../src/export/fhir/sibling-id.ts';
import { EXPORTERS } from '../../../../src/export/index.ts';
import { OutputFolder } from '../../../../src/export/sink.ts';
import type { PatientRecord } from '../../../../src/record/patient-record.ts';
import { utcOffsetMinutes } from '../../../../src/reference/time-zones.ts';
import { ValidationSession } from '../../../../src/validate/session.ts';
import { population } from '../../../support/population.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fhir-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const RECORDS = population(7);

function exported(ranges: readonly (readonly PatientRecord[])[], inspect?: ExportContext['inspect']) {
  const context = {
    out: new OutputFolder(root),
    options: EXPORT_DEFAULTS,
    utcOffsetMinutes,
    ...(inspect && { inspect }),
  };
  const parts = ranges.map((records) => {
    const run = fhir.open(context);
    for (const record of records) run.patient(record, undefined);
    return structuredClone(run.finish());
  });
  return fhir.close(context, parts);
}

describe('the fhir exporter', () => {
  it('writes a bundle a patient and the shared resources in load order', () => {
    const { files, counts } = exported([RECORDS]);
    expect(files.map(({ path }) => path)).toEqual([
      ...RECORDS.map(({ person }) => `fhir/Garcia-${person.slot}_Maria_${person.id}.json`),
      'fhir/shared-1-organizations.json',
      'fhir/shared-2-locations.json',
      'fhir/shared-3-practitioners.json',
      'fhir/shared-4-practitioner-roles.json',
    ]);
    expect(counts).toMatchObject({ Patient: 7, Encounter: 7 * 35, Organization: 5, PractitionerRole: 5 });
    for (const { path, bytes } of files) expect(readFileSync(join(root, path))).toHaveLength(bytes);
  });

  it('shows every document before it is written, and they agree with each other', () => {
    const session = new ValidationSession({ acrossFiles: false });
    const seen: string[] = [];
    const { files, counts } = exported([RECORDS], (path, bytes) => {
      seen.push(path);
      session.addFile(path, bytes);
    });
    const report = session.finish();
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.resources).toBe(Object.values(counts).reduce((sum, count) => sum + count));
    expect(seen.sort()).toEqual(files.map(({ path }) => path));
  });

  it('gives the same files for every division of the population', () => {
    const whole = exported([RECORDS]);
    expect(exported([RECORDS.slice(0, 3), RECORDS.slice(3)])).toEqual(whole);
    expect(exported([RECORDS.slice(3), [], RECORDS.slice(0, 3)])).toEqual(whole);
  });

  it('writes no shared bundles for nobody', () => {
    expect(exported([[]])).toEqual({ files: [], counts: {}, notes: [] });
  });
});

describe('the registry of exporters', () => {
  it.each(EXPORTERS.map((exporter): [string, Exporter] => [exporter.name, exporter]))(
    'has a name and a title for %s',
    (name, exporter) => {
      expect(name).toMatch(/^[a-z]+$/);
      expect(exporter.title).not.toBe('');
      expect(EXPORTERS.filter((other) => other.name === name)).toHaveLength(1);
    },
  );
});

describe('siblingId', () => {
  it('differs from the id and from other siblings, and is a UUID of the same version', () => {
    const id = 'e2c5c60a-ed0c-8aa7-8983-a866417298e4';
    expect(siblingId(id, 1)).toBe('e2c5c60a-ed0c-8aa7-8983-a866417298e5');
    expect(siblingId(siblingId(id, 1), 1)).toBe(id);
    expect(siblingId('e2c5c60a-ed0c-8aa7-8983-a86641720001', 1)).toBe('e2c5c60a-ed0c-8aa7-8983-a86641720000');
  });
});
