import { closeSync, fdatasync, openSync, truncateSync } from 'node:fs';
import { promisify } from 'node:util';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { isObject } from '../../core/json.ts';
import { onDisk, readIfThere, writeAll } from './disk.ts';

const FORMAT = 'anamnesis-push-journal-1';

/** How many resources of each type; a type of none may be left out. */
export type Counts = Readonly<Record<string, number>>;

/** What came of the entries of a chunk. */
export interface ChunkResult {
  readonly created: Counts;
  readonly updated: Counts;
  /** There already, and equal. */
  readonly unchanged: Counts;
  /** Keys of what the server would not take. */
  readonly rejected: readonly string[];
}

type Line =
  | { readonly format: string; readonly plan: string; readonly before: Counts }
  | { readonly sending: number }
  | { readonly ids: Readonly<Record<string, string>> }
  | ({ readonly done: number } & ChunkResult);

/** Brings to the disk what was written to a file. */
const toDisk = promisify(fdatasync);

/**
 * What has been done of a plan, a line each. A line is with the system at once, where it outlives the process, and on its way to the disk,
 * several together, while other work goes on; only what would do harm if it were done twice waits until it is there. A process that is
 * ended at any moment leaves at worst half a last line, which does not count.
 */
export class Journal {
  /** What the server held before anything was sent; nothing of a type that it would not count. */
  readonly before: Counts;
  readonly #path: string;
  readonly #descriptor: number;
  readonly #results = new Map<number, ChunkResult>();
  readonly #sending = new Set<number>();
  readonly #ids = new Map<string, string>();
  readonly isResumed: boolean;
  #isDirty = false;
  /** Stays where it is once it has failed: nothing that follows would be safe. */
  #syncing: Promise<void> | undefined;

  private constructor(path: string, before: Counts, earlier: readonly Line[] | undefined) {
    this.#path = path;
    this.before = before;
    this.isResumed = earlier !== undefined;
    for (const line of earlier ?? []) this.#replay(line);
    this.#descriptor = onDisk('write', path, () => openSync(path, 'a'));
  }

  /** Begins the journal of a plan. */
  static begin(path: string, plan: string, before: Counts): Journal {
    onDisk('write', path, () => closeSync(openSync(path, 'w')));
    const journal = new Journal(path, before, undefined);
    journal.#append({ format: FORMAT, plan, before });
    return journal;
  }

  /**
   * Goes on with the journal of a plan; undefined when there is none, or none whose first line was finished.
   * @throws AppError when it is the journal of another plan, or was changed by something else.
   */
  static resume(path: string, plan: string): Journal | undefined {
    const lines = wholeLines(path);
    const [head, ...rest] = lines;
    if (head === undefined) return undefined;
    if (!('plan' in head) || head.format !== FORMAT || head.plan !== plan) {
      const hint = 'begin anew with --fresh: resources that are there already stay as they are';
      throw new AppError(ExitCode.usage, `the journal ${path} is that of another plan`, { hint });
    }
    return new Journal(path, head.before, rest);
  }

  /** What came of a chunk that is done. */
  resultOf(chunk: number): ChunkResult | undefined {
    return this.#results.get(chunk);
  }

  /** Whether a chunk was on its way when an earlier run ended. */
  wasSending(chunk: number): boolean {
    return this.#sending.has(chunk) && !this.#results.has(chunk);
  }

  /** What the server calls a resource that it gave an id to. */
  idOf(key: string): string | undefined {
    return this.#ids.get(key);
  }

  /** A chunk goes out that would do harm if it were sent twice; resolves when that is on the disk. */
  async sending(chunk: number): Promise<void> {
    this.#record({ sending: chunk });
    await this.#onDisk();
  }

  /** The server gave ids to resources. */
  named(ids: ReadonlyMap<string, string>): void {
    if (ids.size > 0) this.#record({ ids: Object.fromEntries(ids) });
  }

  done(chunk: number, result: ChunkResult): void {
    this.#record({ done: chunk, ...result });
  }

  /** Everything is on the disk when this resolves. */
  async close(): Promise<void> {
    try {
      await this.#onDisk();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #record(line: Line): void {
    this.#append(line);
    this.#replay(line);
  }

  #replay(line: Line): void {
    if ('sending' in line) this.#sending.add(line.sending);
    else if ('done' in line) this.#results.set(line.done, line);
    else if ('ids' in line) for (const [key, name] of Object.entries(line.ids)) this.#ids.set(key, name);
  }

  #append(line: Line): void {
    onDisk('write', this.#path, () => writeAll(this.#descriptor, `${JSON.stringify(line)}\n`));
    this.#isDirty = true;
    this.#syncing ??= this.#sync();
    // Told where it is waited for.
    this.#syncing.catch(() => {});
  }

  /** Goes on as long as lines come in the meantime. */
  async #sync(): Promise<void> {
    while (this.#isDirty) {
      this.#isDirty = false;
      await toDisk(this.#descriptor);
    }
    this.#syncing = undefined;
  }

  async #onDisk(): Promise<void> {
    try {
      await this.#syncing;
    } catch (error) {
      onDisk('write', this.#path, () => {
        throw error;
      });
    }
  }
}

/** The lines of a journal; half a last line is taken away. */
function wholeLines(path: string): Line[] {
  const text = readIfThere(path);
  const whole = text.subarray(0, text.lastIndexOf(0x0a) + 1);
  if (whole.length < text.length) onDisk('write', path, () => truncateSync(path, whole.length));
  return whole
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => readLine(line, `${path}:${index + 1}`));
}

function readLine(text: string, place: string): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (isObject(line)) return line as unknown as Line;
  } catch {
    // Told below, like every other line that is none.
  }
  const hint = 'it was changed by something else than push; begin anew with --fresh';
  throw new AppError(ExitCode.usage, `${place} is no line of a journal`, { hint });
}
