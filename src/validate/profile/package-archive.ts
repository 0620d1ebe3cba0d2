import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { isObject, type JsonObject, listOf, textOf } from '../../core/json.ts';

/** A FHIR package as it was read: its description, and its definitions. */
export interface PackageContent {
  readonly name: string;
  readonly version: string;
  readonly resources: readonly JsonObject[];
}

const WANTED = /\.json$/;

/**
 * Reads a FHIR package for R4: an archive (`.tgz`) or the folder it was unpacked to. Gives its StructureDefinitions, ValueSets and
 * CodeSystems. Throws an AppError that says what is wrong with it.
 */
export function readPackageContent(path: string): PackageContent {
  const files = statOf(path).isDirectory() ? folderFiles(path) : archiveFiles(path);
  const description = files.get('package.json');
  if (description === undefined) {
    const hint = 'name a FHIR package: the .tgz of an implementation guide, or the folder it was unpacked to';
    throw new AppError(ExitCode.usage, `${path} is no FHIR package: it has no package/package.json`, { hint });
  }
  const about = parsed(path, 'package.json', description());
  checkVersion(path, about);
  const resources: JsonObject[] = [];
  for (const [name, read] of files) {
    if (name === 'package.json' || name === '.index.json' || !WANTED.test(name)) continue;
    const resource = parsed(path, name, read());
    if (isDefinition(resource)) resources.push(resource);
  }
  return { name: textOf(about['name']) ?? '', version: textOf(about['version']) ?? '', resources };
}

function isDefinition({ resourceType }: JsonObject): boolean {
  return resourceType === 'StructureDefinition' || resourceType === 'ValueSet' || resourceType === 'CodeSystem';
}

function checkVersion(path: string, about: JsonObject): void {
  const versions = [...listOf(about['fhirVersions']), ...listOf(about['fhir-version-list'])].filter(
    (version) => typeof version === 'string',
  );
  if (versions.length === 0 || versions.some((version) => /^4\.0(\.|$)/.test(version))) return;
  const message = `${path} is a package for FHIR ${versions.join(', ')}; resources here are FHIR R4 (4.0.1)`;
  throw new AppError(ExitCode.usage, message, { hint: 'take the version of the guide that is made for R4' });
}

type Files = ReadonlyMap<string, () => string>;

function statOf(path: string): ReturnType<typeof statSync> & { isDirectory(): boolean } {
  return reading(path, () => statSync(path));
}

function folderFiles(path: string): Files {
  const names = reading(path, () => readdirSync(path));
  const inside = names.includes('package.json') ? path : join(path, 'package');
  const files = names.includes('package.json') || names.includes('package') ? readdirSync(inside) : [];
  return new Map(files.map((name) => [name, () => reading(path, () => readFileSync(join(inside, name), 'utf8'))]));
}

function archiveFiles(path: string): Files {
  const bytes = reading(path, () => readFileSync(path));
  const files = new Map<string, () => string>();
  for (const { name, data } of unpacked(path, bytes)) {
    const inside = /^(?:\.\/)?package\/([^/]+)$/.exec(name)?.[1];
    if (inside !== undefined && data !== undefined) files.set(inside, () => Buffer.from(data).toString('utf8'));
  }
  return files;
}

function unpacked(path: string, bytes: Buffer): readonly { readonly name: string; readonly data?: Uint8Array }[] {
  try {
    const tar = gunzipSync(bytes);
    if (tar.length % 512 !== 0) throw new Error('it ends in the middle of a file');
    return parseTar(tar);
  } catch (cause) {
    const message = `${path} cannot be unpacked as a .tgz archive: ${(cause as Error).message}`;
    throw new AppError(ExitCode.usage, message, { cause, hint: 'fetch the package again: it is cut short or damaged' });
  }
}

function parsed(path: string, name: string, text: string): JsonObject {
  let message = 'it is not an object';
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json as JsonObject)) return json as JsonObject;
  } catch (error) {
    message = (error as Error).message;
  }
  const hint = 'fetch the package again: it is cut short or damaged';
  throw new AppError(ExitCode.usage, `${name} in ${path} is no JSON object: ${message}`, { hint });
}

function reading<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = code === 'ENOENT' ? 'it does not exist' : code === 'EACCES' ? 'permission was denied' : code;
    const exit = code === 'ENOENT' ? ExitCode.usage : ExitCode.environment;
    throw new AppError(exit, `cannot read the package ${path}: ${what}`, { cause: error });
  }
}
