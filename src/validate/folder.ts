import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { type ValidationReport, ValidationSession } from './session.ts';

/** Piece of a file of lines that is read at a time. */
const CHUNK = 1 << 20;

const LINE_FEED = 10;

/** The program's own account of a run: JSON, but no FHIR. */
const MANIFEST = 'manifest.json';

/**
 * Judges every `.json` and `.ndjson` file in a folder and the folders in it, one by one and in the order of their names; memory holds
 * one file, or one line, and 16 bytes for each id. `onFile` is told each file before it is read. Throws an AppError when the
 * folder or a file in it cannot be read, or there is nothing to judge.
 */
export function validateFolder(folder: string, onFile?: (file: string) => void): ValidationReport {
  const session = new ValidationSession();
  const files = filesIn(folder);
  if (files.length === 0) {
    const hint = 'name a folder that holds FHIR as .json or .ndjson files';
    throw new AppError(ExitCode.usage, `there is nothing to validate in ${folder}`, { hint });
  }
  for (const file of files) {
    onFile?.(file);
    const path = join(folder, file);
    if (file.endsWith('.ndjson')) reading(path, () => addLines(session, file, path));
    else
      session.addFile(
        file,
        reading(path, () => readFileSync(path)),
      );
  }
  return session.finish();
}

/** Paths relative to the folder, with `/`, in order. */
function filesIn(folder: string): string[] {
  const entries = reading(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const wanted = entries.filter(
    (entry) => entry.isFile() && /\.(nd)?json$/.test(entry.name) && entry.name !== MANIFEST,
  );
  const paths = wanted.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  return paths.map((path) => path.replaceAll('\\', '/')).sort();
}

function addLines(session: ValidationSession, file: string, path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    let line = 0;
    const add = (bytes: Buffer): void => {
      line++;
      if (bytes.length > 0) session.addLine(file, line, bytes);
    };
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      let text = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED)) {
        add(text.subarray(0, end));
        text = text.subarray(end + 1);
      }
      rest = text;
    }
    if (rest.length > 0) add(rest);
  } finally {
    closeSync(descriptor);
  }
}

function reading<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = code === 'ENOENT' ? 'it does not exist' : code === 'EACCES' ? 'permission was denied' : code;
    const exit = code === 'ENOENT' ? ExitCode.usage : ExitCode.environment;
    throw new AppError(exit, `cannot read ${path}: ${what}`, { cause: error });
  }
}
