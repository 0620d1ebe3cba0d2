import { type Code, systemName } from '../core/code.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { BODY_ROWS, type Correlated, type CorrelatedRow, type CorrelationMove, correlate } from './correlation.ts';
import type { BaselineDeclaration, CorrelationDeclaration, SignalDeclaration } from './declaration.ts';
import { Peers } from './peers.ts';
import { quantilesOf } from './quantiles.ts';
import { varianceShares } from './shares.ts';
import type { Baseline, Derivation, Following, Growth, Signal, SignalCatalogue } from './signal.ts';
import { GRIDS } from './variation.ts';

/** A signal while it is put together: its links follow when all are there. */
type Draft = { -readonly [K in keyof Signal]: Signal[K] };

/** What keys the draws of a signal of this name. */
export function signalKey(name: string): number {
  return murmur3(name);
}

/** Makes the signals of all declarations, in order of their names, linked. Nothing is worked out before it is asked for. */
export function catalogueOf(
  declarations: readonly SignalDeclaration[],
  correlations: readonly CorrelationDeclaration[],
): SignalCatalogue {
  const sorted = [...declarations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = new Map(rowOrder(sorted).map((declared, i) => [declared, BODY_ROWS + i]));
  const drafts = sorted.map((declared, index) => draftOf(declared, index, rows.get(declared) ?? 0));
  const byName = new Map(drafts.map((signal) => [signal.name, signal]));
  const named = (name: string) => byName.get(name) as Signal;
  for (const [index, { origin, follows, ceiling }] of sorted.entries()) {
    const draft = drafts[index] as Draft;
    draft.ceiling = ceiling && {
      terms: ceiling.terms.map(({ signal, times }) => ({ signal: named(signal), times })),
      plus: ceiling.plus,
    };
    draft.follows = follows.map(({ signal, perUnit }): Following => ({ signal: named(signal), perUnit }));
    if (origin.kind !== 'derivation') continue;
    const derivation: Derivation = { kind: 'derivation', formula: origin.formula, inputs: origin.inputs.map(named) };
    draft.origin = derivation;
  }
  const added = new Set(sorted.filter((declared) => declared.added === true).map(({ name }) => name));
  return new Catalogue(drafts, correlations, added);
}

/**
 * Baselines in the order of their rows: what is measured on the body first, then what modules know by a name of vital signs, then the others, then those
 * that a user has added.
 * A row costs a person the draws of all rows above it, and most people are read no more than the first.
 */
function rowOrder(sorted: readonly SignalDeclaration[]): readonly SignalDeclaration[] {
  const baselines = sorted.filter(({ origin }) => origin.kind === 'baseline');
  const place = ({ added, category, vitalSign }: SignalDeclaration) =>
    added === true ? 3 : category === 'vital-signs' ? 0 : vitalSign === null ? 2 : 1;
  return [0, 1, 2, 3].flatMap((group) => baselines.filter((declared) => place(declared) === group));
}

/** What a signal is drawn from; `row`: of a baseline. The inputs of a derivation follow when all signals are there. */
function drawnFrom(
  { origin, limits, variation, analyticVariation }: SignalDeclaration,
  row: number,
): Pick<Draft, 'origin' | 'variation'> {
  if (origin.kind === 'derivation') return { origin: { ...origin, inputs: [] }, variation: null };
  if (origin.kind === 'growth') return { origin, variation: null };
  const { shape, bands, drift, season } = origin;
  const women = quantilesOf(shape, bands.F, limits);
  const distribution = { F: women, M: bands.M === bands.F ? women : quantilesOf(shape, bands.M, limits) };
  const { between, within } = sharesOf(origin, variation?.within ?? 0, analyticVariation);
  return {
    origin: { kind: 'baseline', distribution, shape, bands, row, between, drift, season },
    variation: variation && { share: within, grids: GRIDS[variation.time] },
  };
}

/** Of one form for all, member after member: engines read objects of one form much faster than those of several. */
function draftOf(declared: SignalDeclaration, index: number, row: number): Draft {
  const { origin, variation } = drawnFrom(declared, row);
  return {
    name: declared.name,
    key: signalKey(declared.name),
    index,
    codes: declared.codes,
    unit: declared.unit,
    decimals: declared.decimals,
    category: declared.category,
    specimen: declared.specimen,
    sex: declared.sex,
    vitalSign: declared.vitalSign,
    origin,
    variation,
    analyticVariation: declared.analyticVariation,
    limits: declared.limits,
    ceiling: null,
    referenceRanges: declared.referenceRanges,
    critical: declared.critical,
    follows: [],
    haemolysis: declared.haemolysis,
  };
}

function sharesOf(origin: BaselineDeclaration, within: number, analytic: number) {
  return varianceShares(origin, { within, analytic, season: origin.season?.amplitude ?? 0 });
}

class Catalogue implements SignalCatalogue {
  readonly signals: readonly Signal[];
  readonly rowKeys: Int32Array;
  readonly peers: Peers;
  readonly #byName: ReadonlyMap<string, Signal>;
  readonly #byCode = new Map<string, Signal>();
  readonly #byVitalSign = new Map<string, Signal>();
  readonly #byGrowth = new Map<Growth['measure'], Signal>();
  /** In the order of their rows. */
  readonly #baselines: readonly { readonly signal: Signal; readonly origin: Baseline }[];
  readonly #correlations: readonly CorrelationDeclaration[];
  /** Names of the signals that a user has added. */
  readonly #added: ReadonlySet<string>;
  #correlated: Correlated | undefined;

  constructor(signals: readonly Signal[], correlations: readonly CorrelationDeclaration[], added: ReadonlySet<string>) {
    this.signals = signals;
    this.#byName = new Map(signals.map((signal) => [signal.name, signal]));
    for (const signal of signals) {
      for (const code of signal.codes) this.#byCode.set(keyOf(code), signal);
      if (signal.vitalSign !== null) this.#byVitalSign.set(signal.vitalSign, signal);
      if (signal.origin.kind === 'growth') this.#byGrowth.set(signal.origin.measure, signal);
    }
    this.#baselines = signals
      .flatMap((signal) => (signal.origin.kind === 'baseline' ? [{ signal, origin: signal.origin }] : []))
      .sort((a, b) => a.origin.row - b.origin.row);
    const keys = this.#baselines.map(({ signal }) => signal.key);
    this.rowKeys = Int32Array.from([...new Array<number>(BODY_ROWS).fill(0), ...keys]);
    this.#correlations = correlations;
    this.#added = added;
    this.peers = new Peers(this);
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

  ofGrowth(measure: Growth['measure']): Signal | undefined {
    return this.#byGrowth.get(measure);
  }

  get factor(): readonly Float64Array[] {
    return this.#linked().factor;
  }

  get moves(): readonly CorrelationMove[] {
    return this.#linked().moves;
  }

  #linked(): Correlated {
    this.#correlated ??= correlate(this.#rows(), this.#bodyNames(), this.#correlations);
    return this.#correlated;
  }

  #rows(): readonly CorrelatedRow[] {
    return this.#baselines.map(({ signal: { name }, origin: { between, drift } }) => {
      return { name, between, drift, added: this.#added.has(name) };
    });
  }

  #bodyNames(): readonly [string, string] {
    const named = (measure: Growth['measure']) => this.#byGrowth.get(measure)?.name ?? measure;
    return [named('height'), named('body mass index')];
  }
}

function keyOf({ system, code }: Code): string {
  return `${systemName(system)} ${code}`;
}
