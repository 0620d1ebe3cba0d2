import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { fileSource, readError } from '../core/byte-source.ts';
import { MANIFEST_FILE } from '../core/manifest-file.ts';
import { type ValidationOptions, type ValidationReport, ValidationSession } from './session.ts';

const READ = /\.(json|ndjson|jsonl)(\.gz)?$/;

/** What patients and visits are named for: known first, the events of others can be judged as they come. */
const FIRST = [/(^|\/)Patient[^/]*\.(ndjson|jsonl)(\.gz)?$/, /(^|\/)Encounter[^/]*\.(ndjson|jsonl)(\.gz)?$/];

/**
 * Judges every file of JSON or of one resource a line in a folder and the folders in it, packed by gzip or not, one by one and in the order
 * of their names, but patients and then visits first where lines have files by type. Memory holds up to 32 megabytes of a file and fewer than
 * three hundred bytes for each resource. `onFile` is told each file before it is read. Throws an AppError when the folder or a file in it
 * cannot be read, or there is nothing to judge.
 */
export async function validateFolder(
  folder: string,
  options: ValidationOptions & { readonly onFile?: (file: string) => void } = {},
): Promise<ValidationReport> {
  const session = new ValidationSession(options);
  for (const file of filesIn(folder)) {
    options.onFile?.(file);
    await session.addSource(fileSource(join(folder, file), file));
  }
  return session.finish();
}

/** Paths relative to the folder, with `/`, in the order in which they are judged; an AppError when there are none. */
export function filesIn(folder: string): readonly string[] {
  const paths = entriesOf(folder)
    .filter((entry) => READ.test(entry.name) && entry.name !== MANIFEST_FILE && isFile(entry))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    // Hidden files are nobody's data: what is unfinished, what systems and editors leave.
    .filter((path) => !/(^|\/)\./.test(path));
  if (paths.length === 0) {
    const hint = 'name a folder that holds FHIR as .json or .ndjson files, packed by gzip or not';
    throw new AppError(ExitCode.usage, `there is nothing to validate in ${folder}`, { hint });
  }
  return paths.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

/** Whether it is a file, or leads to one. */
function isFile(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.isFile() ?? false;
}

function placeOf(path: string): number {
  const place = FIRST.findIndex((pattern) => pattern.test(path));
  return place === -1 ? FIRST.length : place;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw readError(folder, error);
  }
}
