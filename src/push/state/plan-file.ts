import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { isObject } from '../../core/json.ts';
import type { Plan, PlannedChunk, PlannedEntry } from '../plan/plan.ts';
import { onDisk, writeWhole } from './disk.ts';

const FORMAT = 'anamnesis-push-plan-1';

/** An entry as it stands in the file; what is usual is left out. */
interface EntryLine {
  /** File, place, length. */
  readonly at: readonly [number, number, number];
  readonly digest: string;
  readonly key: string;
  /** Where the key does not begin with it. */
  readonly type?: string;
  readonly assigned?: true;
  readonly form?: 'entry' | 'resource';
  readonly joined?: true;
  readonly renames?: Readonly<Record<string, string>>;
}

/** Saves a plan: settings and files on the first line, then a chunk a line. */
export function writePlan(path: string, plan: Plan): void {
  writeWhole(path, planLines(plan));
}

/** What names a plan in a journal. */
export function planId(plan: Plan): string {
  const hash = createHash('sha256');
  for (const line of planLines(plan)) hash.update(line);
  return hash.digest('hex').slice(0, 32);
}

/** @throws AppError when the file is not a plan, or not a whole one. */
export function readPlan(path: string): Plan {
  const lines = onDisk('read', path, () => readFileSync(path, 'utf8')).split('\n');
  const broken = (): AppError => {
    const hint = 'begin anew with --fresh: resources that are there already stay as they are';
    return new AppError(ExitCode.usage, `the plan ${path} cannot be read`, { hint });
  };
  const [head, ...rest] = lines.filter((line) => line !== '').map((line) => parsed(line, broken));
  if (!isObject(head) || head['format'] !== FORMAT || head['chunks'] !== rest.length) throw broken();
  const { format, chunks, ...settings } = head as unknown as Omit<Plan, 'chunks'> & { format: string; chunks: number };
  return { ...settings, chunks: rest.map((line) => chunkOf(line as unknown as ChunkLine)) };
}

interface ChunkLine extends Omit<PlannedChunk, 'entries'> {
  readonly entries: readonly EntryLine[];
}

function* planLines({ chunks, ...settings }: Plan): Generator<string> {
  yield JSON.stringify({ format: FORMAT, chunks: chunks.length, ...settings });
  for (const chunk of chunks) yield JSON.stringify({ ...chunk, entries: chunk.entries.map(lineOf) });
}

function lineOf(entry: PlannedEntry): EntryLine {
  const { file, at, length, digest, type, key, kind, form, isJoined, renames } = entry;
  return {
    at: [file, at, length],
    digest,
    key,
    ...(!key.startsWith(`${type}/`) && { type }),
    ...(kind === 'assigned' && { assigned: true }),
    ...(form !== 'ready' && { form }),
    ...(isJoined && { joined: true }),
    ...(Object.keys(renames).length > 0 && { renames }),
  };
}

function chunkOf(line: ChunkLine): PlannedChunk {
  return { ...line, entries: line.entries.map(entryOf) };
}

function entryOf(line: EntryLine): PlannedEntry {
  const [file, at, length] = line.at;
  return {
    file,
    at,
    length,
    digest: line.digest,
    type: line.type ?? line.key.slice(0, line.key.indexOf('/')),
    key: line.key,
    kind: line.assigned ? 'assigned' : 'fixed',
    form: line.form ?? 'ready',
    isJoined: line.joined === true,
    renames: line.renames ?? {},
  };
}

function parsed(line: string, broken: () => AppError): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw broken();
  }
}
