import { z } from 'zod';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Path } from '../define.ts';
import type { ModuleFile } from '../discover.ts';
import { FileDiagnostics, parseShape } from '../parse.ts';
import { type SignalJson, type SignalsFileJson, signal, signalsFile } from './shape.ts';

/** A file of signals whose shape is right. */
export interface ParsedSignals {
  readonly file: ModuleFile;
  readonly header: Omit<SignalsFileJson, 'signals'>;
  /** The signals that could be read. */
  readonly signals: readonly PlacedSignal[];
  /** Names of those that could not. */
  readonly broken: readonly string[];
  readonly report: FileDiagnostics;
}

/** A signal, and where it stands. */
export interface PlacedSignal {
  readonly name: string;
  readonly json: SignalJson;
  readonly path: Path;
  /** Its file comes with the program. */
  readonly builtIn: boolean;
  readonly report: FileDiagnostics;
}

const header = signalsFile.extend({ signals: z.record(z.string().min(1), z.unknown()) });

/**
 * Reads a file of signals against its shape. It is judged strictly, whatever it says of itself: no other engine reads it. Undefined
 * when nothing can be made of it.
 */
export function parseSignals(file: ModuleFile): {
  readonly parsed: ParsedSignals | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const source = file.source();
  const { diagnostics: early } = file.header();
  const report = new FileDiagnostics(source);
  const json = source.value === undefined ? undefined : parseShape(header, source.value, [], true, report);
  if (!json) return { parsed: undefined, diagnostics: [...early, ...report.list] };
  const { signals: raw, ...rest } = json;
  const signals: PlacedSignal[] = [];
  const broken: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const path = ['signals', name];
    const read = parseShape(signal, value, path, true, report);
    if (read) signals.push({ name, json: read, path, builtIn: file.builtIn, report });
    else broken.push(name);
  }
  return { parsed: { file, header: rest, signals, broken, report }, diagnostics: early };
}
