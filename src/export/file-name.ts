/**
 * A name as part of a file name that every file system takes: letters without their marks, digits and hyphens. Other characters
 * go, blanks become hyphens; at most 40 characters.
 */
export function fileNamePart(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\s+/g, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .slice(0, 40);
}

/** `<Family>_<Given>_<id>`; a part of which nothing is left is dropped. */
export function patientFileName(family: string, given: string, id: string): string {
  return [fileNamePart(family), fileNamePart(given), id].filter((part) => part !== '').join('_');
}

/** A file that holds one of the bundles that a larger one was divided into; `number` counts from 1. */
export interface PartFile {
  /** Of the whole, without ending. */
  readonly name: string;
  readonly number: number;
  readonly of: number;
}

/** `<name>.json` of a whole, `<name>_02of10.json` of a part, with as many digits as keep parts in order. */
export function partFileName({ name, number, of }: PartFile): string {
  const digits = String(of).length;
  return of === 1 ? `${name}.json` : `${name}_${String(number).padStart(digits, '0')}of${of}.json`;
}

/** The part that a file is, by its name; undefined when that is not the name of a part. */
export function partFileOf(file: string): PartFile | undefined {
  const [, name = '', number, of] = /^(.*)_(\d+)of(\d+)\.json$/s.exec(file) ?? [];
  const part = { name, number: Number(number), of: Number(of) };
  return part.of > 1 && partFileName(part) === file ? part : undefined;
}
