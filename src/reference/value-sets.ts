import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { systemUri } from '../core/code.ts';
import { type Diagnostic, hasErrors, pointerOf } from '../core/diagnostic.ts';
import { type JsonSource, readJson } from '../core/json-source.ts';

/** A list of codes of one system for one purpose: a file of valuesets/. */
export interface ValueSet {
  /** Canonical URL. */
  readonly url: string;
  readonly version: string;
  readonly title: string;
  /** Short name of the code system as modules write it, or its URI. */
  readonly system: string;
  /** Sorted by code. */
  readonly codes: readonly { readonly code: string; readonly display: string }[];
  /** Where the codes and displays were taken from. */
  readonly source: string;
  readonly licence: string;
}

/** The value sets of the program, and the codes that they hold in all. */
export interface ValueSets {
  readonly all: readonly ValueSet[];
  valueSet(url: string): ValueSet | undefined;
  /** The official display of a code in any of the sets; the system by short name or URI. Undefined: in none. */
  displayOf(system: string, code: string): string | undefined;
  /** Displays of all codes of a system, for suggestions. */
  codesOf(system: string): ReadonlyMap<string, string>;
}

/**
 * Loads every `*.json` of a folder. Files with errors are left out and told.
 * @throws AppError when the folder cannot be read.
 */
export async function loadValueSets(
  folder: string,
): Promise<{ valueSets: ValueSets; diagnostics: readonly Diagnostic[] }> {
  const schema = await valueSetSchema();
  const diagnostics: Diagnostic[] = [];
  const loaded: ValueSet[] = [];
  for (const file of filesOf(folder)) {
    const source = readJson(readFileSync(file, 'utf8'), file);
    const said = [...source.diagnostics];
    const parsed = source.value === undefined ? undefined : schema.safeParse(source.value);
    for (const issue of parsed?.error?.issues ?? []) said.push(fault(source, issue.path, 'value-set', issue.message));
    if (parsed?.data) said.push(...orderFaults(parsed.data, source));
    if (parsed?.data && !hasErrors(said)) loaded.push(parsed.data);
    diagnostics.push(...said);
  }
  return { valueSets: new Library(loaded), diagnostics };
}

/** The form of a file of valuesets/; zod takes long to load, so only what reads value sets does. */
async function valueSetSchema() {
  const { z } = await import('zod');
  const words = z.string().regex(/^\S(.*\S)?$/u, 'is empty, or starts or ends with white space');
  return z.strictObject({
    url: z.url(),
    version: words,
    title: words,
    system: words,
    codes: z.array(z.strictObject({ code: words, display: words })).min(1),
    source: words,
    licence: words,
  });
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch (cause) {
    const hint = 'the installation is incomplete; install it again';
    throw new AppError(ExitCode.environment, `cannot read the value sets in ${folder}`, { cause, hint });
  }
}

/** Codes out of order or twice: both make a change of the file hard to read. */
function orderFaults({ codes }: ValueSet, source: JsonSource): Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const [index, { code }] of codes.entries()) {
    const before = codes[index - 1]?.code;
    if (before === undefined || before < code) continue;
    const message = before === code ? `code ${code} is there twice` : `code ${code} stands after ${before}`;
    const path = ['codes', index, 'code'];
    faults.push({ ...fault(source, path, 'value-set-order', message), hint: 'sort the codes as text, each once' });
  }
  return faults;
}

function fault(source: JsonSource, path: readonly PropertyKey[], code: string, message: string): Diagnostic {
  const position = source.nearestPositionOf(path);
  return {
    ...{ severity: 'error', code, message, file: source.file, pointer: pointerOf(path) },
    ...(position && { position }),
  };
}

class Library implements ValueSets {
  readonly all: readonly ValueSet[];
  readonly #bySystem = new Map<string, Map<string, string>>();
  readonly #byUrl: ReadonlyMap<string, ValueSet>;

  constructor(all: readonly ValueSet[]) {
    this.all = all;
    this.#byUrl = new Map(all.map((set) => [set.url, set]));
    for (const { system, codes } of all) {
      const uri = systemUri(system);
      const displays = this.#bySystem.get(uri) ?? new Map<string, string>();
      this.#bySystem.set(uri, displays);
      for (const { code, display } of codes) if (!displays.has(code)) displays.set(code, display);
    }
  }

  valueSet(url: string): ValueSet | undefined {
    return this.#byUrl.get(url);
  }

  displayOf(system: string, code: string): string | undefined {
    return this.#bySystem.get(systemUri(system))?.get(code);
  }

  codesOf(system: string): ReadonlyMap<string, string> {
    return this.#bySystem.get(systemUri(system)) ?? new Map();
  }
}
