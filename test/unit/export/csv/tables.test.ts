import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, timeOf, YEAR } from '../../../../src/core/time.ts';
import { csv } from '../../../../src/export/csv/csv-exporter.ts';
import { EXPORT_DEFAULTS } from '../../../../src/export/exporter.ts';
import { OutputFolder } from '../../../../src/export/sink.ts';
import type { PatientRecord } from '../../../../src/record/patient-record.ts';
import { utcOffsetMinutes } from '../../../../src/reference/time-zones.ts';
import { type Row, rowsOfFile } from '../../../support/csv-tables.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { population } from '../../../support/population.ts';
import { loinc, RecordBuilder, rxnorm, snomed } from '../../../support/records.ts';

/** The headers of Synthea 4.0.1 (CSVConstants.java), copied by hand: what readers of its tables expect. */
const HEADERS: Readonly<Record<string, string>> = {
  patients:
    'Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,MIDDLE,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,STATE,COUNTY,FIPS,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE,INCOME',
  encounters:
    'Id,START,STOP,PATIENT,ORGANIZATION,PROVIDER,PAYER,ENCOUNTERCLASS,CODE,DESCRIPTION,BASE_ENCOUNTER_COST,TOTAL_CLAIM_COST,PAYER_COVERAGE,REASONCODE,REASONDESCRIPTION',
  conditions: 'START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION',
  allergies:
    'START,STOP,PATIENT,ENCOUNTER,CODE,SYSTEM,DESCRIPTION,TYPE,CATEGORY,REACTION1,DESCRIPTION1,SEVERITY1,REACTION2,DESCRIPTION2,SEVERITY2',
  medications:
    'START,STOP,PATIENT,PAYER,ENCOUNTER,CODE,DESCRIPTION,BASE_COST,PAYER_COVERAGE,DISPENSES,TOTALCOST,REASONCODE,REASONDESCRIPTION',
  careplans: 'Id,START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION',
  observations: 'DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE',
  procedures: 'START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION,BASE_COST,REASONCODE,REASONDESCRIPTION',
  immunizations: 'DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,BASE_COST',
  imaging_studies:
    'Id,DATE,PATIENT,ENCOUNTER,SERIES_UID,BODYSITE_CODE,BODYSITE_DESCRIPTION,MODALITY_CODE,MODALITY_DESCRIPTION,INSTANCE_UID,SOP_CODE,SOP_DESCRIPTION,PROCEDURE_CODE',
  devices: 'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,UDI',
  supplies: 'DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,QUANTITY',
  organizations: 'Id,NAME,ADDRESS,CITY,STATE,ZIP,LAT,LON,PHONE,REVENUE,UTILIZATION',
  providers: 'Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS,CITY,STATE,ZIP,LAT,LON,ENCOUNTERS,PROCEDURES',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'csv-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function exported(...ranges: readonly (readonly PatientRecord[])[]) {
  const context = { out: new OutputFolder(root), options: EXPORT_DEFAULTS, utcOffsetMinutes };
  const runs = ranges.map((records) => {
    const run = csv.open(context);
    for (const record of records) run.patient(record, undefined);
    return run;
  });
  // Ranges end after others have begun, and what they give may cross to another thread.
  return csv.close(
    context,
    runs.map((run) => structuredClone(run.finish())),
  );
}

function rows(table: string): Row[] {
  return [...rowsOfFile(join(root, `csv/${table}.csv`))];
}

function files(): Record<string, string> {
  const names = readdirSync(join(root, 'csv')).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, 'csv', name), 'utf8')]));
}

describe('the csv exporter', () => {
  it('has the headers of Synthea, also where nobody lives', () => {
    const { files: written, counts } = exported([]);
    const expected = Object.entries(HEADERS).map(([name, header]) => [`${name}.csv`, `${header}\n`]);
    const { 'schema.sql': schema, 'load.sql': load, ...tables } = files();
    expect(tables).toEqual(Object.fromEntries(expected));
    expect(written.map(({ path }) => path)).toEqual([...Object.keys(files())].map((name) => `csv/${name}`));
    expect(counts).toEqual(Object.fromEntries(Object.keys(HEADERS).map((name) => [name, 0])));
    for (const name of Object.keys(HEADERS)) {
      expect(schema).toContain(`CREATE TABLE ${name} (`);
      expect(load).toContain(`COPY ${name} FROM '${name}.csv' `);
    }
  });

  it('gives the same files for every division of the population', () => {
    const records = population(7);
    const whole = exported(records);
    const bytes = files();
    expect(whole.counts).toMatchObject({ patients: 7, encounters: 7 * 35, organizations: 5, providers: 5 });
    for (const ranges of [
      [records.slice(0, 3), records.slice(3)],
      [[], records.slice(0, 1), [], records.slice(1, 6), records.slice(6)],
    ]) {
      rmSync(join(root, 'csv'), { recursive: true });
      expect(exported(...ranges)).toEqual(whole);
      expect(files()).toEqual(bytes);
    }
  });

  it('says which columns are empty because money is not known, and leaves those empty', () => {
    const { notes } = exported([everyKind()]);
    const note = notes.find(({ text }) => text.includes('payers'));
    expect(note?.count).toBeNull();
    const columns =
      note?.text
        .split(': ')[1]
        ?.split(', ')
        .map((name) => name.split('.')) ?? [];
    expect(columns.length).toBeGreaterThan(10);
    for (const [table = '', column = ''] of columns) {
      expect(HEADERS[table]?.split(',')).toContain(column);
      for (const row of rows(table)) expect([table, column, row[column]]).toEqual([table, column, '']);
    }
  });
});

describe('rows of a life with every kind of entry', () => {
  beforeEach(() => {
    exported([everyKind()]);
  });

  it('flattens groups, and has no row for what has no value', () => {
    const pressures = rows('observations').filter(({ CODE }) => CODE === '8480-6' || CODE === '8462-4');
    expect(pressures).toMatchObject([
      { CODE: '8462-4', VALUE: '81', UNITS: 'mm[Hg]', TYPE: 'numeric', CATEGORY: 'vital-signs' },
      { CODE: '8480-6', VALUE: '134', UNITS: 'mm[Hg]', TYPE: 'numeric', CATEGORY: 'vital-signs' },
    ]);
    const codes = rows('observations').map(({ CODE }) => CODE);
    expect(codes).not.toContain('85354-9');
    // Not a number, and nothing but characters that cannot be written.
    expect(codes).not.toContain('33914-3');
    expect(codes).not.toContain('76690-7');
  });

  it('writes values of every type, quoted where they must be', () => {
    const byCode = new Map(rows('observations').map((row) => [row['CODE'], row]));
    expect(byCode.get('2339-0')).toMatchObject({ VALUE: '180.25', UNITS: 'mg/dL', TYPE: 'numeric' });
    expect(byCode.get('72166-2')).toMatchObject({ VALUE: 'Ex-smoker (finding)', UNITS: '', TYPE: 'text' });
    expect(byCode.get('55757-9')).toMatchObject({ VALUE: 'said "no" <twice>', TYPE: 'text' });
    expect(byCode.get('63513-6')).toMatchObject({ VALUE: 'true', TYPE: 'text' });
    expect(byCode.get('11524-6')).toMatchObject({ VALUE: '0.1 1 0.25 2 -0.12 3', UNITS: 'mV', TYPE: 'text' });
    expect(byCode.get('18748-4')).toMatchObject({ VALUE: 'iVBORw0KGgo=', TYPE: 'text' });
    expect(readFileSync(join(root, 'csv/observations.csv'), 'utf8')).toContain(',"said ""no"" <twice>",');
  });

  it('writes moments in UTC and dates of the home', () => {
    expect(rows('patients')[0]).toMatchObject({ BIRTHDATE: '1961-03-31', DEATHDATE: '2022-02-06' });
    expect(rows('encounters')[0]).toMatchObject({ START: '2020-06-01T13:00:00Z', STOP: '2020-06-01T13:30:00Z' });
    expect(rows('immunizations')[0]).toMatchObject({ DATE: '2020-06-01T13:00:00Z', CODE: '140' });
    expect(rows('supplies')).toMatchObject([{ DATE: '2020-06-01', QUANTITY: '50' }]);
    expect(rows('devices')).toMatchObject([{ STOP: '' }, { STOP: '2020-08-30T13:00:00Z', UDI: '' }]);
  });

  it('ends a stay, its procedures and plans with the death', () => {
    expect(rows('encounters')[1]).toMatchObject({ ENCOUNTERCLASS: 'inpatient', STOP: '2022-02-07T03:00:00Z' });
    expect(rows('procedures')[1]).toMatchObject({ STOP: '2022-02-07T03:00:00Z' });
    expect(rows('careplans').map(({ STOP }) => STOP)).toEqual(['2022-02-06', '2020-07-01']);
  });

  it('keeps what nobody found to itself', () => {
    expect(rows('conditions').map(({ CODE }) => CODE)).toEqual(['44054006', '195662009']);
    expect(rows('conditions')[1]).toMatchObject({ SYSTEM: 'SNOMED-CT', START: '2020-06-01', STOP: '2020-06-10' });
  });

  it('names systems, types and severities as Synthea does', () => {
    expect(rows('allergies')).toMatchObject([
      {
        SYSTEM: 'SNOMED-CT',
        REACTION1: '247472004',
        DESCRIPTION1: 'Weal (disorder)',
        SEVERITY1: 'SEVERE',
        REACTION2: '',
      },
      { SYSTEM: 'RxNorm', CODE: '7980', TYPE: '', CATEGORY: '', ENCOUNTER: '' },
    ]);
    expect(rows('patients')[0]).toMatchObject({
      GENDER: 'M',
      RACE: 'other',
      ETHNICITY: 'hispanic',
      STATE: 'Massachusetts',
    });
    expect(rows('organizations')[0]).toMatchObject({ STATE: 'MA', UTILIZATION: '3', REVENUE: '' });
    expect(rows('providers')[0]).toMatchObject({ NAME: "Grace O'Neil", ENCOUNTERS: '3', PROCEDURES: '2' });
  });
});

describe('rows of records that need mending', () => {
  const from = timeOf(2020, 6, 1) + 9 * HOUR;

  it('keeps to the rules of the FHIR: stops, widened visits, visits that were long over', () => {
    const builder = new RecordBuilder(0);
    const visit = builder.encounter(from);
    builder.condition(snomed('1', 'ends before it began'), from, visit, { stop: from - DAY });
    builder.condition(snomed('2', 'ends after the record'), from, visit, { stop: from + 100 * YEAR });
    builder.condition(snomed('3', 'of the next morning'), from + HOUR, visit);
    builder.condition(snomed('4', 'of the next month'), from + 31 * DAY, visit);
    const { notes } = exported([builder.record()]);
    expect(rows('conditions')).toMatchObject([
      { START: '2020-06-01', STOP: '2020-06-01', ENCOUNTER: visit.id },
      { START: '2020-06-01', STOP: '', ENCOUNTER: visit.id },
      { START: '2020-06-01', STOP: '', ENCOUNTER: visit.id },
      { START: '2020-07-02', STOP: '', ENCOUNTER: '' },
    ]);
    expect(rows('encounters')[0]).toMatchObject({ START: '2020-06-01T13:00:00Z', STOP: '2020-06-01T14:00:00Z' });
    expect(notes).toContainEqual({
      text: 'entry filed in a visit that was long over: written without encounter',
      count: 1,
    });
  });

  it('writes the two most severe of three reactions, and says so', () => {
    const builder = new RecordBuilder(0);
    const reaction = (code: string) => snomed(code, `reaction ${code}`);
    builder.allergy(snomed('1', 'Pollen'), from, null, {
      reactions: [
        { reaction: reaction('11'), severity: 'mild' },
        { reaction: reaction('12'), severity: 'severe' },
        { reaction: reaction('13'), severity: 'moderate' },
      ],
    });
    const { notes } = exported([builder.record()]);
    expect(rows('allergies')).toMatchObject([
      { REACTION1: '12', SEVERITY1: 'SEVERE', REACTION2: '13', DESCRIPTION2: 'reaction 13', SEVERITY2: 'MODERATE' },
    ]);
    expect(notes.map(({ text }) => text)).toContain(
      'allergy with more than two reactions: the two most severe written',
    );
  });

  it('quotes commas, quotes and line breaks, and takes out what is no text', () => {
    const builder = new RecordBuilder(0, { familyName: 'O"Hara, "Bo"' });
    const visit = builder.encounter(from);
    const words = 'first, "line"\nsecond\r\nthird\u0000\ud800';
    builder.observation(loinc('1', words), visit, words, { category: 'survey', unit: 'n/a' });
    exported([builder.record()]);
    const clean = 'first, "line"\nsecond\r\nthird';
    expect(rows('observations')).toMatchObject([{ DESCRIPTION: clean, VALUE: clean, UNITS: '' }]);
    expect(rows('patients')[0]).toMatchObject({ LAST: 'O"Hara, "Bo"' });
  });

  it('says "unknown" of what has no code, and knows systems by name and by address', () => {
    const builder = new RecordBuilder(0);
    const visit = builder.encounter(from);
    builder.condition({ system: 'SNOMED-CT', code: ' ', display: '' }, from, visit);
    builder.condition({ system: 'http://snomed.info/sct', code: '38341003', display: '' }, from, visit);
    builder.condition({ system: 'SNOMED-CT', code: '', display: 'in words only' }, from, visit);
    exported([builder.record()]);
    expect(rows('conditions')).toMatchObject([
      { CODE: 'unknown', DESCRIPTION: 'Unknown' },
      { SYSTEM: 'SNOMED-CT', CODE: '38341003', DESCRIPTION: '38341003' },
      { SYSTEM: '', CODE: '', DESCRIPTION: 'in words only' },
    ]);
  });

  it('counts fills by supply, within what the order allows', () => {
    const builder = new RecordBuilder(0);
    const visit = builder.encounter(from);
    const drug = rxnorm('1', 'drug');
    const month = { quantity: 30, unit: 'days' };
    builder.medication(drug, visit, {
      stop: from + 7 * DAY,
      prescription: { duration: { quantity: 1, unit: 'weeks' } },
    });
    builder.medication(drug, visit, { stop: from + 90 * DAY, prescription: { duration: month } });
    builder.medication(drug, visit, { stop: from + 90 * DAY, prescription: { duration: month, refills: 1 } });
    builder.medication(drug, visit, {
      chronic: true,
      stop: from + 300 * DAY,
      prescription: { duration: month, refills: 1 },
    });
    builder.medication(drug, visit, { stop: from + DAY });
    builder.medication(drug, visit, { administered: true, stop: from });
    exported([builder.record()]);
    expect(rows('medications').map(({ DISPENSES }) => DISPENSES)).toEqual(['1', '3', '2', '10', '1', '1']);
  });
});
