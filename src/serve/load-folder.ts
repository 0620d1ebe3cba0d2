import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { isObject, isResource, type Resource } from './resource.ts';

/** Says what a run did: JSON, but no FHIR. */
const NOT_FHIR: ReadonlySet<string> = new Set(['manifest.json', 'parameters.json', 'import-parameters.json']);

/** Subfolders in which a run leaves FHIR; the first that is there counts. */
const SUBFOLDERS = ['fhir', 'ndjson'] as const;

type IdentifiedResource = Resource & { readonly id: string };

/**
 * Reads every resource of a folder that a run wrote (its fhir folder, or its ndjson folder), of a folder of bundles or NDJSON files, or
 * of one file. Bundles whose entries are called urn:uuid get ids of these.
 * @throws AppError when something cannot be read, is no FHIR, or there is nothing.
 */
export function loadFolder(place: string, onResource: (resource: IdentifiedResource) => void): void {
  const files = filesIn(place);
  for (const file of files) {
    const text = reading(file, () => readFileSync(file, 'utf8'));
    if (file.endsWith('.ndjson')) readLines(file, text, onResource);
    else readDocument(file, text, onResource);
  }
}

function filesIn(place: string): readonly string[] {
  const what = statSync(place, { throwIfNoEntry: false });
  if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${place}`);
  if (what.isFile()) return [place];
  const inner = SUBFOLDERS.map((name) => join(place, name)).find(isFolder) ?? place;
  const names = reading(inner, () => readdirSync(inner)).filter(
    (name) => /\.(?:json|ndjson)$/.test(name) && !NOT_FHIR.has(name),
  );
  if (names.length > 0) return names.sort().map((name) => join(inner, name));
  throw new AppError(ExitCode.usage, `there is no FHIR in ${inner}`, {
    hint: 'name a folder that holds bundles as .json files or resources as .ndjson files, or none to start empty',
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readLines(file: string, text: string, onResource: (resource: IdentifiedResource) => void): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `${file}, line ${index + 1}`;
    onResource(identified(where, parsed(where, line)));
  }
}

function readDocument(file: string, text: string, onResource: (resource: IdentifiedResource) => void): void {
  const json = parsed(file, text);
  if (!isObject(json) || json['resourceType'] !== 'Bundle') {
    onResource(identified(file, json));
    return;
  }
  const entries = Array.isArray(json['entry']) ? json['entry'].filter(isObject) : [];
  const names = namesIn(entries);
  for (const [index, entry] of entries.entries()) {
    const { resource } = entry;
    if (resource === undefined) continue;
    const called = names.size === 0 ? resource : renamed(resource, names);
    const id = idIn(entry['fullUrl']);
    const whole = isObject(called) && called['id'] === undefined && id !== undefined ? { ...called, id } : called;
    onResource(identified(`${file}, entry[${index}]`, whole));
  }
}

const URN = 'urn:uuid:';

function idIn(fullUrl: unknown): string | undefined {
  return typeof fullUrl === 'string' && fullUrl.startsWith(URN) ? fullUrl.slice(URN.length) : undefined;
}

/** What entries that are called urn:uuid will be called here. */
function namesIn(entries: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { fullUrl, resource } of entries) {
    const id = idIn(fullUrl);
    if (id === undefined || !isResource(resource)) continue;
    names.set(`${URN}${id}`, `${resource.resourceType}/${resource.id ?? id}`);
  }
  return names;
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, renamed(child, names)]));
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = 'anamnesis validate says more about it';
    throw new AppError(ExitCode.findings, `${where} is not JSON: ${(error as Error).message}`, { hint, cause: error });
  }
}

function identified(where: string, json: unknown): IdentifiedResource {
  if (!isResource(json)) throw notServed(where, 'is no FHIR resource');
  if (typeof json.id !== 'string') throw notServed(where, `is a ${json.resourceType} without an id`);
  return json as IdentifiedResource;
}

function notServed(where: string, what: string): AppError {
  return new AppError(ExitCode.findings, `${where} ${what}`, { hint: 'anamnesis validate says more about it' });
}

function reading<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new AppError(ExitCode.environment, `cannot read ${path}: ${code}`, { cause: error });
  }
}
