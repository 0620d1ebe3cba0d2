import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';

/** A file that may hold FHIR. */
export interface FoundFile {
  /** How it is named to the user and in the plan: relative to `InputFiles.root`, with `/`. */
  readonly path: string;
  /** One resource a line, in place of one JSON text. */
  readonly isLines: boolean;
  /** Whether the user named it; what is found in a folder may be something else than FHIR. */
  readonly isNamed: boolean;
}

export interface InputFiles {
  /** The folder that all files are below. */
  readonly root: string;
  /** In the order of their names. */
  readonly files: readonly FoundFile[];
}

/** The `.json` and `.ndjson` files that are named, and those in the folders that are named. Names that begin with a dot are passed by. */
export function findFiles(paths: readonly string[]): InputFiles {
  const named = paths.map((path) => ({ path: resolve(path), isFolder: isFolder(path) }));
  const root = commonFolder(named.map(({ path, isFolder }) => (isFolder ? path : dirname(path))));
  const found = new Map<string, FoundFile>();
  for (const { path, isFolder } of named) {
    for (const file of isFolder ? filesBelow(path) : [path]) {
      const shown = relative(root, file).split(sep).join('/');
      const isNamed = !isFolder || found.get(shown)?.isNamed === true;
      found.set(shown, { path: shown, isLines: file.endsWith('.ndjson'), isNamed });
    }
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length > 0) return { root, files };
  const hint = 'name a folder that holds FHIR as .json or .ndjson files, such as one that generate made';
  throw new AppError(ExitCode.usage, `there is nothing to push in ${paths.join(', ')}`, { hint });
}

function isFolder(path: string): boolean {
  const what = statSync(path, { throwIfNoEntry: false });
  if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${path}`);
  return what.isDirectory();
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) return [];
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(nd)?json$/.test(entry.name) ? [path] : [];
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new AppError(ExitCode.environment, `the folder ${folder} cannot be read (${code})`, { cause });
  }
}

function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  const holds = (folder: string) => others.every((other) => other === folder || other.startsWith(join(folder, sep)));
  let common = first;
  while (!holds(common) && dirname(common) !== common) common = dirname(common);
  return common;
}
