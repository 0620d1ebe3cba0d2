import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { ByteScanner } from '../../core/byte-scanner.ts';
import { type Json, type JsonObject, objectAt } from '../../core/json.ts';
import { digestOf } from '../input/read-input.ts';
import type { PlannedEntry } from '../plan/plan.ts';
import { onDisk } from '../state/disk.ts';

/** Where an entry stands. */
type StandingEntry = Pick<PlannedEntry, 'file' | 'at' | 'length' | 'digest'>;

/** An entry with its text, ready to be sent or looked at. */
export interface LoadedEntry extends PlannedEntry {
  /** The bytes in the file: an entry of a bundle, or a resource. */
  readonly source: string;
}

/** Reads entries from the files that they stand in. */
export class EntrySource {
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #open = new Map<number, number>();

  constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    this.#paths = paths;
  }

  /** @throws AppError when a file is no longer what it was when the plan was made. */
  load<Entry extends StandingEntry>(entry: Entry): Entry & { readonly source: string } {
    const path = this.pathOf(entry);
    const bytes = Buffer.allocUnsafe(entry.length);
    const read = onDisk('read', path, () => readAt(this.#descriptor(entry.file, path), bytes, entry.at));
    if (read !== entry.length || digestOf(bytes) !== entry.digest) {
      const hint = 'begin anew with --fresh: resources that are there already stay as they are';
      throw new AppError(ExitCode.usage, `${path} was changed since the plan was made`, { hint });
    }
    return { ...entry, source: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  }

  pathOf({ file }: Pick<StandingEntry, 'file'>): string {
    return join(this.#root, this.#paths[file] ?? '');
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #descriptor(file: number, path: string): number {
    const known = this.#open.get(file);
    if (known !== undefined) {
      // Used again: it moves to the end of those that are kept.
      this.#open.delete(file);
      this.#open.set(file, known);
      return known;
    }
    const [oldest] = this.#open;
    if (oldest !== undefined && this.#open.size >= MOST_OPEN) {
      closeSync(oldest[1]);
      this.#open.delete(oldest[0]);
    }
    const descriptor = openSync(path, 'r');
    this.#open.set(file, descriptor);
    return descriptor;
  }
}

/** Systems let a process open a few hundred files. */
const MOST_OPEN = 64;

function readAt(descriptor: number, bytes: Buffer, at: number): number {
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

/** What the server calls a resource that is referred to by its key: of one it gave an id, undefined while that is not known. */
export type NameOnServer = (key: string) => string | undefined;

/**
 * The text of an entry in a bundle. It is taken from the file as it stands there, numbers with all their digits; `inChunk` are keys that
 * the server resolves itself, because their entries are in the same transaction.
 */
export function entryText(entry: LoadedEntry, nameOnServer: NameOnServer, inChunk: ReadonlySet<string>): string {
  const renames = new Map<string, string>();
  for (const [reference, key] of Object.entries(entry.renames)) {
    const name = inChunk.has(key) && isFullUrl(key) ? undefined : nameOnServer(key);
    if (name !== undefined && name !== reference) renames.set(reference, name);
  }
  const source = renames.size === 0 ? entry.source : withReferences(entry.source, renames);
  if (entry.form === 'ready') return source;
  const resource = entry.form === 'resource' ? source : withId(memberText(source, 'resource'), entry);
  const fullUrl = isFullUrl(entry.key) ? `"fullUrl":${JSON.stringify(entry.key)},` : '';
  return `{${fullUrl}"resource":${resource},"request":${JSON.stringify(requestOf(entry))}}`;
}

/** The resource of an entry, as the file has it. */
export function resourceOf({ form, source }: Pick<LoadedEntry, 'form' | 'source'>): JsonObject {
  const value = JSON.parse(source) as JsonObject;
  return form === 'resource' ? value : (objectAt(value, 'resource') ?? {});
}

/** Only a key stands before a colon, so nothing else is taken for a reference. */
const REFERENCE = /("reference"\s*:\s*)("(?:[^"\\]|\\.)*")/g;

function withReferences(text: string, renames: ReadonlyMap<string, string>): string {
  return text.replaceAll(REFERENCE, (whole: string, key: string, value: string) => {
    const name = renames.get(JSON.parse(value) as string);
    return name === undefined ? whole : key + JSON.stringify(name);
  });
}

/** The id under which it is put, where only its fullUrl says it. */
function withId(resource: string, { kind, key, type }: PlannedEntry): string {
  if (kind !== 'fixed') return resource;
  const { id } = JSON.parse(resource) as { readonly id?: Json };
  return id === undefined
    ? `{"id":${JSON.stringify(key.slice(type.length + 1))},${resource.slice(1).trimStart()}`
    : resource;
}

/** The text of a member of an object. */
function memberText(object: string, key: string): string {
  const scanner = new ByteScanner('', Number.POSITIVE_INFINITY);
  for (const found of scanner.push(Buffer.from(object))) {
    if ('asOne' in found) found.asOne();
    else if (found.key === key) return Buffer.from(found.bytes).toString('utf8');
  }
  return '{}';
}

function requestOf({ kind, key, type }: PlannedEntry): { readonly [key: string]: Json } {
  return kind === 'fixed' ? { method: 'PUT', url: key } : { method: 'POST', url: type };
}

function isFullUrl(key: string): boolean {
  return key.startsWith('urn:');
}
