import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { makeFolder } from '../core/make-folder.ts';

/** A finished file. */
export interface WrittenFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface SinkOptions {
  /** Asks the system to put every file on the disk before it gets its name; three to nine times slower. */
  readonly fsync?: boolean;
}

/** Writing goes to the system in pieces of this size: smaller ones cost calls, larger ones gain nothing (measured). */
const CHUNK = 1 << 20;

/**
 * The folder that a run writes to. A file gets its name only when it is complete: until then it is called `<name>.tmp`, and
 * `abort` removes it. Trouble with the disk is an AppError of the environment.
 */
export class OutputFolder {
  readonly root: string;
  readonly #fsync: boolean;
  readonly #open = new Set<OutputFile>();
  readonly #made = new Set<string>();

  constructor(root: string, options: SinkOptions = {}) {
    this.root = root;
    this.#fsync = options.fsync ?? false;
  }

  /** Begins a file; `path` is relative to the folder, with `/`. Folders are made as needed. */
  create(path: string): OutputFile {
    const target = join(this.root, path);
    this.#makeFolder(dirname(target));
    const file = new OutputFile(path, target, this.#fsync, () => this.#open.delete(file));
    this.#open.add(file);
    return file;
  }

  /** Writes a whole file at once. */
  write(path: string, bytes: Uint8Array): WrittenFile {
    const file = this.create(path);
    file.write(bytes);
    return file.close();
  }

  /**
   * Makes one file of finished ones, in their order, and takes those away. Of all but the first, the first `skip` bytes are left out:
   * a header that each of them has.
   */
  join(path: string, parts: readonly WrittenFile[], skip = 0): WrittenFile {
    const [only, ...others] = parts;
    if (only !== undefined && others.length === 0) {
      const target = join(this.root, path);
      attempt('write', target, () => renameSync(join(this.root, only.path), target));
      return { ...only, path };
    }
    const file = this.create(path);
    for (const [i, part] of parts.entries()) {
      const source = join(this.root, part.path);
      for (const bytes of piecesOf(source, i === 0 ? 0 : skip)) file.write(bytes);
      attempt('remove', source, () => rmSync(source));
    }
    return file.close();
  }

  /** Removes every file that is not complete. Never throws: it is called when something has gone wrong already. */
  abort(): void {
    for (const file of [...this.#open]) file.abort();
  }

  #makeFolder(folder: string): void {
    if (this.#made.has(folder)) return;
    attempt('make the folder', folder, () => makeFolder(folder));
    this.#made.add(folder);
  }
}

/** A file that is being written. After an error it is gone; only `abort` may then be called. */
export class OutputFile {
  readonly path: string;
  readonly #target: string;
  readonly #temporary: string;
  readonly #fsync: boolean;
  readonly #hash: Hash = createHash('sha256');
  readonly #onEnd: () => void;
  #descriptor: number | undefined;
  #pending: Buffer | undefined;
  #pendingLength = 0;
  #bytes = 0;

  constructor(path: string, target: string, fsync: boolean, onEnd: () => void) {
    this.path = path;
    this.#target = target;
    this.#temporary = `${target}.tmp`;
    this.#fsync = fsync;
    this.#onEnd = onEnd;
    this.#descriptor = attempt('write', this.#temporary, () => openSync(this.#temporary, 'w'));
  }

  /** Appends bytes at once. */
  write(bytes: Uint8Array): void {
    this.#flush();
    this.#writeNow(bytes);
  }

  /** Appends text as UTF-8, in large pieces. */
  text(text: string): void {
    const most = text.length * 3;
    if (most > CHUNK) {
      this.write(Buffer.from(text));
      return;
    }
    if (this.#pendingLength + most > CHUNK) this.#flush();
    this.#pending ??= Buffer.allocUnsafe(CHUNK);
    this.#pendingLength += this.#pending.write(text, this.#pendingLength);
  }

  /** Completes the file: it now has its name. */
  close(): WrittenFile {
    this.#flush();
    const descriptor = this.#descriptor;
    if (descriptor === undefined) throw new Error(`${this.path} is closed already`);
    this.#guard(() => {
      if (this.#fsync) fsyncSync(descriptor);
      this.#descriptor = undefined;
      closeSync(descriptor);
      renameSync(this.#temporary, this.#target);
    });
    this.#onEnd();
    return { path: this.path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Removes what was written. Never throws. */
  abort(): void {
    try {
      if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    } catch {
      // A descriptor that cannot be closed must not keep the file from being removed.
    }
    this.#descriptor = undefined;
    try {
      rmSync(this.#temporary, { force: true });
    } catch {
      // The disk refuses even this; the first error says so already.
    }
    this.#onEnd();
  }

  #flush(): void {
    if (this.#pending === undefined || this.#pendingLength === 0) return;
    const bytes = this.#pending.subarray(0, this.#pendingLength);
    this.#pendingLength = 0;
    this.#writeNow(bytes);
  }

  #writeNow(bytes: Uint8Array): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) throw new Error(`${this.path} is closed already`);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    this.#guard(() => {
      // A full disk shows as a short write first.
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    });
  }

  #guard(action: () => void): void {
    try {
      attempt('write', this.#target, action);
    } catch (error) {
      this.abort();
      throw error;
    }
  }
}

/** The bytes of a file from a place on, in pieces that are valid until the next. */
function* piecesOf(path: string, from: number): Generator<Uint8Array> {
  const descriptor = attempt('read', path, () => openSync(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let at = from; ; ) {
      const bytes = attempt('read', path, () => readSync(descriptor, buffer, 0, CHUNK, at));
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
      at += bytes;
    }
  } finally {
    closeSync(descriptor);
  }
}

const TROUBLE: Readonly<Record<string, { what: string; hint: string }>> = {
  ENOSPC: {
    what: 'the disk is full',
    hint: 'free some space or choose another folder with --out',
  },
  EDQUOT: { what: 'the disk quota is used up', hint: 'free some space or choose another folder with --out' },
  EACCES: { what: 'permission was denied', hint: 'choose a folder you may write to with --out' },
  EPERM: { what: 'permission was denied', hint: 'choose a folder you may write to with --out' },
  EROFS: { what: 'the file system is read-only', hint: 'choose a folder on another file system with --out' },
  ENOTDIR: { what: 'a part of the path is a file', hint: 'remove that file or choose another folder with --out' },
  EEXIST: {
    what: 'a file stands where a folder is needed',
    hint: 'remove that file or choose another folder with --out',
  },
  EISDIR: {
    what: 'a folder stands where a file is needed',
    hint: 'remove that folder or choose another one with --out',
  },
  ENAMETOOLONG: { what: 'the path is too long', hint: 'choose a folder with a shorter path with --out' },
  EMFILE: { what: 'too many files are open', hint: 'raise the limit (ulimit -n) and run again' },
};

function attempt<T>(verb: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code;
    if (errno === undefined) throw error;
    const { what, hint } = TROUBLE[errno] ?? {
      what: errno,
      hint: 'check the disk, or choose another folder with --out',
    };
    throw new AppError(ExitCode.environment, `cannot ${verb} ${path}: ${what}`, { hint, cause: error });
  }
}
