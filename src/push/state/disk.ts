import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';

const HINT = 'check space and permissions, or keep what push remembers elsewhere with --state';

/** Does something with the disk; its trouble is told as trouble of the environment. */
export function onDisk<T>(verb: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new AppError(ExitCode.environment, `cannot ${verb} ${path} (${code})`, { cause, hint: HINT });
  }
}

/** The bytes of a file; none where there is no such file. */
export function readIfThere(path: string): Buffer {
  return onDisk('read', path, () => {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    }
  });
}

/** Writes the whole of a file: it is there with all of it, on the disk, or it is not there. */
export function writeWhole(path: string, lines: Iterable<string>): void {
  onDisk('write', path, () => {
    const temporary = `${path}.tmp`;
    const descriptor = openSync(temporary, 'w');
    try {
      for (const line of lines) writeAll(descriptor, `${line}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  });
}

/** Writes text, also where the system takes it in pieces. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}
