import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { ModuleFile } from '../../src/language/discover.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';
import { type LinkedSignals, linkSignals } from '../../src/language/signals/link.ts';
import { type ParsedSignals, parseSignals } from '../../src/language/signals/parse.ts';
import type { Formula } from '../../src/physiology/formulas/formula.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A baseline signal that nothing is wrong with. */
export function baselineSignal(more: Json = {}): Json {
  return {
    unit: 'mg/dL',
    decimals: 0,
    category: 'laboratory',
    specimen: 'serum',
    baseline: {
      shape: 'lognormal',
      bands: [{ sex: 'all', from: 18, to: 99, p5: 40, p50: 60, p95: 90 }],
      drift: 0.25,
      source: 'test',
    },
    variation: { within: 6, time: 'weeks', source: 'test' },
    limits: { low: 1, high: 500 },
    ...more,
  };
}

/** A signal whose baseline has these bands. */
export function banded(bands: readonly Json[], more: Json = {}): Json {
  return baselineSignal({ baseline: { shape: 'lognormal', bands, source: 'test' }, ...more });
}

/** The text of a file of signals. */
export function signalsText(signals: Json, more: Json = {}): string {
  return JSON.stringify(
    {
      name: 'Test',
      kind: 'signals',
      title: 'Signals of a test',
      summary: 'They are nobody else.',
      sources: [{ id: 'test', citation: 'none' }],
      signals,
      ...more,
    },
    null,
    2,
  );
}

/** What comes of files of signals alone, without those of the program. */
export function linkTexts(
  texts: Readonly<Record<string, string>>,
  formulas?: readonly Formula[],
): {
  readonly files: readonly ParsedSignals[];
  readonly linked: LinkedSignals;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = modulesInMemory(texts).modules.map((file: ModuleFile) => parseSignals(file));
  const files = read.flatMap(({ parsed }) => (parsed ? [parsed] : []));
  const linked = linkSignals(files, formulas);
  const diagnostics = [...read.flatMap((file) => file.diagnostics), ...files.flatMap(({ report }) => report.list)];
  return { files, linked, diagnostics };
}

/** `code pointer` of what is said of one file of these signals. */
export function saidOf(signals: Json, more: Json = {}, formulas?: readonly Formula[]): readonly string[] {
  return linkTexts({ test: signalsText(signals, more) }, formulas).diagnostics.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}
