import { accessSync, constants, type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { readJson } from '../../core/json-source.ts';
import { objectsIn } from '../../language/checks/walk.ts';
import { builtInSignals } from '../../language/discover.ts';
import { listOf, objectOf, textOf } from '../../language/loose-json.ts';
import { BUILT_IN, isBuiltIn } from '../modules.ts';

/** A folder of modules that is checked as one program. */
export interface CheckTarget {
  readonly folder: string;
  /** The part of the folder that is judged. */
  readonly within: string;
  /** Only these of its files are judged; all when left out. */
  readonly files?: readonly string[];
}

/** How far above a file the folder of its modules is looked for. */
const MOST_LEVELS = 4;

/**
 * What the paths on a command line ask to check. A file is checked as part of its folder of modules, so that what it calls is there.
 * @throws AppError for a path where nothing is.
 */
export function checkTargets(paths: readonly string[]): readonly CheckTarget[] {
  const folders: CheckTarget[] = [];
  const filesByFolder = new Map<string, string[]>();
  for (const path of paths) {
    const what = statSync(path, { throwIfNoEntry: false });
    if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${path}`);
    if (what.isDirectory()) {
      const isOurs = isBuiltIn(path) || isBelow(path, BUILT_IN.path);
      folders.push({ folder: isOurs ? BUILT_IN.path : path, within: path });
      continue;
    }
    const folder = isBelow(path, BUILT_IN.path) ? BUILT_IN.path : moduleFolderOf(path);
    filesByFolder.set(folder, [...(filesByFolder.get(folder) ?? []), path]);
  }
  return [...folders, ...[...filesByFolder].map(([folder, files]) => ({ folder, within: folder, files }))];
}

/** Whether a file lies below a folder. */
export function isBelow(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

/**
 * The folder from which the paths of a module file are meant: the nearest one above it in which all modules, tables and signals that it names
 * are, but for those of the program; or from which a file of signals replaces one of the program; or else its own.
 */
export function moduleFolderOf(file: string): string {
  const names = namesIn(file);
  if (names.kind === 'signals') return signalsFolderOf(file);
  const above = foldersAbove(file);
  const { submodules } = names;
  const foreign = submodules.filter((name) => !existsSync(join(BUILT_IN.path, `${name}.json`)));
  // A folder that has its own of what the program has, too, is meant before one that has not.
  return (
    above.find((folder) => holds(folder, file, names)) ??
    above.find((folder) => holds(folder, file, { ...names, submodules: foreign })) ??
    dirname(file)
  );
}

function foldersAbove(file: string): readonly string[] {
  return Array.from({ length: MOST_LEVELS }, (_, level) => join(dirname(file), ...Array(level).fill('..')));
}

function holds(folder: string, file: string, { submodules, tables, signals }: NamesInModule): boolean {
  const hasTable = (name: string) =>
    existsSync(join(folder, 'lookup_tables', name)) || existsSync(join(dirname(file), name));
  return (
    submodules.every((name) => existsSync(join(folder, `${name}.json`))) &&
    tables.every(hasTable) &&
    (signals.length === 0 || declaresAll(folder, signals))
  );
}

/** Whether files of signals in a folder, or in those right below it, declare all these. */
function declaresAll(folder: string, signals: readonly string[]): boolean {
  const below = entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => join(folder, name));
  const declared = new Set([folder, ...below].flatMap(jsonFilesIn).flatMap(signalsDeclaredIn));
  return signals.every((name) => declared.has(name));
}

function jsonFilesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => join(folder, name));
}

function signalsDeclaredIn(file: string): readonly string[] {
  const text = mayRead(file) ? readFileSync(file, 'utf8') : '';
  if (!/"kind"\s*:\s*"signals"/.test(text)) return [];
  return Object.keys(objectOf(objectOf(readJson(text, file).value)['signals']));
}

/** What lies in a folder. Nothing, where it may not be read: above a module, anybody's folders lie. */
function entriesOf(folder: string): readonly Dirent[] {
  return mayRead(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function signalsFolderOf(file: string): string {
  const path = resolve(file).replaceAll(sep, '/');
  const replaced = builtInSignals().find((one) => path.endsWith(`/${one.path}.json`));
  const above = replaced?.path.split('/').slice(1) ?? [];
  return join(dirname(file), ...above.map(() => '..'));
}

/** What a module file names that stands in other files. */
interface NamesInModule {
  readonly kind: unknown;
  readonly submodules: readonly string[];
  readonly tables: readonly string[];
  /** Those that are not of the program. */
  readonly signals: readonly string[];
}

/** The names in a module file; none where it cannot be read, which is told when it is checked. */
function namesIn(file: string): NamesInModule {
  const json = objectOf(readJson(readFileSync(file, 'utf8'), file).value);
  const states = Object.values(objectOf(json['states'])).map(objectOf);
  const submodules = states.map((state) => textOf(state['submodule']));
  const tables = states.flatMap((state) =>
    listOf(state['lookup_table_transition']).map((way) => textOf(objectOf(way)['lookup_table_name'])),
  );
  const isName = (name: string) => name !== '';
  const signals = [...new Set(signalsNamedIn(json['states']))];
  return {
    kind: json['kind'],
    submodules: submodules.filter(isName),
    tables: tables.filter(isName),
    signals: signals.length === 0 ? [] : withoutOurs(signals),
  };
}

/** The values of all members `signal`, of states and of conditions in them. */
function signalsNamedIn(states: unknown): readonly string[] {
  return objectsIn(states, [])
    .map(({ json }) => textOf(json['signal']))
    .filter((name) => name !== '');
}

function withoutOurs(signals: readonly string[]): readonly string[] {
  const ours = new Set(builtInSignals().flatMap(({ file }) => signalsDeclaredIn(file)));
  return signals.filter((name) => !ours.has(name));
}
