import type { Code } from '../core/code.ts';
import type { Severity } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import type { CompiledCondition } from '../language/compiled.ts';
import type { CompileContext, Path } from '../language/define.ts';
import type { CodeJson, ConditionJson } from '../language/fields.ts';
import type { FileDiagnostics } from '../language/parse.ts';
import { CHART_ATTRIBUTES } from './chart-life.ts';
import type { CohortEvent } from './events.ts';
import { COHORT_CONDITIONS, type CohortJson } from './schema.ts';

const BY_TYPE = new Map(COHORT_CONDITIONS.map((definition) => [definition.type, definition]));

/** The compile context of a cohort file: conditions compile in it as they do in a module, as far as a chart can answer them. */
export class CohortContext implements CompileContext {
  readonly module: string;
  readonly native = true;
  /** Whatever modules are forgiven is an error here: a criterion that silently never holds is worse than none. */
  readonly strict = true;
  readonly specialty = '';
  readonly diagnostics: FileDiagnostics;
  readonly used = new Set<string>();
  readonly #events: ReadonlyMap<string, CohortEvent>;
  readonly #sources: ReadonlySet<string>;
  readonly #wantsSources: boolean;
  readonly usedSources = new Set<string>();

  constructor(
    module: string,
    json: CohortJson,
    diagnostics: FileDiagnostics,
    events: ReadonlyMap<string, CohortEvent>,
  ) {
    this.module = module;
    this.diagnostics = diagnostics;
    this.#events = events;
    this.#sources = new Set((json.sources ?? []).map(({ id }) => id));
    this.#wantsSources = json.strict === true;
  }

  report(severity: Severity, code: string, message: string, path: Path, hint?: string): void {
    this.diagnostics.add(severity, code, message, path, hint);
  }

  /** One of the file's events; a name that is none is reported, and never happens. */
  event(name: string, path: Path): CohortEvent {
    this.used.add(name);
    const event = this.#events.get(name);
    if (event) return event;
    const names = [...this.#events.keys()];
    const hint = names.length === 0 ? 'name it under "events"' : `events are ${names.join(', ')}`;
    this.report('error', 'unknown-event', `there is no event "${name}"${didYouMean(name, names)}`, path, hint);
    return { name, patterns: [] };
  }

  reads(attribute: string, path: Path): number {
    const slot = CHART_ATTRIBUTES.indexOf(attribute);
    if (slot === -1) {
      const near = didYouMean(attribute, CHART_ATTRIBUTES);
      const message = `attribute "${attribute}" is not on the chart, by which a cohort is defined${near}`;
      const hint = `${CHART_ATTRIBUTES.join(', ')} are; say the rest with events of the chart`;
      this.report('error', 'unknown-attribute', message, path, hint);
    }
    return slot;
  }

  condition(json: ConditionJson, path: Path): CompiledCondition {
    const definition = BY_TYPE.get(json.condition_type);
    if (!definition) throw new Error(`condition type ${json.condition_type} is not registered`);
    return definition.compile(json as never, this, path);
  }

  soughtCodes(json: readonly CodeJson[], path: Path): readonly Code[] {
    if (json.length === 0) this.report('error', 'no-codes', 'the list is empty, and finds nothing', path);
    return json;
  }

  source(id: string | undefined, path: Path): void {
    if (id === undefined) {
      if (!this.#wantsSources) return;
      const hint = 'add "source": the id of one of "sources"';
      this.report('error', 'source-missing', 'a definition stands here without its source', path, hint);
      return;
    }
    this.usedSources.add(id);
    if (this.#sources.has(id)) return;
    const message = `source "${id}" is not listed under "sources"${didYouMean(id, this.#sources)}`;
    this.report('error', 'unknown-source', message, [...path, 'source']);
  }

  mentions(): number {
    return unasked('mentions');
  }

  writes(): number {
    return unasked('writes');
  }

  target(): number {
    return unasked('target');
  }

  hasState(): boolean {
    return unasked('hasState');
  }

  stateType(): undefined {
    return unasked('stateType');
  }

  signal(): undefined {
    return unasked('signal');
  }

  signalOfCodes(): undefined {
    return unasked('signalOfCodes');
  }

  remembers(): void {
    unasked('remembers');
  }

  onsetCodes(): undefined {
    return unasked('onsetCodes');
  }

  hasParameter(): boolean {
    return unasked('hasParameter');
  }

  distribution(): never {
    return unasked('distribution');
  }

  lookupTable(): undefined {
    return unasked('lookupTable');
  }

  rateTable(): undefined {
    return unasked('rateTable');
  }
}

/** The conditions of cohorts have no states, parameters or tables. */
function unasked(what: string): never {
  throw new Error(`a condition of a cohort asks for ${what}`);
}
