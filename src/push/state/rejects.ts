import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../core/json.ts';
import { onDisk, writeAll, writeWhole } from './disk.ts';

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

  /** What an earlier run wrote stays for chunks that are `settled`; the others are tried again. */
  constructor(path: string, isSettled: (chunk: number) => boolean) {
    this.#path = path;
    const kept = linesOf(path).filter((line) => isSettled((JSON.parse(line) as Reject).chunk));
    writeWhole(path, kept);
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

function linesOf(path: string): string[] {
  try {
    const text = readFileSync(path, 'utf8');
    // Half a last line belongs to a chunk that is not done.
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}
