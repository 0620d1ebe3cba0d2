import type { z } from 'zod';
import { type Diagnostic, pointerOf, type Severity } from '../core/diagnostic.ts';
import type { JsonSource } from '../core/json-source.ts';
import { didYouMean } from '../core/suggest.ts';
import { CONDITIONS } from './conditions/index.ts';
import { type Path, SAY_KIND } from './define.ts';
import type { ModuleFile } from './discover.ts';
import { explainIssue, type ParseIssue, unknownKeys } from './parse-issues.ts';
import type { LanguageSchema, ModuleHeaderJson, StateJson } from './schema.ts';

/** A module file whose shape is right. */
export interface ParsedModule {
  readonly header: Omit<ModuleHeaderJson, 'states'>;
  /** The states that could be read. */
  readonly states: ReadonlyMap<string, StateJson>;
  readonly kind: 'module' | 'submodule';
  readonly native: boolean;
  readonly strict: boolean;
}

/** Where the newest format version that is understood ends. */
const NEWEST_VERSION = 2;

/** Collects diagnostics about one file, with their places. */
export class FileDiagnostics {
  readonly list: Diagnostic[] = [];
  readonly #source: JsonSource;

  constructor(source: JsonSource) {
    this.#source = source;
  }

  add(severity: Severity, code: string, message: string, path: Path, hint?: string): void {
    const position = this.#source.nearestPositionOf(path);
    const { file } = this.#source;
    this.list.push({
      severity,
      code,
      message,
      file,
      pointer: pointerOf(path),
      ...(position && { position }),
      ...(hint !== undefined && { hint }),
    });
  }
}

/**
 * Reads a module file against the shapes of the language. What the reference loader tolerates in a foreign file (unknown fields, explicit
 * nulls, condition types with other spaces) is a warning there and an error in a strict one. Undefined when nothing can be made of it.
 */
export function parseModule(
  file: ModuleFile,
  schema: LanguageSchema,
): { parsed: ParsedModule | undefined; diagnostics: readonly Diagnostic[] } {
  const source = file.source();
  const { kind, native, strict, diagnostics: early } = file.header();
  const report = new FileDiagnostics(source);
  const done = (parsed: ParsedModule | undefined) => ({ parsed, diagnostics: [...early, ...report.list] });
  if (source.value === undefined || (kind !== 'module' && kind !== 'submodule')) return done(undefined);
  const tolerant = tidy(source.value);
  const header = parseShape(schema.header, tolerant, [], strict, report);
  if (!header) return done(undefined);
  if ((header.gmf_version ?? 0) > NEWEST_VERSION) {
    report.add('error', 'gmf-version', `GMF version ${header.gmf_version} is newer than ${NEWEST_VERSION}`, [
      'gmf_version',
    ]);
    return done(undefined);
  }
  const { states: rawStates, ...rest } = header;
  const states = new Map<string, StateJson>();
  for (const [name, raw] of Object.entries(rawStates)) {
    const state = parseState(name, raw, schema, native, strict, report);
    if (state) states.set(name, state);
  }
  if (!('Initial' in rawStates)) {
    report.add('error', 'no-initial', 'there is no state named "Initial"', ['states'], 'every module begins there');
  }
  return done({ header: rest, states, kind, native, strict });
}

function parseState(
  name: string,
  raw: { readonly type: string },
  schema: LanguageSchema,
  native: boolean,
  strict: boolean,
  report: FileDiagnostics,
): StateJson | undefined {
  const path = ['states', name];
  const known = schema.states.get(raw.type);
  if (!known) {
    const hint = didYouMean(raw.type, schema.states.keys());
    report.add('error', 'unknown-state-type', `unknown state type "${raw.type}"${hint}`, [...path, 'type']);
    return undefined;
  }
  if (known.definition.extension && !native) {
    const message = `${raw.type} is an extension that other engines do not know`;
    report.add('warning', 'extension', message, [...path, 'type'], SAY_KIND);
  }
  return parseShape(known.shape, raw, path, strict, report);
}

/** Parses `value`; unknown fields are reported and, unless strict, taken out. Undefined when an error remains. */
export function parseShape<T>(
  shape: z.ZodType<T>,
  value: unknown,
  path: Path,
  strict: boolean,
  report: FileDiagnostics,
): T | undefined {
  let current = value;
  // Each round takes out the unknown fields that the last one met; nested ones show only then.
  for (;;) {
    const result = shape.safeParse(current);
    if (result.success) return result.data;
    const issues = result.error.issues as readonly ParseIssue[];
    const unknown = issues.flatMap((issue) => unknownKeys(issue));
    for (const place of unknown) {
      const field = String(place.at(-1));
      const near = place.length === 1 ? didYouMean(field, fieldsOf(shape)) : '';
      report.add(strict ? 'error' : 'warning', 'unknown-field', `unknown field "${field}"${near}`, [...path, ...place]);
    }
    const rest = issues.filter((issue) => unknownKeys(issue).length === 0);
    for (const issue of rest) {
      const { message, at, hint } = explainIssue(issue, current);
      report.add('error', 'shape', message, [...path, ...at], hint);
    }
    if (rest.length > 0 || unknown.length === 0) return undefined;
    current = unknown.reduce((json, place) => without(json, place), current);
  }
}

/** The fields of a shape that is an object. */
function fieldsOf(shape: z.ZodType): readonly string[] {
  return 'shape' in shape ? Object.keys(shape.shape as object) : [];
}

const CANONICAL_CONDITION = new Map(CONDITIONS.map(({ type }) => [type.replaceAll(/\s/g, ''), type]));

/** The JSON without explicit nulls in objects, and with condition types spelt as the registry does. */
function tidy(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(tidy);
  if (typeof json !== 'object' || json === null) return json;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    if (value === null) continue;
    out[key] =
      key === 'condition_type' && typeof value === 'string'
        ? (CANONICAL_CONDITION.get(value.replaceAll(/\s/g, '')) ?? value)
        : tidy(value);
  }
  return out;
}

/** A copy of `json` without what stands at `place`. */
function without(json: unknown, place: Path): unknown {
  const [head, ...tail] = place;
  if (head === undefined || typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item, i) => (i === head ? without(item, tail) : item));
  const { [head]: inner, ...rest } = json as Record<PropertyKey, unknown>;
  return tail.length === 0 ? rest : { ...rest, [head]: without(inner, tail) };
}
