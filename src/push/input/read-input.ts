import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isResource, listAt } from '../../client/json.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import type { InputEntry } from './entry.ts';
import type { FoundFile, InputFiles } from './find-files.ts';
import {
  bundleFault,
  type IdChoice,
  type Interpreted,
  interpretEntry,
  interpretResource,
  NotPushable,
} from './interpret.ts';
import { itemRanges } from './json-items.ts';

/** A file that was read, and what it was when it was. */
export interface ReadFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Input {
  readonly root: string;
  readonly files: readonly ReadFile[];
  readonly entries: readonly InputEntry[];
  /** Files that hold no FHIR, such as a manifest. */
  readonly passedBy: readonly string[];
}

const LINE_FEED = 10;

/**
 * Reads what is to be pushed: which resources there are and where they stand, not what they say.
 * @throws AppError, naming file and place, when a file is broken or holds what cannot be pushed: nothing has been sent then.
 */
export function readInput(found: InputFiles, ids: IdChoice, onFile: (path: string) => void = () => {}): Input {
  const files: ReadFile[] = [];
  const entries: InputEntry[] = [];
  const passedBy: string[] = [];
  for (const file of found.files) {
    onFile(file.path);
    const bytes = readBytes(found.root, file.path);
    const reader = new FileReader(file, files.length, bytes, ids);
    const inFile = file.isLines ? reader.lines() : reader.json();
    if (inFile === undefined) passedBy.push(file.path);
    else {
      files.push({ path: file.path, bytes: bytes.length, sha256: sha256(bytes) });
      entries.push(...inFile);
    }
  }
  return { root: found.root, files, entries, passedBy };
}

/** What the files of a plan are now, for a comparison with what they were. */
export function hashFile(root: string, path: string): ReadFile {
  const bytes = readBytes(root, path);
  return { path, bytes: bytes.length, sha256: sha256(bytes) };
}

/** The digest of the bytes of an entry. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readBytes(root: string, path: string): Buffer {
  try {
    return readFileSync(join(root, path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new AppError(ExitCode.environment, `${join(root, path)} cannot be read (${code})`, { cause });
  }
}

/** Finds the resources of one file. */
class FileReader {
  readonly #file: FoundFile;
  readonly #number: number;
  readonly #bytes: Buffer;
  readonly #ids: IdChoice;

  constructor(file: FoundFile, number: number, bytes: Buffer, ids: IdChoice) {
    this.#file = file;
    this.#number = number;
    this.#bytes = bytes;
    this.#ids = ids;
  }

  /** Undefined when this is no FHIR, in a file that was not named. */
  json(): InputEntry[] | undefined {
    const value = this.#parse(this.#bytes, '');
    if (!isResource(value)) return this.#foreign();
    if (value.resourceType !== 'Bundle') {
      const interpreted = interpretResource(value, this.#place(''));
      return interpreted === undefined ? this.#foreign() : [this.#entry(interpreted, 0, this.#bytes.length)];
    }
    const fault = bundleFault(value);
    if (fault !== undefined) throw this.#refuse('', fault);
    const items = listAt(value, 'entry');
    const ranges = itemRanges(this.#bytes, 'entry');
    if (ranges.length !== items.length) {
      throw this.#refuse('', new NotPushable('has entries that are none', 'every entry of a bundle is an object'));
    }
    return items.flatMap((item, index) => {
      const { at, length } = ranges[index] as { at: number; length: number };
      const interpreted = interpretEntry(item, this.#place(`/entry/${index}`), this.#ids);
      if (interpreted instanceof NotPushable) throw this.#refuse(` /entry/${index}`, interpreted);
      return interpreted === undefined ? [] : [this.#entry(interpreted, at, length)];
    });
  }

  /** One resource a line. */
  lines(): InputEntry[] | undefined {
    const entries: InputEntry[] = [];
    let line = 0;
    for (let at = 0; at < this.#bytes.length; ) {
      line++;
      const feed = this.#bytes.indexOf(LINE_FEED, at);
      const end = feed === -1 ? this.#bytes.length : feed;
      if (end > at && !this.#isBlank(at, end)) {
        const value = this.#parse(this.#bytes.subarray(at, end), `:${line}`);
        if (!isResource(value)) {
          if (entries.length === 0 && !this.#file.isNamed) return undefined;
          throw this.#refuse(`:${line}`, new NotPushable('is no FHIR resource', 'mend or remove the line'));
        }
        const interpreted = interpretResource(value, this.#place(`:${line}`));
        if (interpreted !== undefined) entries.push(this.#entry(interpreted, at, end - at));
      }
      at = end + 1;
    }
    return entries;
  }

  #isBlank(at: number, end: number): boolean {
    return this.#bytes.toString('latin1', at, Math.min(end, at + 8)).trim() === '' && this.#text(at, end).trim() === '';
  }

  #text(at: number, end: number): string {
    return this.#bytes.toString('utf8', at, end);
  }

  #parse(bytes: Buffer, place: string): unknown {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (cause) {
      const where = `${this.#file.path}${place}`;
      const what = bytes.length === 0 ? 'is empty' : `is not JSON: ${(cause as Error).message}`;
      const hint = this.#file.isLines
        ? 'the file may be cut off; every line is one resource'
        : 'the file may be cut off; get it whole, or leave it out';
      throw new AppError(ExitCode.usage, `${where} ${what}`, { hint: `${hint} (nothing was sent)`, cause });
    }
  }

  #foreign(): undefined {
    if (!this.#file.isNamed) return undefined;
    throw this.#refuse('', new NotPushable('holds no FHIR that can be stored', 'name bundles, resources or NDJSON'));
  }

  #refuse(place: string, { reason, hint }: NotPushable): AppError {
    return new AppError(ExitCode.usage, `${this.#file.path}${place} ${reason}`, { hint: `${hint} (nothing was sent)` });
  }

  #place(place: string): string {
    return `${this.#file.path}#${place}`;
  }

  #entry(interpreted: Interpreted, at: number, length: number): InputEntry {
    const digest = digestOf(this.#bytes.subarray(at, at + length));
    return { file: this.#number, at, length, digest, ...interpreted };
  }
}
