import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../client/json.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { digestOf } from '../input/read-input.ts';
import { withReferences } from '../input/references.ts';
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
 * The text of an entry in a bundle. What needs no change is sent as it stands in its file; `inChunk` are keys that the server resolves
 * itself, because their entries are in the same transaction.
 */
export function entryText(entry: LoadedEntry, nameOnServer: NameOnServer, inChunk: ReadonlySet<string>): string {
  const renames = Object.entries(entry.renames).flatMap(([reference, key]) => {
    if (inChunk.has(key) && isFullUrl(key)) return [];
    const name = nameOnServer(key);
    return name === undefined || name === reference ? [] : [[reference, name] as const];
  });
  if (renames.length > 0) return JSON.stringify(rebuilt(entry, new Map(renames)));
  if (entry.isReady) return entry.source;
  if (standsAlone(entry.source)) {
    return `{"resource":${entry.source},"request":${JSON.stringify(requestOf(entry))}}`;
  }
  return JSON.stringify(rebuilt(entry, new Map()));
}

/** The resource of an entry, as the file has it. */
export function resourceOf({ source }: { readonly source: string }): JsonObject {
  const value = JSON.parse(source) as JsonObject;
  const { resource } = value;
  return value['resourceType'] === undefined && isObject(resource) ? resource : value;
}

function rebuilt(entry: LoadedEntry, renames: ReadonlyMap<string, string>): JsonObject {
  const resource = withReferences(resourceOf(entry), (reference) => renames.get(reference)) as JsonObject;
  const [, id] = entry.kind === 'fixed' ? entry.key.split('/') : [];
  const whole = id === undefined ? resource : { ...resource, id };
  if (!entry.isReady)
    return { resource: whole, request: requestOf(entry), ...(isFullUrl(entry.key) && { fullUrl: entry.key }) };
  const given = JSON.parse(entry.source) as JsonObject;
  return { ...given, resource: whole };
}

function requestOf({ kind, key, type }: PlannedEntry): { readonly [key: string]: Json } {
  return kind === 'fixed' ? { method: 'PUT', url: key } : { method: 'POST', url: type };
}

/** A resource begins with its type, an entry does not; whoever writes it otherwise is read the long way. */
function standsAlone(source: string): boolean {
  return /^\{\s*"resourceType"/.test(source);
}

function isFullUrl(key: string): boolean {
  return key.startsWith('urn:');
}
