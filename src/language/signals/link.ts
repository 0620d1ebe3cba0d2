import { catalogueOf } from '../../physiology/catalogue.ts';
import type { SignalDeclaration } from '../../physiology/declaration.ts';
import type { Formula } from '../../physiology/formulas/formula.ts';
import { FORMULAS } from '../../physiology/formulas/index.ts';
import type { SignalCatalogue } from '../../physiology/signal.ts';
import { bandsOf } from './bands.ts';
import { ceilingOf, checkCeilings } from './ceilings.ts';
import { correlationsOf, type PlacedCorrelation } from './correlations.ts';
import { signalsByName } from './names.ts';
import type { ParsedSignals, PlacedSignal } from './parse.ts';
import { areLimits, checkRanges, referenceRangesOf } from './ranges.ts';
import { checkCircles, derivationOf, followsOf, type Names } from './references.ts';
import { checkSources } from './sources.ts';

/** What a name of a signal may mean. */
export interface KnownSignals {
  readonly catalogue: SignalCatalogue;
  /** Names of signals that are declared, and that something is wrong with. */
  readonly broken: ReadonlySet<string>;
  /** Whether all files could be read; where one could not, it may declare any name. */
  readonly isComplete: boolean;
}

/** What is known of files that nothing could be made of. */
export interface UnreadSignals {
  /** Names of signals in those whose JSON is right. */
  readonly names: readonly string[];
  /** Whether there is none whose JSON is wrong. */
  readonly isComplete: boolean;
}

const ALL_READ: UnreadSignals = { names: [], isComplete: true };

/** The signals of all files, linked. */
export interface LinkedSignals extends KnownSignals {
  readonly correlations: readonly PlacedCorrelation[];
}

/**
 * Judges the signals of all files together, and links those that nothing is wrong with. What is wrong is in the reports of the files.
 * Units and codes, and how far the correlation matrix is from one that can be, are judged by the checks of whole programs.
 */
export function linkSignals(
  files: readonly ParsedSignals[],
  formulas: readonly Formula[] = FORMULAS,
  { names: unread, isComplete }: UnreadSignals = ALL_READ,
): LinkedSignals {
  for (const file of files) checkSources(file);
  const { byName, doubles } = signalsByName(files);
  const names: Names = { byName, broken: new Set([...unread, ...files.flatMap(({ broken }) => broken)]), isComplete };
  const formulasByName = new Map(formulas.map((formula) => [formula.name, formula]));
  const broken = new Set([...names.broken, ...doubles, ...checkCircles(names)]);
  const declared = new Map<string, SignalDeclaration>();
  for (const signal of byName.values()) {
    const declaration = declarationOf(signal, formulasByName, names);
    if (declaration && !broken.has(signal.name)) declared.set(signal.name, declaration);
    else broken.add(signal.name);
  }
  dropDependents(declared, broken);
  const sound = new Map([...byName].filter(([name]) => declared.has(name)));
  for (const name of checkCeilings(sound)) {
    declared.delete(name);
    broken.add(name);
  }
  dropDependents(declared, broken);
  const correlations = correlationsOf(files, names);
  const usable = correlations.filter(({ between }) => between.every((name) => declared.has(name)));
  return { catalogue: catalogueOf([...declared.values()], usable), broken, isComplete, correlations: usable };
}

/** What a signal is; undefined when something is wrong with it, which is reported. */
function declarationOf(
  signal: PlacedSignal,
  formulas: ReadonlyMap<string, Formula>,
  names: Names,
): SignalDeclaration | undefined {
  const { name, json, report } = signal;
  const before = report.list.length;
  // Whatever else would be said of them is said when they are the right way round.
  if (!areLimits(signal)) return undefined;
  checkRanges(signal);
  checkVariation(signal);
  const origin = originOf(signal, formulas, names);
  const follows = followsOf(signal, names);
  const ceiling = ceilingOf(signal, names);
  if (!origin || ceiling === undefined || report.list.length > before) return undefined;
  const { variation, measurement, critical } = json;
  return {
    name,
    added: !signal.builtIn,
    codes: json.codes ?? [],
    unit: json.unit,
    decimals: json.decimals,
    category: json.category,
    specimen: json.specimen ?? null,
    sex: json.sex ?? null,
    vitalSign: json.vital_sign ?? null,
    origin,
    variation: variation ? { within: variation.within / 100, time: variation.time } : null,
    analyticVariation: (measurement?.analytic ?? 0) / 100,
    haemolysis: measurement?.haemolysis ?? 0,
    limits: { low: json.limits.low, high: json.limits.high },
    referenceRanges: referenceRangesOf(signal),
    critical: { low: critical?.low ?? null, high: critical?.high ?? null },
    follows,
    ceiling,
  };
}

function originOf(
  signal: PlacedSignal,
  formulas: ReadonlyMap<string, Formula>,
  names: Names,
): SignalDeclaration['origin'] | undefined {
  const { json, path, report } = signal;
  const given = (['baseline', 'derivation', 'growth'] as const).filter((field) => json[field] !== undefined);
  if (given.length !== 1) {
    const message =
      given.length === 0
        ? 'a signal has a "baseline", a "derivation" or "growth"'
        : `a signal has one of "baseline", "derivation" and "growth", and not ${given.map((f) => `"${f}"`).join(' and ')}`;
    report.add('error', 'signal-origin', message, given[1] === undefined ? path : [...path, given[1]]);
    return undefined;
  }
  if (json.growth !== undefined) return { kind: 'growth', measure: json.growth };
  if (!json.baseline) return derivationOf(signal, formulas, names);
  const { shape, drift, season } = json.baseline;
  const bands = bandsOf(signal, json.baseline);
  return (
    bands && {
      kind: 'baseline',
      shape,
      bands,
      drift: drift ?? 0,
      season: season ? { amplitude: season.amplitude, peakMonth: season.peak_month } : null,
    }
  );
}

function checkVariation({ json, path, report }: PlacedSignal): void {
  if (!json.variation || json.baseline || (!json.derivation && !json.growth)) return;
  const message = json.derivation
    ? 'what is derived varies with its inputs, and has no variation of its own'
    : 'what is read from growth has no variation of its own';
  report.add('error', 'variation-unused', message, [...path, 'variation']);
}

/** Takes out what is derived from, follows, or is below a broken signal: it cannot be linked, and the fault is told where it is. */
function dropDependents(declared: Map<string, SignalDeclaration>, broken: Set<string>): void {
  for (let before = -1; before !== declared.size; ) {
    before = declared.size;
    for (const [name, { origin, follows, ceiling }] of declared) {
      const links = [
        ...(origin.kind === 'derivation' ? origin.inputs : []),
        ...follows.map(({ signal }) => signal),
        ...(ceiling?.terms ?? []).map(({ signal }) => signal),
      ];
      if (links.every((link) => declared.has(link))) continue;
      declared.delete(name);
      broken.add(name);
    }
  }
}
