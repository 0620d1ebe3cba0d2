import type { Code } from '../core/code.ts';
import { factorOf } from './correlation.ts';
import type { BaselineDeclaration, CorrelationDeclaration, SignalDeclaration } from './declaration.ts';
import { quantilesOf } from './quantiles.ts';
import { shareWithin } from './shares.ts';
import type { Baseline, Derivation, Following, Growth, Signal, SignalCatalogue } from './signal.ts';

/** A signal while it is put together: its links follow when all are there. */
type Draft = { -readonly [K in keyof Signal]: Signal[K] };

/** Makes the signals of all declarations, in order of their names, linked. The correlation matrix is worked out when it is asked for. */
export function catalogueOf(
  declarations: readonly SignalDeclaration[],
  correlations: readonly CorrelationDeclaration[],
): SignalCatalogue {
  const sorted = [...declarations].sort((a, b) => (a.name < b.name ? -1 : 1));
  let rows = 2;
  const drafts = sorted.map((declared, index): Draft => {
    const { variation, origin } = declared;
    const row = origin.kind === 'baseline' ? rows++ : -1;
    return {
      ...declared,
      index,
      origin: origin.kind === 'baseline' ? baselineOf(origin, row) : (origin as Growth),
      variation:
        variation && origin.kind === 'baseline'
          ? { share: shareWithin(origin, variation.within), time: variation.time }
          : null,
      follows: [],
    };
  });
  const byName = new Map(drafts.map((signal) => [signal.name, signal]));
  const named = (name: string) => byName.get(name) as Signal;
  for (const [index, { origin, follows }] of sorted.entries()) {
    const draft = drafts[index] as Draft;
    draft.follows = follows.map(({ signal, perUnit }): Following => ({ signal: named(signal), perUnit }));
    if (origin.kind !== 'derivation') continue;
    const derivation: Derivation = { kind: 'derivation', formula: origin.formula, inputs: origin.inputs.map(named) };
    draft.origin = derivation;
  }
  return new Catalogue(drafts, correlations);
}

function baselineOf({ shape, bands, drift, season }: BaselineDeclaration, row: number): Baseline {
  const distribution = { F: quantilesOf(shape, bands.F), M: quantilesOf(shape, bands.M) };
  return { kind: 'baseline', distribution, row, drift, season };
}

class Catalogue implements SignalCatalogue {
  readonly signals: readonly Signal[];
  readonly #byName: ReadonlyMap<string, Signal>;
  readonly #byCode = new Map<string, Signal>();
  readonly #byVitalSign = new Map<string, Signal>();
  readonly #correlations: readonly CorrelationDeclaration[];
  #factor: readonly Float64Array[] | undefined;

  constructor(signals: readonly Signal[], correlations: readonly CorrelationDeclaration[]) {
    this.signals = signals;
    this.#byName = new Map(signals.map((signal) => [signal.name, signal]));
    for (const signal of signals) {
      for (const code of signal.codes) this.#byCode.set(keyOf(code), signal);
      if (signal.vitalSign !== null) this.#byVitalSign.set(signal.vitalSign, signal);
    }
    this.#correlations = correlations;
  }

  named(name: string): Signal | undefined {
    return this.#byName.get(name);
  }

  ofCode(code: Code): Signal | undefined {
    return this.#byCode.get(keyOf(code));
  }

  ofVitalSign(name: string): Signal | undefined {
    return this.#byVitalSign.get(name);
  }

  get factor(): readonly Float64Array[] {
    this.#factor ??= factorOf(this.signals, this.#correlations);
    return this.#factor;
  }
}

function keyOf({ system, code }: Code): string {
  return `${system} ${code}`;
}
