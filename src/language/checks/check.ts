import type { Diagnostic } from '../../core/diagnostic.ts';
import type { UcumChecker } from '../../core/units.ts';
import type { ValueSets } from '../../reference/value-sets.ts';
import type { Compilation } from '../compile.ts';
import type { CompiledFile } from '../compile-module.ts';
import type { CompiledModule } from '../compiled.ts';
import type { Discovery, ModuleFile } from '../discover.ts';
import { FileDiagnostics, type ParsedModule } from '../parse.ts';
import type { ParsedSignals } from '../signals/parse.ts';
import type { ProgramSignals } from '../signals/read.ts';
import type { AttributeUse } from '../slots.ts';
import { AttributeIndex } from './attribute-index.ts';
import { CallGraph } from './call-graph.ts';
import { StateGraph } from './state-graph.ts';

/** A rule over all files of a program: one file in checks/, one line in its index. */
export interface Check {
  /** Codes of the diagnostics that it gives. */
  readonly codes: readonly string[];
  /** Says what it finds through the `report` of the modules concerned. */
  check(program: CheckedProgram): void | Promise<void>;
}

/** What checks may know beside the modules. A check that lacks what it needs says nothing. */
export interface CheckResources {
  readonly valueSets?: ValueSets | undefined;
  /** Loaded by the check of units when left out. */
  readonly ucum?: UcumChecker | undefined;
}

/** One file of the program, as checks see it. */
export class CheckedModule {
  readonly file: ModuleFile;
  readonly parsed: ParsedModule;
  readonly compiled: CompiledModule;
  /** The places that read or write attributes, in the order of the file. */
  readonly uses: readonly AttributeUse[];
  readonly report: FileDiagnostics;
  #graph: StateGraph | undefined;

  constructor(file: ModuleFile, parsed: ParsedModule, { module, uses }: CompiledFile) {
    this.file = file;
    this.parsed = parsed;
    this.compiled = module;
    this.uses = uses;
    this.report = new FileDiagnostics(file.source());
  }

  get path(): string {
    return this.file.path;
  }

  get native(): boolean {
    return this.parsed.native;
  }

  get strict(): boolean {
    return this.parsed.strict;
  }

  /** How bad an oddity is that foreign files may have and strict ones may not. */
  get severity(): 'error' | 'warning' {
    return this.strict ? 'error' : 'warning';
  }

  /** Its states and the ways between them. */
  get graph(): StateGraph {
    this.#graph ??= new StateGraph(this.file.source().value);
    return this.#graph;
  }
}

/** All files of a program that could be read, as checks see them. */
export class CheckedProgram {
  readonly modules: readonly CheckedModule[];
  /** Files of signals (`ProgramSignals.files`); their reports are of the checks alone. */
  readonly signals: readonly ParsedSignals[];
  /** The same, linked. */
  readonly linkedSignals: ProgramSignals;
  readonly attributes: AttributeIndex;
  readonly calls: CallGraph;
  readonly resources: CheckResources;
  /** Paths of the top-level modules that run. */
  readonly running: ReadonlySet<string>;
  readonly #byPath: ReadonlyMap<string, CheckedModule>;
  readonly #discovery: Discovery;

  constructor(compilation: Compilation, discovery: Discovery, resources: CheckResources) {
    this.modules = discovery.modules.flatMap((file) => {
      const parsed = compilation.parsed.get(file.path);
      const compiled = compilation.files.get(file.path);
      return parsed && compiled ? [new CheckedModule(file, parsed, compiled)] : [];
    });
    this.linkedSignals = compilation.signals;
    this.signals = compilation.signals.files.map(withNewReport);
    this.#byPath = new Map(this.modules.map((module) => [module.path, module]));
    this.#discovery = discovery;
    this.attributes = new AttributeIndex(this.modules);
    this.calls = new CallGraph(this.modules);
    this.resources = resources;
    this.running = new Set(compilation.program.sites.map((site) => site.module.path));
  }

  module(path: string): CheckedModule | undefined {
    return this.#byPath.get(path);
  }

  /** The text of a table that a module names. */
  tableText(name: string, from: CheckedModule): string | undefined {
    return this.#discovery.table(name, from.file)?.read().text;
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.modules, ...this.signals].flatMap(({ report }) => report.list);
  }
}

function withNewReport(file: ParsedSignals): ParsedSignals {
  const report = new FileDiagnostics(file.file.source());
  return { ...file, report, signals: file.signals.map((signal) => ({ ...signal, report })) };
}
