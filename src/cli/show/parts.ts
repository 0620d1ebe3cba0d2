import { existsSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';

/** The name of one of the bundles that a patient larger than the limits was divided into. */
const PART = /^(.*)_(\d+)of(\d+)\.json$/s;

/** Whether a file is a part of a patient, and not the first. */
export function isLaterPart(file: string): boolean {
  const number = PART.exec(file)?.[2];
  return number !== undefined && Number(number) !== 1;
}

/**
 * All parts of the patient that a file is a part of; the file alone where it is the whole.
 * @throws AppError when a part is missing.
 */
export function partsOf(file: string): readonly string[] {
  const [, name, number = '', of] = PART.exec(file) ?? [];
  if (of === undefined) return [file];
  const parts = Array.from({ length: Number(of) }, (_, i) => {
    return `${name}_${String(i + 1).padStart(number.length, '0')}of${of}.json`;
  });
  const missing = parts.find((part) => !existsSync(part));
  if (missing === undefined) return parts;
  throw new AppError(ExitCode.usage, `a part of the patient is missing: there is no ${missing}`);
}
