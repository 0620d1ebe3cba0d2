import { closeSync, fsyncSync, openSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { onDisk, readIfThere, writeAll, writeWhole } from './disk.ts';

/** A resource that the server would not take, and why. */
export interface Reject {
  readonly chunk: number;
  readonly resource: string;
  readonly file: string;
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
  /** Of HTTP; none where it was not sent. */
  readonly status?: number;
  readonly reason: string;
  readonly outcome?: JsonObject;
  readonly entry: unknown;
}

/** The file of what was not taken. */
export class Rejects {
  readonly #path: string;
  readonly #isRejected: (chunk: number, resource: string) => boolean;

  /** `isRejected` says whether a resource of a chunk still counts as rejected: then what an earlier run wrote of it stays. */
  constructor(path: string, isRejected: (chunk: number, resource: string) => boolean) {
    this.#path = path;
    this.#isRejected = isRejected;
    this.tidy();
  }

  /** Takes away what was taken when it was tried again, and the older of two reasons. */
  tidy(): void {
    const kept = new Map<string, string>();
    for (const [index, line] of readLines(this.#path).entries()) {
      const { chunk, resource } = readLine(line, `${this.#path}:${index + 1}`);
      if (this.#isRejected(chunk, resource)) kept.set(resource, line);
    }
    writeWhole(this.#path, kept.values());
  }

  add(rejects: readonly Reject[]): void {
    if (rejects.length === 0) return;
    onDisk('write', this.#path, () => {
      const descriptor = openSync(this.#path, 'a');
      try {
        writeAll(descriptor, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    });
  }
}

/** The whole lines: half a last line belongs to a chunk that is not done. */
function readLines(path: string): string[] {
  const text = readIfThere(path).toString('utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

/** What a line is about. @throws AppError when it is none of ours. */
function readLine(line: string, place: string): Pick<Reject, 'chunk' | 'resource'> {
  try {
    const { chunk, resource } = JSON.parse(line) as Partial<Reject>;
    if (typeof chunk === 'number' && typeof resource === 'string') return { chunk, resource };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  const hint = 'it was changed by something else than push; take the file away: what was rejected is tried again';
  throw new AppError(ExitCode.usage, `${place} tells of no rejected resource`, { hint });
}
