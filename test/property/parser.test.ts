import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, hasErrors } from '../../src/core/diagnostic.ts';
import { CHECKS } from '../../src/language/checks/index.ts';
import { runChecks } from '../../src/language/checks/run-checks.ts';
import { CONDITIONS } from '../../src/language/conditions/index.ts';
import { STATES } from '../../src/language/states/index.ts';
import { TRANSITIONS } from '../../src/language/transitions/index.ts';
import { compileFiles, type Files } from '../support/module-files.ts';
import { type ModuleJson, randomFiles, randomModule } from '../support/random-module.ts';

/** How many times more cases than in the everyday run. */
const HEAVIER = Number(process.env['PARSER_RUNS'] ?? 1);

/** What compiling and all checks say of a folder; throws when one of them does, or says an error nowhere. */
async function judge(files: Files): Promise<readonly Diagnostic[]> {
  const { discovery, compilation } = compileFiles(files);
  const diagnostics = [...compilation.diagnostics, ...(await runChecks(compilation, discovery))];
  for (const { severity, position, message } of diagnostics) {
    if (severity === 'error') expect(position, message).toMatchObject({ line: expect.any(Number) });
  }
  if (!hasErrors(diagnostics)) {
    for (const { path } of discovery.modules) expect(compilation.program.modules.has(path), path).toBe(true);
  }
  return diagnostics;
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

/** JSON in which the words of the language are likely. */
function wordyJson(): fc.Arbitrary<unknown> {
  const word = fc.constantFrom(...WORDS);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.oneof(word, fc.jsonValue({ maxDepth: 1 })),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(word, fc.string()), tie('value'), { maxKeys: 6 }),
    ),
  }));
  return value;
}

const WORDS = [
  ...STATES.map(({ type }) => type),
  ...CONDITIONS.map(({ type }) => type),
  ...TRANSITIONS.map(({ field }) => field),
  ...[
    'name',
    'states',
    'type',
    'Initial',
    'kind',
    'module',
    'strict',
    'gmf_version',
    'sources',
    'attributes',
    'targets',
  ],
  ...[
    'condition_type',
    'condition',
    'conditions',
    'allow',
    'operator',
    'value',
    'attribute',
    'codes',
    'system',
    'code',
  ],
  ...['display', 'distribution', 'parameters', 'exact', 'range', 'low', 'high', 'quantity', 'unit', 'days', 'events'],
  ...[
    'transition',
    'reason',
    'observations',
    'submodule',
    'with',
    'source',
    'toString',
    '__proto__',
    'constructor',
    '',
  ],
];

interface Change {
  readonly where: number;
  readonly what: 'replace' | 'remove' | 'add';
  readonly key: string;
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  where: fc.nat(),
  what: fc.constantFrom('replace', 'remove', 'add'),
  key: fc.constantFrom(...WORDS),
  value: wordyJson(),
});

/** The module with one thing in it changed. */
function changed(json: unknown, { where, what, key, value }: Change): unknown {
  const copy = structuredClone(json);
  const places = placesIn(copy);
  const place = places[where % places.length];
  if (!place) return value;
  const { holder, at } = place;
  if (what === 'add' && !Array.isArray(holder)) define(holder, key, value);
  else if (what === 'remove' && Array.isArray(holder)) holder.splice(Number(at), 1);
  else if (what === 'remove') delete holder[at];
  else define(holder, at, value);
  return copy;
}

type Holder = Record<string, unknown>;

function define(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(json: unknown): readonly { readonly holder: Holder; readonly at: string }[] {
  if (typeof json !== 'object' || json === null) return [];
  const holder = json as Holder;
  return Object.keys(holder).flatMap((at) => [{ holder, at }, ...placesIn(holder[at])]);
}

describe('reading modules', { timeout: 120_000 * HEAVIER }, () => {
  it('a random module compiles without an error, and no check finds one', async () => {
    await fc.assert(
      fc.asyncProperty(randomModule(), async (module) => {
        expect(errorsOf(await judge({ 'a.json': module }))).toEqual([]);
      }),
      { numRuns: 100 * HEAVIER },
    );
  });

  it('a random folder of modules compiles without an error, and no check finds one', async () => {
    await fc.assert(
      fc.asyncProperty(randomFiles(), async (files) => {
        expect(errorsOf(await judge(files))).toEqual([]);
      }),
      { numRuns: 30 * HEAVIER },
    );
  });

  it('random modules have every state type of the format, and every transition and condition', () => {
    const text = JSON.stringify(fc.sample(randomFiles(), { numRuns: 400, seed: 1 }));
    const natives = [...STATES, ...CONDITIONS].filter(({ extension }) => !extension);
    for (const { type } of natives) {
      expect(text.includes(`type":"${type}"`), type).toBe(true);
    }
    for (const { field } of TRANSITIONS) expect(text.includes(`"${field}":`), field).toBe(true);
  });

  it('any JSON is compiled, or refused with the place of the fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), wordyJson()), async (json) => {
        await judge({ 'a.json': JSON.stringify(json) });
      }),
      { numRuns: 300 * HEAVIER },
    );
  });

  it('any text is compiled, or refused with the place of the fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        await judge({ 'a.json': text });
      }),
      { numRuns: 100 * HEAVIER },
    );
  });

  it('a module with faults in it is compiled, or refused with the place of each', async () => {
    const kinds = fc.constantFrom({}, { kind: 'module' }, { kind: 'module', strict: true });
    const faulty = fc.tuple(randomModule({ maxStates: 8 }), kinds, fc.array(change, { minLength: 1, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(faulty, async ([module, kind, changes]) => {
        const start: unknown = { ...kind, ...module };
        await judge({ 'a.json': changes.reduce<unknown>(changed, start) });
      }),
      { numRuns: 300 * HEAVIER },
    );
  });

  it('a module cut short is refused with the place where it ends', async () => {
    await fc.assert(
      fc.asyncProperty(randomModule({ maxStates: 4 }), fc.nat(), async (module: ModuleJson, cut) => {
        const text = JSON.stringify(module);
        const diagnostics = await judge({ 'a.json': text.slice(0, cut % text.length) });
        expect(hasErrors(diagnostics)).toBe(true);
      }),
      { numRuns: 50 * HEAVIER },
    );
  });

  it('checks say nothing under a code that they do not list', async () => {
    const listed = new Set(CHECKS.flatMap(({ codes }) => codes));
    await fc.assert(
      fc.asyncProperty(randomFiles(), async (files) => {
        const { discovery, compilation } = compileFiles(files);
        const found = await runChecks(compilation, discovery);
        for (const { code } of found) expect(listed.has(code), code).toBe(true);
      }),
      { numRuns: 10 * HEAVIER },
    );
  });
});
