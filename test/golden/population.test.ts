import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { formatLocal } from '../../src/core/time.ts';
import {
  BUILT_IN_MODULES,
  compileProgram,
  createWorld,
  discoverModules,
  type Entry,
  exportersOf,
  LifeWriter,
  OutputFolder,
  type PatientRecord,
  simulate,
} from '../../src/index.ts';

/**
 * What a seed gives is a promise. A difference here is a change of output: read it, say why it is right, tag the changelog entry
 * **Output**, then `npm run golden`.
 */
const FILES = fileURLToPath(new URL('population.json', import.meta.url));
const LIVES = fileURLToPath(new URL('lives.txt', import.meta.url));
const LAST_SLOT = 7;
const TOLD_LIVES = 3;

const folder = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

function make(): { files: Record<string, string>; text: string } {
  const { program } = compileProgram(discoverModules([BUILT_IN_MODULES]));
  const world = createWorld(program, { seed: 'golden', visitLog: true });
  const writer = new LifeWriter(new OutputFolder(folder), exportersOf(['fhir', 'states']));
  const told: string[] = [];
  for (const life of simulate(world, { from: 0, to: LAST_SLOT })) {
    if (life.kind !== 'life') throw new Error(`a slot gave no life: ${life.kind}`);
    writer.add(life);
    if (life.record.person.slot < TOLD_LIVES) told.push(tell(life.record));
  }
  const written = [...writer.close().values()].flatMap(({ files }) => files);
  return { files: Object.fromEntries(written.map(({ path, sha256 }) => [path, sha256])), text: told.join('\n') };
}

/** A record as text, a line an entry, so that a difference can be read. Observations are many, and left to the hashes. */
function tell({ person, entries, death, undiagnosed }: PatientRecord): string {
  const head = `${person.givenName} ${person.familyName}, ${person.sex}, ${person.race} ${person.ethnicity}, born ${formatLocal(person.birth)}, ${person.address.city} ${person.address.state}`;
  const end = death ? [`died ${formatLocal(death.time)} ${death.code?.display ?? ''}`.trimEnd()] : [];
  const told = entries.filter(({ kind }) => kind !== 'observation');
  return [head, ...told.map(line), ...undiagnosed.map((entry) => `not found: ${line(entry)}`), ...end, ''].join('\n');
}

function line(entry: Entry): string {
  const stop = entry.stop === null ? '' : ` to ${formatLocal(entry.stop)}`;
  return `${formatLocal(entry.start)}${stop} ${entry.kind} ${entry.codes[0]?.code} ${entry.codes[0]?.display} [${entry.cause.file}: ${entry.cause.state}]`;
}

describe('the golden population', () => {
  const { files, text } = make();
  if (process.env['UPDATE_GOLDEN']) {
    writeFileSync(FILES, `${JSON.stringify(files, null, 2)}\n`);
    writeFileSync(LIVES, text);
  }

  it('has lives that read as they did', () => {
    expect(text).toBe(readFileSync(LIVES, 'utf8'));
  });

  it('has the same bytes in every file', () => {
    expect(files).toEqual(JSON.parse(readFileSync(FILES, 'utf8')));
  });
});
