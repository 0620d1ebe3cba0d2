import type { Code } from '../core/code.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { Distribution } from '../core/distributions/distribution.ts';
import { DISTRIBUTION_KINDS } from '../core/distributions/index.ts';
import { roundHalfUp } from '../core/numeric.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Signal } from '../physiology/signal.ts';
import { GENERAL_PRACTICE } from '../record/kinds/encounter.ts';
import type { CompiledCondition, CompiledModule, CompiledState, CompiledTransition, StateProgram } from './compiled.ts';
import { CONDITIONS } from './conditions/index.ts';
import { type CompileContext, type Path, SAY_KIND, type TransitionDefinition } from './define.ts';
import type { ModuleFile } from './discover.ts';
import type { CodeJson, ConditionJson, DistributionJson } from './fields.ts';
import type { BoundLookupTable, RateTable } from './lookup-table.ts';
import { FileDiagnostics, type ParsedModule } from './parse.ts';
import type { LanguageSchema, StateJson } from './schema.ts';
import type { KnownSignals } from './signals/link.ts';
import type { AttributeUse, Slots } from './slots.ts';
import { checkSpans } from './spans.ts';
import type { Tables } from './tables.ts';
import { TRANSITIONS } from './transitions/index.ts';

const CONDITION_BY_TYPE = new Map(CONDITIONS.map((definition) => [definition.type, definition]));
const DISTRIBUTION_BY_KIND = new Map(DISTRIBUTION_KINDS.map((definition) => [definition.kind, definition]));

/** Where a distribution with odd parameters is tried, to tell whether its draws are numbers at all. */
const PROBES = [0.01, 0.5, 0.99];

/** What compiling one file gives. */
export interface CompiledFile {
  readonly module: CompiledModule;
  readonly report: FileDiagnostics;
  readonly uses: readonly AttributeUse[];
}

/** Compiles a parsed file to closures over slots. Everything found wrong is in `report`; what is broken fails when a life meets it. */
export function compileModule(
  file: ModuleFile,
  parsed: ParsedModule,
  schema: LanguageSchema,
  slots: Slots,
  tables: Tables,
  signals: KnownSignals,
): CompiledFile {
  const context = new ModuleContext(file, parsed, slots, tables, signals);
  const states = [...parsed.states].map(([name, json], index) => compileState(name, json, index, schema, context));
  checkHashes(states, context);
  const indexOf = new Map(states.map((state) => [state.name, state.index]));
  const module: CompiledModule = {
    path: file.path,
    file: file.file,
    name: parsed.header.name,
    kind: parsed.kind,
    native: parsed.native,
    strict: parsed.strict,
    specialty: context.specialty,
    states,
    indexOf,
    initial: indexOf.get('Initial') ?? 0,
  };
  return { module, report: context.diagnostics, uses: context.uses };
}

function compileState(
  name: string,
  json: StateJson,
  index: number,
  schema: LanguageSchema,
  context: ModuleContext,
): CompiledState {
  const path: Path = ['states', name];
  const known = schema.states.get(json.type);
  if (!known) throw new Error(`state type ${json.type} is not registered`);
  const { definition } = known;
  if (typeof json['source'] === 'string' && context.native) context.source(json['source'], path);
  checkSpans(json, context, path);
  const program: StateProgram = definition.compile(json as never, context, path);
  return {
    process: program.process,
    watch: program.watch,
    callee: program.callee,
    awaited: program.awaited,
    name,
    type: json.type,
    index,
    hash: murmur3(name),
    transition: program.transition ?? compileTransition(json, definition.withoutTransition, context, path),
  };
}

function compileTransition(
  json: StateJson,
  withoutTransition: boolean,
  context: ModuleContext,
  path: Path,
): CompiledTransition {
  const none: CompiledTransition = () => {
    throw new Error('the state has no transition');
  };
  if (withoutTransition) return none;
  const given: readonly TransitionDefinition[] = TRANSITIONS.filter(({ field }) => json[field] !== undefined);
  const [first, second] = given;
  if (!first) {
    const name = String(path.at(-1));
    context.report('error', 'no-transition', `state "${name}" has no transition`, path);
    return none;
  }
  if (second) {
    const message = `${first.field} is used; ${second.field} is not`;
    context.report(context.strict ? 'error' : 'warning', 'two-transitions', message, [...path, second.field]);
  }
  return first.compile(json[first.field] as never, context, [...path, first.field]);
}

function checkHashes(states: readonly CompiledState[], context: ModuleContext): void {
  const byHash = new Map<number, CompiledState>();
  for (const state of states) {
    const other = byHash.get(state.hash);
    if (other) {
      const message = `states "${other.name}" and "${state.name}" would share their draws (one hash)`;
      context.report('error', 'hash-collision', message, ['states', state.name], 'rename one of them');
    }
    byHash.set(state.hash, state);
  }
}

/** The compile context of one file. */
class ModuleContext implements CompileContext {
  readonly module: string;
  readonly native: boolean;
  readonly strict: boolean;
  readonly specialty: string;
  readonly diagnostics: FileDiagnostics;
  readonly uses: AttributeUse[] = [];
  readonly #file: ModuleFile;
  readonly #parsed: ParsedModule;
  readonly #indices: ReadonlyMap<string, number>;
  readonly #slots: Slots;
  readonly #tables: Tables;
  readonly #signals: KnownSignals;
  readonly #sources: ReadonlySet<string>;

  constructor(file: ModuleFile, parsed: ParsedModule, slots: Slots, tables: Tables, signals: KnownSignals) {
    this.module = file.path;
    this.native = parsed.native;
    this.strict = parsed.strict;
    this.specialty = parsed.header.specialty ?? GENERAL_PRACTICE;
    this.diagnostics = new FileDiagnostics(file.source());
    this.#file = file;
    this.#parsed = parsed;
    this.#indices = new Map([...parsed.states.keys()].map((name, index) => [name, index]));
    this.#slots = slots;
    this.#tables = tables;
    this.#signals = signals;
    this.#sources = new Set((parsed.header.sources ?? []).map(({ id }) => id));
  }

  report(severity: Severity, code: string, message: string, path: Path, hint?: string): void {
    this.diagnostics.add(severity, code, message, path, hint);
  }

  reads(attribute: string, path: Path): number {
    this.uses.push({ attribute, mode: 'read', path });
    return this.#slots.slot(attribute);
  }

  mentions(attribute: string): number {
    return this.#slots.slot(attribute);
  }

  writes(attribute: string, path: Path): number {
    this.uses.push({ attribute, mode: 'write', path });
    return this.#slots.writtenSlot(attribute);
  }

  target(state: string, path: Path): number {
    const index = this.#indices.get(state);
    if (index !== undefined) return index;
    // A state that could not be read has its own diagnostics already; one that is null is none.
    const raw = (this.#file.source().value as { states?: Record<string, unknown> }).states ?? {};
    if (!Object.hasOwn(raw, state) || raw[state] === null) {
      const hint = didYouMean(state, this.#indices.keys());
      this.report('error', 'unknown-state', `transition to "${state}", which does not exist${hint}`, path);
    }
    return -1;
  }

  hasState(state: string): boolean {
    return this.#indices.has(state);
  }

  stateType(state: string): string | undefined {
    return this.#parsed.states.get(state)?.type;
  }

  remembers(state: string): void {
    this.#slots.remember(state);
  }

  onsetCodes(state: string): readonly Code[] | undefined {
    const json = this.#parsed.states.get(state);
    return json?.type === 'ConditionOnset' ? (json['codes'] as Code[]) : undefined;
  }

  hasParameter(name: string): boolean {
    return Object.hasOwn(this.#parsed.header.parameters ?? {}, name);
  }

  condition(json: ConditionJson, path: Path): CompiledCondition {
    const definition = CONDITION_BY_TYPE.get(json.condition_type);
    if (!definition) throw new Error(`condition type ${json.condition_type} is not registered`);
    if (definition.extension && !this.native) {
      const message = `${definition.type} is an extension that other engines do not know`;
      this.report('warning', 'extension', message, [...path, 'condition_type'], SAY_KIND);
    }
    return definition.compile(json as never, this, path);
  }

  distribution(json: DistributionJson, path: Path): Distribution {
    const kind = DISTRIBUTION_BY_KIND.get(json.kind);
    if (!kind) throw new Error(`distribution kind ${json.kind} is not registered`);
    const made = kind.make(json.parameters);
    const problem = kind.problem(json.parameters);
    if (problem !== undefined) {
      const isUnusable = PROBES.some((p) => Number.isNaN(made.quantile(p)));
      const severity = this.strict || isUnusable ? 'error' : 'warning';
      this.report(severity, 'distribution', `${json.kind}: ${problem}`, [...path, 'parameters']);
    }
    return json.round ? { mean: made.mean, quantile: (p) => roundHalfUp(made.quantile(p)) } : made;
  }

  soughtCodes(json: readonly CodeJson[], path: Path): readonly Code[] {
    if (json.length === 0) {
      this.report(this.strict ? 'error' : 'warning', 'no-codes', 'the list is empty, and finds nothing', path);
    }
    return json;
  }

  signal(name: string, path: Path): Signal | undefined {
    const { catalogue, broken, isComplete } = this.#signals;
    const signal = catalogue.named(name);
    // What is wrong with a signal, or with the file that may declare it, has been told there.
    if (signal || !isComplete || broken.has(name)) return signal;
    const near = didYouMean(
      name,
      catalogue.signals.map((known) => known.name),
    );
    const hint = near === '' ? 'a folder whose files of signals declare it is added with -d' : undefined;
    this.report('error', 'unknown-signal', `there is no signal "${name}"${near}`, path, hint);
    return undefined;
  }

  signalOfCodes([first]: readonly CodeJson[]): Signal | undefined {
    return first && this.#signals.catalogue.ofCode(first);
  }

  lookupTable(name: string, targets: readonly string[], path: Path): BoundLookupTable | undefined {
    return this.#tables.lookupTable(name, targets, this.#file, (message, hint) =>
      this.report('error', 'lookup-table', message, path, hint),
    );
  }

  rateTable(name: string, path: Path): RateTable | undefined {
    return this.#tables.rateTable(name, this.#file, (message, hint) =>
      this.report('error', 'rate-table', message, path, hint),
    );
  }

  source(id: string | undefined, path: Path): void {
    if (id === undefined) {
      if (this.strict) {
        this.report(
          'error',
          'source-missing',
          'a number stands here without its source',
          path,
          'add "source": the id of one of "sources"',
        );
      }
    } else if (!this.#sources.has(id)) {
      const hint = didYouMean(id, this.#sources);
      this.report('error', 'unknown-source', `source "${id}" is not listed under "sources"${hint}`, [
        ...path,
        'source',
      ]);
    }
  }
}
