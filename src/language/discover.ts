import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, ExitCode } from '../core/app-error.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type JsonSource, readJson, unreadableJson } from '../core/json-source.ts';
import { didYouMean } from '../core/suggest.ts';
import { type FoundFile, listFiles } from './list-files.ts';

/** What a module file is for; `cohort` files are read by cohort/, the others by the simulation. */
export const MODULE_KINDS = ['module', 'submodule', 'signals', 'cohort'] as const;

export type ModuleKind = (typeof MODULE_KINDS)[number];

/** A folder of modules. */
export interface ModuleFolder {
  readonly path: string;
  /** Whether it is the library that comes with the program. */
  readonly builtIn: boolean;
}

/** What a file says about itself at its top level. */
export interface ModuleHeader {
  /** The `kind` that the file says, or else GMF's rule: submodule in a folder, module at the top. Undefined: broken. */
  readonly kind: ModuleKind | undefined;
  /** It says its kind, which plain GMF does not. */
  readonly native: boolean;
  readonly strict: boolean;
  /** Of the JSON and of these fields. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A module file that was found. It is read when first asked, once. */
export interface ModuleFile {
  /** Identity: path below the folder, `/` between segments, without `.json`. */
  readonly path: string;
  /** Path to open it. */
  readonly file: string;
  readonly folder: string;
  readonly builtIn: boolean;
  source(): JsonSource;
  header(): ModuleHeader;
}

/** A CSV file that was found. */
export interface TableFile {
  /** Path below the folder, with `.csv`. */
  readonly path: string;
  /** Path to open it. */
  readonly file: string;
  /** Reads it, once; the text is undefined when there is a diagnostic. */
  read(): { readonly text: string | undefined; readonly diagnostics: readonly Diagnostic[] };
}

/** The modules and tables of some folders. */
export interface Discovery {
  /** All module files by path, in UTF-16 order. */
  readonly modules: readonly ModuleFile[];
  /** Files that replace others, links that lead nowhere. */
  readonly diagnostics: readonly Diagnostic[];
  /** The module of a path. */
  module(path: string): ModuleFile | undefined;
  /**
   * The table that a module calls `name`: of `lookup_tables/`, or beside the module. A native module means the file
   * beside it first, a plain GMF one that of `lookup_tables/`.
   */
  table(name: string, from: ModuleFile): TableFile | undefined;
  /** Names by which a module may call tables, for suggestions. */
  tableNames(from: ModuleFile): readonly string[];
}

const TABLES = 'lookup_tables/';
/** Folder of the built-in signals below that of the modules. */
const SIGNALS = 'physiology';
/** What lies among modules and is none: scripted cases, and schemas for editors. */
const NOT_MODULES = ['.cases.json', '.schema.json'];

/**
 * Finds the module files (`*.json`, except `*.cases.json`, `*.schema.json` and what lies in `lookup_tables/`) and tables (`*.csv`) of
 * the folders. A file replaces those of the same path in earlier folders.
 * @throws AppError when a folder does not exist, cannot be read, or holds no module.
 */
export function discoverModules(folders: readonly ModuleFolder[]): Discovery {
  const modules = new Map<string, ModuleFile>();
  const tables = new Map<string, TableFile>();
  const diagnostics: Diagnostic[] = [];
  for (const folder of folders) {
    const files = listFiles(folder.path, ['.json', '.csv'], diagnostics);
    let found = 0;
    for (const file of files) {
      if (file.path.endsWith('.csv')) {
        add(tables, new FoundTable(file), diagnostics);
      } else if (isModulePath(file.path)) {
        add(modules, new FoundModule(file, folder), diagnostics);
        found++;
      }
    }
    if (found === 0) {
      const hint = 'modules are .json files in this folder or in folders below it';
      throw new AppError(ExitCode.usage, `there is no module in ${folder.path}`, { hint });
    }
  }
  return new Found([...modules.values()].sort(byPath), tables, diagnostics);
}

/** Whether a file of this path below a folder of modules is a module. */
function isModulePath(path: string): boolean {
  return (
    !path.startsWith(TABLES) && !path.includes(`/${TABLES}`) && !NOT_MODULES.some((ending) => path.endsWith(ending))
  );
}

function add<File extends ModuleFile | TableFile>(
  files: Map<string, File>,
  file: File,
  diagnostics: Diagnostic[],
): void {
  const earlier = files.get(file.path);
  if (earlier) {
    const message = `replaces ${earlier.file}`;
    diagnostics.push({ severity: 'note', code: 'file-replaced', message, file: file.file, pointer: '' });
  }
  files.set(file.path, file);
}

function byPath(a: ModuleFile, b: ModuleFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

class Found implements Discovery {
  readonly modules: readonly ModuleFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly #byPath: ReadonlyMap<string, ModuleFile>;
  readonly #tables: ReadonlyMap<string, TableFile>;

  constructor(
    modules: readonly ModuleFile[],
    tables: ReadonlyMap<string, TableFile>,
    diagnostics: readonly Diagnostic[],
  ) {
    this.modules = Object.freeze(modules);
    this.diagnostics = diagnostics;
    this.#byPath = new Map(modules.map((module) => [module.path, module]));
    this.#tables = tables;
  }

  module(path: string): ModuleFile | undefined {
    return this.#byPath.get(path);
  }

  table(name: string, from: ModuleFile): TableFile | undefined {
    const [first, second] = placesOfTables(from);
    return this.#tables.get(first + name) ?? this.#tables.get(second + name);
  }

  tableNames(from: ModuleFile): readonly string[] {
    const names = [...this.#tables.keys()].flatMap((path) => {
      const place = placesOfTables(from).find((prefix) => path.startsWith(prefix));
      return place === undefined ? [] : [path.slice(place.length)];
    });
    return [...new Set(names)].filter((name) => !name.startsWith(TABLES)).sort();
  }
}

/** Where the tables of a module lie, the place that counts first. */
function placesOfTables(from: ModuleFile): [string, string] {
  const beside = from.path.slice(0, from.path.lastIndexOf('/') + 1);
  return from.header().native ? [beside, TABLES] : [TABLES, beside];
}

class FoundTable implements TableFile {
  readonly path: string;
  readonly file: string;
  #content: ReturnType<TableFile['read']> | undefined;

  constructor({ path, file }: FoundFile) {
    this.path = path;
    this.file = file;
  }

  read(): { readonly text: string | undefined; readonly diagnostics: readonly Diagnostic[] } {
    if (!this.#content) {
      const content = readText(this.file);
      const failed = typeof content !== 'string';
      this.#content = failed ? { text: undefined, diagnostics: [content] } : { text: content, diagnostics: [] };
    }
    return this.#content;
  }
}

/** A file given by itself; its identity is its name without `.json`. It is read when first asked. */
export function moduleFileAt(file: string): ModuleFile {
  return new FoundModule({ path: basename(file), file }, { path: dirname(file), builtIn: false });
}

/** Where the modules of the package are, from src/language and dist/language alike. */
const PACKAGE_MODULES = fileURLToPath(new URL('../../modules/', import.meta.url));

/**
 * The files of signals that come with the program. Every program has them: a body is there whatever folders are given.
 * @throws AppError when they are not there.
 */
export function builtInSignals(): readonly ModuleFile[] {
  const folder = { path: PACKAGE_MODULES, builtIn: true };
  const place = join(PACKAGE_MODULES, SIGNALS);
  if (!existsSync(place)) {
    const hint = 'the installation is incomplete; install it again';
    throw new AppError(ExitCode.environment, `the built-in signals are not in ${place}`, { hint });
  }
  return listFiles(place, ['.json'], [])
    .map(({ path, file }) => ({ path: `${SIGNALS}/${path}`, file }))
    .filter(({ path }) => isModulePath(path))
    .map((found) => new FoundModule(found, folder))
    .filter((module) => module.header().kind === 'signals');
}

class FoundModule implements ModuleFile {
  readonly path: string;
  readonly file: string;
  readonly folder: string;
  readonly builtIn: boolean;
  #source: JsonSource | undefined;
  #header: ModuleHeader | undefined;

  constructor({ path, file }: FoundFile, folder: ModuleFolder) {
    this.path = path.replace(/\.json$/, '');
    this.file = file;
    this.folder = folder.path;
    this.builtIn = folder.builtIn;
  }

  source(): JsonSource {
    if (!this.#source) {
      const content = readText(this.file);
      this.#source = typeof content === 'string' ? readJson(content, this.file) : unreadableJson(content);
    }
    return this.#source;
  }

  header(): ModuleHeader {
    this.#header ??= readHeader(this.source(), this.path.includes('/'));
    return this.#header;
  }
}

/** Reads what a file says about itself. `inFolder`: it lies in a folder below that of the modules. */
export function readHeader(source: JsonSource, inFolder: boolean): ModuleHeader {
  const { value } = source;
  const broken = { kind: undefined, native: false, strict: false };
  if (value === undefined) return { ...broken, diagnostics: source.diagnostics };
  const fault = (code: string, message: string, field: string, hint?: string): Diagnostic => {
    const place = field === '' ? [] : [field];
    const position = source.nearestPositionOf(place);
    const { file } = source;
    const pointer = field === '' ? '' : `/${field}`;
    return { severity: 'error', code, message, file, pointer, ...(position && { position }), ...(hint && { hint }) };
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'a module is a JSON object';
    return { ...broken, diagnostics: [...source.diagnostics, fault('not-a-module', message, '')] };
  }
  const diagnostics = [...source.diagnostics];
  const { kind = null, strict = null } = value as { kind?: unknown; strict?: unknown };
  const said = MODULE_KINDS.find((name) => name === kind);
  if (kind !== null && said === undefined) {
    const near = typeof kind === 'string' ? didYouMean(kind, MODULE_KINDS) : '';
    diagnostics.push(fault('unknown-kind', `kind is one of ${MODULE_KINDS.join(', ')}${near}`, 'kind'));
  }
  if (kind === null && 'signals' in value && !('states' in value)) {
    const hint = 'add "kind": "signals" at the top of the file';
    const missing = fault(
      'kind-missing',
      'the file has "signals", and does not say that it is of that kind',
      'signals',
      hint,
    );
    return { ...broken, diagnostics: [...diagnostics, missing] };
  }
  if (strict !== null && typeof strict !== 'boolean') {
    diagnostics.push(fault('strict-type', 'strict is true or false', 'strict'));
  }
  const byRule = kind === null ? (inFolder ? 'submodule' : 'module') : undefined;
  return { kind: said ?? byRule, native: kind !== null, strict: strict === true, diagnostics };
}

/** The text of a file, or why it cannot be had. */
function readText(file: string): string | Diagnostic {
  const fault = (code: string, message: string, hint: string): Diagnostic => ({
    ...{ severity: 'error', code, message, hint },
    ...{ file, pointer: '' },
  });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fault('file-unreadable', `cannot be read: ${reason}`, 'check its permissions');
  }
  if (!isUtf8(bytes)) return fault('file-encoding', 'the file is not UTF-8 text', 'save it as UTF-8');
  return bytes.toString('utf8');
}
