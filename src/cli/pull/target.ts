import { linkSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { type ResourceJson, textAt } from '../../core/json.ts';
import { patientFileName } from '../../export/file-name.ts';
import { nameOf } from './find-patient.ts';

/** Where a record goes: standard output, or a file. */
export type Target = '-' | { readonly file: string };

/**
 * The file that `output` names, or one named after the patient in the folder that it names, or here.
 * @throws AppError when there is such a file already.
 */
export function targetOf(output: string | undefined, patient: ResourceJson): Target {
  if (output === '-') return '-';
  const { family, given } = nameOf(patient);
  const own = `${patientFileName(family, given, textAt(patient, 'id') ?? '')}.json`;
  const isFolder = output !== undefined && (output.endsWith('/') || kindOf(output) === 'folder');
  const file = output === undefined ? own : isFolder ? join(output, own) : output;
  if (kindOf(file) !== undefined) throw exists(file);
  return { file };
}

/**
 * Writes a file that appears when it is whole, and only where there is none.
 * @throws AppError
 */
export function writeNew(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    // Unlike a rename, a link does not take the place of what is there.
    linkSync(part, file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    if (code === 'EEXIST') throw exists(file);
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'the folder does not exist',
      EACCES: 'permission was denied',
      ENOSPC: 'the disk is full',
    };
    throw new AppError(ExitCode.environment, `cannot write ${file}: ${why[code] ?? code}`, { cause });
  } finally {
    remove(part);
  }
}

function exists(file: string): AppError {
  return new AppError(ExitCode.usage, `${file} is there already`, { hint: 'name another with --out, or move it' });
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const what = statSync(path, { throwIfNoEntry: false });
  if (what === undefined) return undefined;
  return what.isDirectory() ? 'folder' : 'file';
}

function remove(file: string): void {
  if (kindOf(file) === 'file') unlinkSync(file);
}
