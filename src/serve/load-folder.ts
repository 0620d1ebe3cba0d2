import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { readPieces } from '../core/bundle-reader.ts';
import { fileSource, readError } from '../core/byte-source.ts';
import { isObject } from '../core/json.ts';
import { isResource, keyOf, type Resource } from './resource.ts';

/** Subfolders in which a run leaves FHIR; the first that is there counts. */
const SUBFOLDERS = ['fhir', 'ndjson'] as const;

/** Of no use without what they came with, and without ids. */
const UNSTORED: ReadonlySet<string> = new Set(['Parameters', 'OperationOutcome']);

const URN = 'urn:uuid:';

export type IdentifiedResource = Resource & { readonly id: string };

type OnResource = (resource: IdentifiedResource) => void;

/**
 * Reads every resource of a folder that a run wrote (its fhir folder, or else its ndjson folder), of a folder of bundles, resources and
 * NDJSON files with the folders in it, or of one file. What entries of a bundle call each other by (urn:uuid, or a whole address) becomes
 * `Type/id`.
 * @throws AppError when something cannot be read, is no FHIR, or there is nothing.
 */
export async function loadFolder(place: string, onResource: OnResource): Promise<void> {
  const what = statSync(place, { throwIfNoEntry: false });
  if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${place}`);
  if (what.isFile()) {
    await readFile(place, true, onResource);
    return;
  }
  const inner = SUBFOLDERS.map((name) => join(place, name)).find(isFolder) ?? place;
  let isEmpty = true;
  for (const file of filesBelow(inner)) {
    if (await readFile(file, false, onResource)) isEmpty = false;
  }
  if (!isEmpty) return;
  throw new AppError(ExitCode.usage, `there is no FHIR in ${inner}`, {
    hint: 'name a folder that holds bundles as .json files or resources as .ndjson files, or none to start empty',
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** In the order of their names; what begins with a dot is passed by. */
function filesBelow(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    const names = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return names.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(?:nd)?json(?:\.gz)?$/.test(entry.name) ? [path] : [];
    });
  } catch (error) {
    throw readError(folder, error);
  }
}

/** Whether the file held a resource. JSON that is no FHIR, such as a manifest, is passed by where the file was not named. */
async function readFile(file: string, isNamed: boolean, onResource: OnResource): Promise<boolean> {
  const entries: Readonly<Record<string, unknown>>[] = [];
  let isFhir = false;
  for await (const piece of readPieces(fileSource(file))) {
    if (piece.kind === 'bundle') isFhir = true;
    else if (piece.kind === 'entry') entries.push(entryOf(`${file}, entry[${piece.index}]`, piece.json()));
    else if (piece.kind === 'resource') {
      const isLine = /\.ndjson(?:\.gz)?$/.test(file);
      const resource = loneResource(
        isLine ? `${file}, line ${piece.place.line}` : file,
        piece.json(),
        isLine || isNamed,
      );
      if (!resource) continue;
      isFhir = true;
      onResource(resource);
    }
  }
  const names = namesIn(entries);
  for (const [index, entry] of entries.entries()) {
    const resource = resourceOf(`${file}, entry[${index}]`, entry);
    if (!resource) continue;
    rename(resource, names);
    onResource(resource);
  }
  return isFhir;
}

function entryOf(where: string, json: unknown): Readonly<Record<string, unknown>> {
  if (isObject(json)) return json;
  throw notServed(where, 'is no entry of a bundle');
}

/** The resource of an entry; none for an entry without one, such as a deletion. */
function resourceOf(where: string, { fullUrl, resource }: Readonly<Record<string, unknown>>) {
  if (resource === undefined) return undefined;
  if (!isResource(resource)) throw notServed(where, 'is no FHIR resource');
  if (UNSTORED.has(resource.resourceType)) return undefined;
  return identified(where, resource, idIn(fullUrl));
}

function loneResource(where: string, json: unknown, isMeant: boolean): IdentifiedResource | undefined {
  if (!isResource(json)) {
    if (isMeant) throw notServed(where, 'is no FHIR resource');
    return undefined;
  }
  if (UNSTORED.has(json.resourceType)) return undefined;
  return identified(where, json, undefined);
}

function identified(where: string, resource: Resource, called: string | undefined): IdentifiedResource {
  const id = resource.id ?? called;
  if (typeof id !== 'string') throw notServed(where, `is a ${resource.resourceType} without an id`);
  return { ...resource, id };
}

function notServed(where: string, what: string): AppError {
  return new AppError(ExitCode.usage, `${where} ${what}`, { hint: 'anamnesis validate says more about it' });
}

function idIn(fullUrl: unknown): string | undefined {
  return typeof fullUrl === 'string' && fullUrl.startsWith(URN) ? fullUrl.slice(URN.length) : undefined;
}

/** `Type/id` of each entry by what others may call it. */
function namesIn(entries: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { fullUrl, resource } of entries) {
    if (typeof fullUrl !== 'string' || !isResource(resource)) continue;
    const id = resource.id ?? idIn(fullUrl);
    if (id !== undefined) names.set(fullUrl, keyOf({ resourceType: resource.resourceType, id }));
  }
  return names;
}

/** Puts `Type/id` where a reference says it in another way. In place: the resource was just read, and is nobody else's. */
function rename(value: unknown, names: ReadonlyMap<string, string>): void {
  if (Array.isArray(value)) {
    for (const item of value) rename(item, names);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object') rename(child, names);
    else if (key === 'reference' && typeof child === 'string') {
      (value as Record<string, unknown>)[key] = names.get(child) ?? child;
    }
  }
}
