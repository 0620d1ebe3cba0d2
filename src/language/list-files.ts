import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import type { Diagnostic } from '../core/diagnostic.ts';

/** A file below a folder. */
export interface FoundFile {
  /** Path below the folder, `/` between segments. */
  readonly path: string;
  /** Path to open it. */
  readonly file: string;
}

/**
 * The files below a folder that end in one of `endings`, sorted by path as UTF-16 code units. Links are followed;
 * names that start with a dot are left out. Links that lead nowhere or back are told as diagnostics.
 * @throws AppError when the folder or one below it does not exist or cannot be read.
 */
export function listFiles(folder: string, endings: readonly string[], diagnostics: Diagnostic[]): readonly FoundFile[] {
  const files: FoundFile[] = [];
  walk(folder, '', []);
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

  function walk(directory: string, prefix: string, parents: readonly string[]): void {
    const entries = readFolder(directory);
    const here = realpathSync(directory);
    if (parents.includes(here)) {
      diagnostics.push(linkFault(directory, 'the link leads back to a folder that it lies in, and is left out'));
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = join(directory, entry.name);
      const path = prefix + entry.name;
      const kind = kindOf(entry, file);
      if (kind === 'nothing') diagnostics.push(linkFault(file, 'the link leads nowhere'));
      else if (kind === 'folder') walk(file, `${path}/`, [...parents, here]);
      else if (endings.some((ending) => path.endsWith(ending))) files.push({ path, file });
    }
  }
}

function readFolder(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new AppError(ExitCode.usage, `there is no folder ${directory}`, { cause });
    if (code === 'ENOTDIR') throw new AppError(ExitCode.usage, `${directory} is not a folder`, { cause });
    const hint = 'check its permissions';
    throw new AppError(ExitCode.environment, `cannot read the folder ${directory} (${String(code)})`, { cause, hint });
  }
}

function kindOf(entry: Dirent, file: string): 'file' | 'folder' | 'nothing' {
  if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'folder' : 'file';
  const target = statSync(file, { throwIfNoEntry: false });
  return target === undefined ? 'nothing' : target.isDirectory() ? 'folder' : 'file';
}

function linkFault(file: string, message: string): Diagnostic {
  return { severity: 'warning', code: 'broken-link', message, file, pointer: '' };
}
