import { didYouMean } from '../../core/suggest.ts';
import { objectsIn } from '../checks/walk.ts';
import type { Path } from '../define.ts';
import type { ParsedSignals, PlacedSignal } from './parse.ts';

/**
 * What people are like has its source: bands, season, derivation, variation, measurement, what a signal follows, and, in strict files, its
 * ceiling. Limits of life, reference ranges and critical values may do without. Every source that is named is listed, and every listed one is
 * named.
 */
export function checkSources({ header, signals, broken, report }: ParsedSignals): void {
  const listed = new Set(header.sources.map(({ id }) => id));
  const used = new Set<string>();
  const uses = (id: string, path: Path): void => {
    used.add(id);
    if (listed.has(id)) return;
    report.add(
      'error',
      'unknown-source',
      `source "${id}" is not listed under "sources"${didYouMean(id, listed)}`,
      path,
    );
  };
  for (const signal of signals) {
    for (const { json, path } of objectsIn(signal.json, signal.path)) {
      if (typeof json['source'] === 'string') uses(json['source'], [...path, 'source']);
    }
    for (const path of unsourced(signal, header.strict === true)) missing(path);
  }
  if (header.correlation_source !== undefined) uses(header.correlation_source, ['correlation_source']);
  for (const [index, { source }] of (header.correlations ?? []).entries()) {
    const path = ['correlations', index];
    if (source !== undefined) uses(source, [...path, 'source']);
    else if (header.correlation_source === undefined) missing(path, ', or "correlation_source" for all of them');
  }
  checkListed();

  function missing(path: Path, orElse = ''): void {
    const hint = `add "source": the id of one of "sources"${orElse}`;
    report.add('error', 'source-missing', 'a number stands here without its source', path, hint);
  }

  function checkListed(): void {
    const seen = new Set<string>();
    for (const [index, { id }] of header.sources.entries()) {
      const path = ['sources', index, 'id'];
      if (seen.has(id)) report.add('error', 'duplicate-source', `source "${id}" is listed twice`, path);
      // What a broken signal names is not known.
      else if (!used.has(id) && broken.length === 0)
        report.add('error', 'unused-source', `nothing names source "${id}"`, path);
      seen.add(id);
    }
  }
}

/** Where published numbers of a signal stand without a source. */
function unsourced({ json, path }: PlacedSignal, strict: boolean): readonly Path[] {
  const { baseline, derivation, variation, measurement, ceiling, follows = [] } = json;
  const bands = baseline && baseline.source === undefined ? baseline.bands : [];
  return [
    ...bands.flatMap(({ source }, i) => (source === undefined ? [[...path, 'baseline', 'bands', i]] : [])),
    ...(baseline?.season && (baseline.season.source ?? baseline.source) === undefined
      ? [[...path, 'baseline', 'season']]
      : []),
    ...(derivation && derivation.source === undefined ? [[...path, 'derivation']] : []),
    ...(variation && variation.source === undefined ? [[...path, 'variation']] : []),
    ...(measurement && measurement.source === undefined ? [[...path, 'measurement']] : []),
    ...(strict && ceiling && ceiling.source === undefined ? [[...path, 'ceiling']] : []),
    ...follows.flatMap(({ source }, i) => (source === undefined ? [[...path, 'follows', i]] : [])),
  ];
}
