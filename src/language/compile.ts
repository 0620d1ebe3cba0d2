import { compareDiagnostics, type Diagnostic } from '../core/diagnostic.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { didYouMean } from '../core/suggest.ts';
import type { SignalCatalogue } from '../physiology/signal.ts';
import { type CompiledFile, compileModule } from './compile-module.ts';
import type { CallSite, CompiledModule, CompileResult, Program, Watch } from './compiled.ts';
import type { Discovery } from './discover.ts';
import { ENGINE_ATTRIBUTES } from './engine-attributes.ts';
import { type ParsedModule, parseModule } from './parse.ts';
import { languageSchema } from './schema.ts';
import { type ProgramSignals, readSignals } from './signals/read.ts';
import { Slots } from './slots.ts';
import { Tables } from './tables.ts';

export interface CompileOptions {
  /** Which top-level modules run; all when left out. Submodules are always there to be called. */
  readonly includes?: (path: string) => boolean;
}

/** A compiled program with what whole-program checks need to know of its files. */
export interface Compilation extends CompileResult {
  readonly parsed: ReadonlyMap<string, ParsedModule>;
  readonly files: ReadonlyMap<string, CompiledFile>;
  readonly signals: ProgramSignals;
  /** The same files as a program of one module, be it a submodule: for scripted lives. Undefined when it could not be read. */
  programOf(path: string): Program | undefined;
}

/** Reads, compiles and links all modules that were found. Every fault of every file is in the diagnostics. */
export function compileProgram(discovery: Discovery, options: CompileOptions = {}): Compilation {
  const schema = languageSchema();
  const slots = new Slots();
  for (const name of ENGINE_ATTRIBUTES) slots.reserve(name);
  const tables = new Tables(discovery);
  const read = readSignals(discovery);
  const signals = read.catalogue;
  const diagnostics: Diagnostic[] = [...discovery.diagnostics, ...read.diagnostics];
  const parsed = new Map<string, ParsedModule>();
  const files = new Map<string, CompiledFile>();
  for (const file of discovery.modules) {
    if (file.header().kind === 'signals') continue;
    const { parsed: module, diagnostics: found } = parseModule(file, schema);
    diagnostics.push(...found);
    if (!module) continue;
    parsed.set(file.path, module);
    files.set(file.path, compileModule(file, module, schema, slots, tables, read));
  }
  const includes = options.includes ?? (() => true);
  const tops = [...files.values()]
    .map(({ module }) => module)
    .filter(({ kind, path }) => kind === 'module' && includes(path));
  const defaults = defaultsOf(parsed, slots);
  const causes = causesOf(parsed);
  const program = link(files, slots, tops, signals, defaults, causes);
  for (const { report } of files.values()) diagnostics.push(...report.list);
  diagnostics.push(...tables.diagnostics);
  const programOf = (path: string): Program | undefined => {
    const module = files.get(path)?.module;
    return module && link(files, slots, [module], signals, defaults, causes);
  };
  return { program, parsed, files, signals: read, programOf, diagnostics: diagnostics.sort(compareDiagnostics) };
}

/** The defaults that files declare, whether or not they run: what reads an attribute counts on its declaration. */
function defaultsOf(parsed: ReadonlyMap<string, ParsedModule>, slots: Slots): Program['defaults'] {
  return [...parsed.values()].flatMap(({ header }) =>
    Object.entries(header.attributes ?? {}).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [{ slot: slots.writtenSlot(name), value }],
    ),
  );
}

/** Codes of the causes of death that files say they tell. */
function causesOf(parsed: ReadonlyMap<string, ParsedModule>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...parsed].map(([path, { header }]) => [path, (header.causes_of_death ?? []).map(({ code }) => code)]),
  );
}

function link(
  files: ReadonlyMap<string, CompiledFile>,
  slots: Slots,
  tops: readonly CompiledModule[],
  signals: SignalCatalogue,
  defaults: Program['defaults'],
  causes: ReadonlyMap<string, readonly string[]>,
): Program {
  const linker = new Linker(files, slots.remembered);
  const sites = [...tops]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((module) => linker.site(module, module.path, []));
  const watches = sites.map((site) => watchesOf(site));
  const indicesWhere = (test: (watch: Watch) => boolean): number[] =>
    watches.flatMap((watch, index) => (watch.some(test) ? [index] : []));
  const watchersOfSlot = slots.names.map((_, slot) => indicesWhere((watch) => watch.slots.has(slot)));
  const isAwaited = (name: string) => (watchersOfSlot[slots.byName.get(name) as number] as number[]).length > 0;
  const codes = new Set(watches.flat().flatMap((watch) => [...watch.codes]));
  return {
    sites,
    modules: new Map([...files].map(([path, { module }]) => [path, module])),
    attributes: slots.names,
    slotOf: slots.byName,
    mentioned: slots.mentioned,
    lookedUp: new Set([...slots.mentioned].filter((name) => !slots.written.has(name) && !isAwaited(name))),
    watchersOfSlot,
    watchersOfCode: new Map([...codes].map((code) => [code, indicesWhere((watch) => watch.codes.has(code))])),
    watchersOfObservations: indicesWhere((watch) => watch.observations),
    defaults,
    signals,
    causesOfDeath: new Set(tops.flatMap(({ path }) => causes.get(path) ?? [])),
    counters: linker.counters,
  };
}

/** The modules of a program: those that run, and all they call. */
export function modulesOf(program: Program): ReadonlySet<CompiledModule> {
  const modules = new Set<CompiledModule>();
  const visit = (site: CallSite): void => {
    modules.add(site.module);
    for (const callee of site.callees.values()) visit(callee);
  };
  for (const site of program.sites) visit(site);
  return modules;
}

/** Every state that a person can come to in a program, each once, by file and name. */
export function statesOf(program: Program): readonly { readonly file: string; readonly state: string }[] {
  return [...modulesOf(program)].flatMap(({ path, states }) => states.map(({ name }) => ({ file: path, state: name })));
}

/** Calls within calls; real modules have 5. Each level takes some of the stack. */
export const MOST_NESTED_CALLS = 100;
/** Paths of calls by which states are reached; real modules have some hundreds. Each has counters in every life. */
const MOST_PATHS = 50_000;

/** Enumerates the call sites, and gives each its counters. */
class Linker {
  counters = 0;
  readonly #files: ReadonlyMap<string, CompiledFile>;
  readonly #remembered: ReadonlySet<string>;
  readonly #byStream = new Map<number, string>();

  constructor(files: ReadonlyMap<string, CompiledFile>, remembered: ReadonlySet<string>) {
    this.#files = files;
    this.#remembered = remembered;
  }

  /** The call site of `module` reached by `path`; `chain` lists the modules that are calling. */
  site(module: CompiledModule, path: string, chain: readonly string[]): CallSite {
    const stream = murmur3(path);
    const other = this.#byStream.get(stream);
    if (other !== undefined && other !== path) {
      const message = `call paths "${other}" and "${path}" would share their draws (one hash)`;
      this.#complain(module, 'hash-collision', message, []);
    }
    this.#byStream.set(stream, path);
    const base = this.counters;
    this.counters += module.states.length;
    const callees = new Map<number, CallSite>();
    for (const state of module.states) {
      if (state.callee === undefined) continue;
      const site = this.#call(module, state.name, state.callee, path, [...chain, module.path]);
      if (site) callees.set(state.index, site);
    }
    const remembers = module.states.map(({ name }) => this.#remembered.has(name));
    return { module, path, stream, remembers, base, callees };
  }

  #call(
    caller: CompiledModule,
    state: string,
    callee: string,
    path: string,
    chain: readonly string[],
  ): CallSite | undefined {
    const place = ['states', state, 'submodule'];
    const module = this.#files.get(callee)?.module;
    if (!module) {
      const message = `submodule "${callee}" does not exist${didYouMean(callee, this.#files.keys())}`;
      this.#complain(caller, 'unknown-submodule', message, place);
      return undefined;
    }
    if (chain.includes(callee)) {
      const message = `calls itself: ${[...chain, callee].join(' > ')}`;
      this.#complain(caller, 'recursion', message, place);
      return undefined;
    }
    if (chain.length > MOST_NESTED_CALLS) {
      const message = `submodules call each other more than ${MOST_NESTED_CALLS} deep: ${chain.slice(0, 3).join(' > ')} > ...`;
      this.#complain(caller, 'call-depth', message, place);
      return undefined;
    }
    if (this.#byStream.size >= MOST_PATHS) {
      const message = `submodules can be reached by more than ${MOST_PATHS} paths of calls`;
      this.#complain(caller, 'call-paths', message, place, 'call a submodule from fewer places');
      return undefined;
    }
    return this.site(module, `${path}>${state}>${callee}`, chain);
  }

  /** A fault seen once a call path is told once. */
  #complain(module: CompiledModule, code: string, message: string, path: readonly string[], hint?: string): void {
    const { report } = this.#files.get(module.path) as CompiledFile;
    if (!report.list.some((known) => known.code === code && known.message === message)) {
      report.add('error', code, message, path, hint);
    }
  }
}

/** What the states of a module, and of all it calls, watch while a person waits in them. */
function watchesOf(site: CallSite): Watch[] {
  const own = site.module.states.flatMap((state) => (state.watch ? [state.watch] : []));
  return [...own, ...[...site.callees.values()].flatMap(watchesOf)];
}
