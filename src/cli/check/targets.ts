import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { readJson } from '../../core/json-source.ts';
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
 * The folder from which the paths of a module file are meant: the nearest one above it in which all modules and tables that it names
 * are, or from which a file of signals replaces one of the program; or else its own.
 */
export function moduleFolderOf(file: string): string {
  const { kind, submodules, tables } = namesIn(file);
  if (kind === 'signals') return signalsFolderOf(file);
  let folder = dirname(file);
  for (let level = 0; level < MOST_LEVELS; level++) {
    const here = folder;
    const hasTable = (name: string) =>
      existsSync(join(here, 'lookup_tables', name)) || existsSync(join(dirname(file), name));
    if (submodules.every((name) => existsSync(join(here, `${name}.json`))) && tables.every(hasTable)) return here;
    folder = join(folder, '..');
  }
  return dirname(file);
}

function signalsFolderOf(file: string): string {
  const path = resolve(file).replaceAll(sep, '/');
  const replaced = builtInSignals().find((one) => path.endsWith(`/${one.path}.json`));
  const above = replaced?.path.split('/').slice(1) ?? [];
  return join(dirname(file), ...above.map(() => '..'));
}

/** The kind of a module file, and the submodules and tables that it names; none where it cannot be read, which is told when it is checked. */
function namesIn(file: string): {
  readonly kind: unknown;
  readonly submodules: readonly string[];
  readonly tables: readonly string[];
} {
  const json = objectOf(readJson(readFileSync(file, 'utf8'), file).value);
  const states = Object.values(objectOf(json['states'])).map(objectOf);
  const submodules = states.map((state) => textOf(state['submodule']));
  const tables = states.flatMap((state) =>
    listOf(state['lookup_table_transition']).map((way) => textOf(objectOf(way)['lookup_table_name'])),
  );
  const isName = (name: string) => name !== '';
  return { kind: json['kind'], submodules: submodules.filter(isName), tables: tables.filter(isName) };
}
