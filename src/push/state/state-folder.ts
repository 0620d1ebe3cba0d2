import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { onDisk } from './disk.ts';

/** Where push remembers what it does, beside the data; readers of FHIR pass by folders with a dot. */
const NAME = '.push';

/** Who holds a folder. */
export interface Holder {
  readonly processId: number;
  isRunning(processId: number): boolean;
}

/**
 * What is remembered of pushing one input to one server. Only one push at a time may hold it.
 */
export class StateFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** The folder for a server and what is named, in or beside the first of it, or where the user wants it. */
  static of(paths: readonly string[], server: string, chosen: string | undefined): StateFolder {
    const [first = '.'] = paths;
    const beside = statSync(first).isDirectory() ? first : dirname(first);
    const names = paths.map((path) => relative(beside, path)).sort();
    return new StateFolder(join(chosen ?? join(beside, NAME), folderName(server, names)));
  }

  get plan(): string {
    return join(this.path, 'plan.jsonl');
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl');
  }

  /** What a server would not take; named like NDJSON because it is meant to be read. */
  get rejects(): string {
    return join(this.path, 'rejects.ndjson');
  }

  get hasPlan(): boolean {
    return existsSync(this.plan);
  }

  /** Makes the folder and holds it. @throws AppError when another push does. */
  lock(holder: Holder): () => void {
    const file = join(this.path, 'lock');
    onDisk('make the folder', this.path, () => makeFolder(this.path));
    // The second try is for a lock whose holder is gone.
    if (!this.#tryLock(file, holder) && !this.#tryLock(file, holder)) throw held(file);
    return () => rmSync(file, { force: true });
  }

  /** Forgets everything. */
  clear(): void {
    for (const file of [this.plan, this.journal, this.rejects]) {
      onDisk('remove', file, () => rmSync(file, { force: true }));
    }
  }

  #tryLock(file: string, holder: Holder): boolean {
    try {
      writeFileSync(file, String(holder.processId), { flag: 'wx' });
      return true;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== 'EEXIST')
        return onDisk('write', file, () => {
          throw cause;
        });
    }
    const other = Number(readFileSync(file, 'utf8'));
    if (Number.isInteger(other) && other > 0 && other !== holder.processId && holder.isRunning(other))
      throw held(file, other);
    rmSync(file, { force: true });
    return false;
  }
}

function held(file: string, processId?: number): AppError {
  const who = processId === undefined ? 'another push' : `another push (process ${processId})`;
  const hint = `wait until it is done; if there is none, remove ${file}`;
  return new AppError(ExitCode.usage, `${who} of this input to this server is running`, { hint });
}

/** Readable, and different for different servers, and for other files of the same folder. */
function folderName(server: string, names: readonly string[]): string {
  const words = server
    .replace(/^https?:\/\//, '')
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .slice(0, 60);
  const hash = createHash('sha256').update(JSON.stringify([server, names]));
  return `${words}-${hash.digest('hex').slice(0, 8)}`;
}
