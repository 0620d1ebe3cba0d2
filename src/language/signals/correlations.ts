import type { CorrelationDeclaration } from '../../physiology/declaration.ts';
import type { ParsedSignals, PlacedSignal } from './parse.ts';
import { inputNames, type Names, resolve } from './references.ts';

/** A pair that a file declares, and where. */
export interface PlacedCorrelation extends CorrelationDeclaration {
  readonly file: ParsedSignals;
  readonly path: readonly PropertyKey[];
}

/** The correlations of all files; what is wrong is reported and left out. */
export function correlationsOf(files: readonly ParsedSignals[], names: Names): readonly PlacedCorrelation[] {
  const seen = new Map<string, string>();
  return files.flatMap((file) =>
    (file.header.correlations ?? []).flatMap(({ between, r }, i): PlacedCorrelation[] => {
      const { report } = file;
      const path = ['correlations', i];
      const before = report.list.length;
      const resolved = between.map((name, k) => {
        const place = [...path, 'between', k];
        const signal = resolve(name, names, report, place);
        if (signal && hasNoRow(signal)) report.add('error', 'correlation-derived', whyNoRow(signal), place);
        return signal !== undefined;
      });
      if (between[0] === between[1]) {
        report.add('error', 'correlation-itself', `"${between[0]}" is paired with itself`, [...path, 'between']);
      }
      if (!(Math.abs(r) < 1)) {
        const message = `a correlation is between -1 and 1, and not ${r}`;
        report.add('error', 'correlation-size', message, [...path, 'r'], 'what is the same quantity is derived');
      }
      const pair = [...between].sort().join('" and "');
      const other = seen.get(pair);
      if (other !== undefined) {
        report.add('error', 'duplicate-correlation', `${other} pairs "${pair}" already`, [...path, 'between']);
      }
      seen.set(pair, other ?? file.file.file);
      return resolved.every(Boolean) && report.list.length === before ? [{ between, r, file, path }] : [];
    }),
  );
}

/** Whether a signal has no place in the correlation matrix. That one is nothing at all is told of itself. */
function hasNoRow({ json: { baseline, derivation, growth } }: PlacedSignal): boolean {
  if (baseline !== undefined || growth === 'height' || growth === 'body mass index') return false;
  return derivation !== undefined || growth !== undefined;
}

function whyNoRow({ name, json }: PlacedSignal): string {
  if (json.derivation) return `"${name}" is derived: it correlates as its inputs ${inputNames(json)} make it`;
  return `"${name}" is read from growth, of which height and body mass index may be named`;
}
