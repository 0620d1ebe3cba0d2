import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BUILT_IN_MODULES,
  compileProgram,
  createWorld,
  discoverModules,
  exportersOf,
  LifeWriter,
  type ModuleFolder,
  OutputFolder,
  simulateSlot,
} from '../../../../src/index.ts';
import type { Loose } from '../../../support/bundles.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../../../support/corpus.ts';
import { expectations, SOME } from '../../../support/csv-from-fhir.ts';
import { type Row, rowsOfFile } from '../../../support/csv-tables.ts';

/** Lives that are made and compared. */
const LIVES = Number(process.env['CSV_LIVES'] ?? 24);
const MOST_FOREIGN_LIVES = 200;
const TEN_MINUTES = 600_000;

const CASES: readonly { name: string; modules: readonly ModuleFolder[]; lives: number; skipped?: string }[] = [
  { name: 'built-in modules', modules: [BUILT_IN_MODULES], lives: LIVES },
  {
    name: 'modules of others',
    modules: [{ path: join(CORPUS, 'modules'), builtIn: false }],
    lives: Math.min(LIVES, MOST_FOREIGN_LIVES),
    ...(!HAS_CORPUS && { skipped: NO_CORPUS }),
  },
];

/** Writes lives as FHIR and as CSV, as the program does. */
function write(folder: string, modules: readonly ModuleFolder[], lives: number): void {
  const { program } = compileProgram(discoverModules(modules));
  const world = createWorld(program, { seed: 'tables' });
  const writer = new LifeWriter(new OutputFolder(folder), exportersOf(['fhir', 'csv']));
  for (let slot = 0; slot < lives; slot++) writer.add(simulateSlot(world, slot));
  writer.close();
}

describe.each(CASES)('tables of lives of $name', ({ modules, lives, skipped }) => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'));

  beforeAll(() => {
    if (skipped === undefined) write(folder, modules, lives);
  }, TEN_MINUTES);
  afterAll(() => rmSync(folder, { recursive: true }));

  const runIf = it.skipIf(skipped !== undefined);
  const because = skipped === undefined ? '' : ` (${skipped})`;

  runIf(`have the rows that the FHIR resources are${because}`, () => compare(folder, lives), TEN_MINUTES);
  runIf(`load into a database with types, primary and foreign keys${because}`, () => load(folder), TEN_MINUTES);
});

/** Holds the rows of every table against the resources, a patient at a time: each row, in its order, and none beside them. */
function compare(folder: string, lives: number): void {
  const tables = new Map(
    Object.keys(expectations(() => undefined)).map((name) => [name, rowsOfFile(join(folder, `csv/${name}.csv`))]),
  );
  const files = readdirSync(join(folder, 'fhir'));
  const fileOf = (id: string) => files.filter((file) => file.includes(id));
  const ids = [...rowsOfFile(join(folder, 'csv/patients.csv'))].map(({ Id = '' }) => Id);
  expect(ids).toHaveLength(lives);
  const rows = new Map<string, number>();
  for (const paths of [...ids.map(fileOf), files.filter((file) => file.startsWith('shared-'))]) {
    const resources = paths.flatMap((path) => resourcesOf(join(folder, 'fhir', path)));
    for (const [table, expected] of expectedOf(resources)) {
      for (const row of expected) expect(like(tables.get(table)?.next().value ?? {}, row)).toEqual(row);
      rows.set(table, (rows.get(table) ?? 0) + expected.length);
    }
  }
  for (const [table, left] of tables) expect([table, left.next().done]).toEqual([table, true]);
  expect(rows.get('observations')).toBeGreaterThan(lives * 20);
  expect(rows.get('providers')).toBeGreaterThan(0);
}

function resourcesOf(path: string): Loose[] {
  return JSON.parse(readFileSync(path, 'utf8')).entry.map((entry: Loose) => entry.resource);
}

function expectedOf(resources: readonly Loose[]): [string, readonly Row[]][] {
  const media = new Map(
    resources.filter(({ resourceType }) => resourceType === 'Media').map((each) => [each.id, each]),
  );
  const mediaOf = (observation: Loose) => media.get(observation.derivedFrom?.[0].reference.split('/')[1]);
  return Object.entries(expectations(mediaOf)).map(([table, { type, rows }]) => [
    table,
    resources.filter(({ resourceType }) => resourceType === type).flatMap(rows),
  ]);
}

/** The columns of a row that an expectation names. */
function like(row: Row, expected: Row): Row {
  const cells = Object.entries(expected).map(([name, value]) => {
    const cell = row[name] ?? '<no such column>';
    return [name, value === SOME && cell !== '' ? SOME : cell];
  });
  return Object.fromEntries(cells);
}

async function load(folder: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run(`IMPORT DATABASE '${folder}/csv'`);
    const names = await column(connection, 'SELECT table_name FROM duckdb_tables() ORDER BY table_oid');
    const files = readdirSync(join(folder, 'csv')).filter((file) => file.endsWith('.csv'));
    expect(files.sort()).toEqual(names.map((name) => `${name}.csv`).sort());
    for (const name of names) {
      const rows = [...rowsOfFile(join(folder, `csv/${name}.csv`))].length;
      expect([name, await column(connection, `SELECT count(*) FROM ${name}`)]).toEqual([name, [String(rows)]]);
    }
    await holdKeys(connection);
    await holdCounts(connection);
  } finally {
    connection.closeSync();
  }
}

/** The database refuses what breaks a key, so that what it has taken breaks none. */
async function holdKeys(connection: DuckDBConnection): Promise<void> {
  const stranger = 'INSERT INTO observations SELECT * REPLACE (uuid() AS "PATIENT") FROM observations LIMIT 1';
  await expect(connection.run(stranger)).rejects.toThrow(/foreign key/i);
  const twice = 'INSERT INTO encounters SELECT * FROM encounters LIMIT 1';
  await expect(connection.run(twice)).rejects.toThrow(/duplicate key/i);
}

/** What organizations and clinicians are said to have done is what the other tables say. */
async function holdCounts(connection: DuckDBConnection): Promise<void> {
  const wrong = [
    `SELECT o."Id" FROM organizations o WHERE "UTILIZATION" <> (SELECT count(*) FROM encounters e WHERE e."ORGANIZATION" = o."Id")`,
    `SELECT p."Id" FROM providers p WHERE "ENCOUNTERS" <> (SELECT count(*) FROM encounters e WHERE e."PROVIDER" = p."Id")`,
    `SELECT p."Id" FROM providers p WHERE "PROCEDURES" <> (SELECT count(*) FROM procedures c JOIN encounters e ON e."Id" = c."ENCOUNTER" WHERE e."PROVIDER" = p."Id")`,
    `SELECT e."Id" FROM encounters e JOIN providers p ON p."Id" = e."PROVIDER" WHERE p."ORGANIZATION" <> e."ORGANIZATION"`,
  ];
  for (const query of wrong) expect(await column(connection, query)).toEqual([]);
  const [done] = await column(connection, 'SELECT sum("PROCEDURES") FROM providers');
  expect(Number(done)).toBeGreaterThan(0);
}

async function column(connection: DuckDBConnection, query: string): Promise<string[]> {
  return (await connection.runAndReadAll(query)).getRows().map(([cell]) => String(cell));
}
