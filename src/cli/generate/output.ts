import { type Dirent, existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { MANIFEST_FILE } from '../../core/manifest-file.ts';
import { manifestFiles } from './manifest.ts';

/** What is being made stands in this folder of the output folder until the whole of it is finished. */
const UNFINISHED = '.unfinished';

/**
 * The output folder of a run. Files are made in a folder of their own and get their final names only when the run is over, so that
 * a run that fails leaves everything as it was.
 */
export class RunFolder {
  readonly target: string;
  /** Where the run writes to. */
  readonly unfinished: string;
  readonly #replaced: readonly string[];
  readonly #existed: boolean;

  /**
   * Changes nothing yet.
   * @throws AppError when the folder holds something that the run may not replace.
   */
  constructor(target: string, overwrite: boolean) {
    this.target = target;
    this.unfinished = join(target, UNFINISHED);
    const names = namesIn(target);
    this.#existed = names !== undefined;
    if (names !== undefined && names.length > 0 && !overwrite) {
      const what = names.includes(UNFINISHED) ? 'holds a run that was cut off' : 'is not empty';
      const hint = 'choose another folder with --out, or replace the run that is in it with --overwrite';
      throw new AppError(ExitCode.usage, `the output folder ${target} ${what}`, { hint });
    }
    this.#replaced = names === undefined || names.length === 0 ? [] : filesOfOldRun(target, names);
  }

  /** Makes the folder to write to. */
  begin(): void {
    guard('write to', this.target, () => {
      rmSync(this.unfinished, { recursive: true, force: true });
      makeFolder(this.unfinished);
    });
  }

  /** Gives the files their final names; those of the run before are gone. The manifest comes last. */
  publish(): void {
    const { target, unfinished } = this;
    guard('finish', target, () => {
      const names = readdirSync(unfinished).sort((a, b) => Number(a === MANIFEST_FILE) - Number(b === MANIFEST_FILE));
      const foreign = filesBelow(unfinished).find(
        (path) => existsSync(join(target, path)) && !this.#replaced.includes(path),
      );
      if (foreign !== undefined) {
        const hint = 'move it away, or choose another folder with --out';
        throw new AppError(ExitCode.environment, `${join(target, foreign)} is no file of an earlier run`, { hint });
      }
      removeFiles(target, this.#replaced);
      for (const name of names) moveInto(join(unfinished, name), join(target, name));
      rmSync(unfinished, { recursive: true, force: true });
    });
  }

  /** Takes away what the run has written. Never throws: it is called when something has gone wrong already. */
  discard(): void {
    try {
      rmSync(this.unfinished, { recursive: true, force: true });
      if (!this.#existed) rmdirSync(this.target);
    } catch {
      // The first error says what is wrong with the folder.
    }
  }
}

/** Names in a folder; undefined when there is none. */
function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const what = code === 'ENOTDIR' ? 'it, or a part of its path, is a file' : `it cannot be read (${code})`;
    const hint = 'choose another folder with --out';
    throw new AppError(ExitCode.environment, `cannot write to ${folder}: ${what}`, { cause, hint });
  }
}

/** What --overwrite may remove: what a manifest of the run in the folder lists, and nothing else. The manifest goes last. */
function filesOfOldRun(target: string, names: readonly string[]): readonly string[] {
  const whole = filesListedBy(join(target, MANIFEST_FILE));
  // A run that was cut off while its files got their names.
  const cutOff = filesListedBy(join(target, UNFINISHED, MANIFEST_FILE)) ?? [];
  if (whole !== undefined) return [...whole, ...cutOff, MANIFEST_FILE];
  if (names.includes(UNFINISHED)) return cutOff;
  const hint = 'choose another folder with --out, or empty this one yourself';
  const message = `no manifest in ${target} says which files are an earlier run's, so nothing in it is replaced`;
  throw new AppError(ExitCode.usage, message, { hint });
}

function filesListedBy(manifest: string): readonly string[] | undefined {
  return existsSync(manifest) ? manifestFiles(readFileSync(manifest, 'utf8')) : undefined;
}

/** Removes files and then the folders that they leave empty. */
function removeFiles(root: string, paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths) {
    rmSync(join(root, path), { force: true });
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  // Longer paths are inside shorter ones.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : ['?'];
    if (names.length === 0) rmdirSync(join(root, folder));
  }
}

/** Moves a file or folder to where nothing stands but, perhaps, a folder that it joins. */
function moveInto(from: string, to: string): void {
  if (!existsSync(to)) {
    renameSync(from, to);
    return;
  }
  for (const name of readdirSync(from)) moveInto(join(from, name), join(to, name));
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

function guard(verb: string, folder: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    const hint = 'check space and permissions, or choose another folder with --out';
    throw new AppError(ExitCode.environment, `cannot ${verb} ${folder} (${code})`, { cause, hint });
  }
}
