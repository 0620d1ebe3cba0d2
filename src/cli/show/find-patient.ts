import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { listOf, objectOf, textOf } from '../../language/loose-json.ts';
import { bundleIn } from './bundle.ts';
import { isLaterPart } from './parts.ts';

const MOST_TOLD = 20;

/** Files of a run that are about no patient: ours, and those of Synthea. */
const SHARED = /^(shared-|hospitalInformation|practitionerInformation)|^manifest\.json$/;

/**
 * The file, or the first one, of the patient whom `wanted` means: a file name, an id, part of a name, or a record number. A folder with one patient
 * needs no `wanted`.
 * @throws AppError when it means nobody, or several.
 */
export function findPatient(place: string, wanted: string | undefined): string {
  const what = statSync(place, { throwIfNoEntry: false });
  if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${place}`);
  if (what.isFile()) return place;
  const files = bundlesIn(place);
  if (files.length === 0) {
    throw new AppError(ExitCode.usage, `there is no bundle of a patient in ${place}`, {
      hint: 'bundles are .json files in the folder itself or in its fhir folder',
    });
  }
  const candidates = wanted === undefined ? files : matching(files, wanted);
  const [only, another] = candidates;
  if (only && !another) return only.file;
  if (!only) throw new AppError(ExitCode.usage, `nobody in ${place} matches "${wanted}"`);
  throw new AppError(ExitCode.usage, ambiguity(candidates, wanted));
}

interface BundleFile {
  readonly file: string;
  readonly name: string;
}

function bundlesIn(place: string): readonly BundleFile[] {
  const inside = statSync(join(place, 'fhir'), { throwIfNoEntry: false })?.isDirectory() ? join(place, 'fhir') : place;
  const names = readdirSync(inside).filter(
    (name) => name.endsWith('.json') && !SHARED.test(name) && !isLaterPart(name),
  );
  return names.sort().map((name) => ({ file: join(inside, name), name: name.slice(0, -'.json'.length) }));
}

/** By file name where that is enough, for names are in it; only then are files opened. */
function matching(files: readonly BundleFile[], wanted: string): readonly BundleFile[] {
  const name = wanted.endsWith('.json') ? wanted.slice(0, -'.json'.length) : wanted;
  const exact = files.filter((file) => file.name === name);
  if (exact.length > 0) return exact;
  const parts = wordsOf(wanted);
  const byName = files.filter((file) => {
    const words = wordsOf(file.name);
    return parts.every((part) => words.some((word) => word.includes(part)));
  });
  // Who asks for Ann does not mean Annabel where there is an Ann.
  const whole = byName.filter((file) => parts.every((part) => wordsOf(file.name).includes(part)));
  if (whole.length > 0) return whole;
  if (byName.length > 0) return byName;
  return files.filter(({ file }) => isAbout(file, wanted.toLowerCase().split(/\s+/)));
}

/** Whether a bundle's patient has this id or identifier, or these names. */
function isAbout(file: string, wanted: readonly string[]): boolean {
  const isIn = (text: string) => wanted.every((part) => text.toLowerCase().includes(part));
  const text = readFileSync(file, 'utf8');
  // Most files are out of the question before they are parsed.
  if (!isIn(text)) return false;
  const patient = bundleIn(text)?.of('Patient')[0];
  const names = listOf(patient?.['name']).map(objectOf);
  const known = [
    textOf(patient?.['id']),
    ...listOf(patient?.['identifier']).map((identifier) => textOf(objectOf(identifier)['value'])),
    ...names.map(({ given, family }) => [...listOf(given), family].map(textOf).join(' ')),
  ];
  return known.some(isIn);
}

/** Words of letters and digits without marks, in lower case. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/[\p{M}'’.]/gu, '');
  return plain
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+|-/u)
    .filter((word) => word !== '');
}

function ambiguity(candidates: readonly BundleFile[], wanted: string | undefined): string {
  const told = candidates.slice(0, MOST_TOLD).map(({ name }) => `  ${name}`);
  const more = candidates.length - told.length;
  const question = wanted === undefined ? 'whose record?' : `"${wanted}" may be any of ${candidates.length} patients:`;
  return [question, ...told, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}
