import { existsSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { partFileName, partFileOf } from '../../export/file-name.ts';

/** Whether a file is a part of a patient, and not the first. */
export function isLaterPart(file: string): boolean {
  const part = partFileOf(file);
  return part !== undefined && part.number !== 1;
}

/**
 * All parts of the patient that a file is a part of; the file alone where it is the whole.
 * @throws AppError when a part is missing.
 */
export function partsOf(file: string): readonly string[] {
  const part = partFileOf(file);
  if (part === undefined) return [file];
  const parts = Array.from({ length: part.of }, (_, i) => partFileName({ ...part, number: i + 1 }));
  const missing = parts.find((each) => !existsSync(each));
  if (missing === undefined) return parts;
  throw new AppError(ExitCode.usage, `a part of the patient is missing: there is no ${missing}`);
}
