import { Draws } from '../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../src/core/random/keys.ts';
import { type SimTime, timeOf, YEAR } from '../../src/core/time.ts';
import { Body } from '../../src/physiology/body.ts';
import { catalogueOf } from '../../src/physiology/catalogue.ts';
import type {
  Band,
  BaselineDeclaration,
  CorrelationDeclaration,
  SignalDeclaration,
} from '../../src/physiology/declaration.ts';
import { FORMULAS } from '../../src/physiology/formulas/index.ts';
import { PersonSignals } from '../../src/physiology/person-signals.ts';
import type { Growth, Signal, SignalCatalogue } from '../../src/physiology/signal.ts';
import { loadReference, type Reference } from '../../src/reference/data.ts';
import type { Sex } from '../../src/reference/terms.ts';

export const BORN = timeOf(1970, 5, 5);
const run = runKeys('signals');
const facts: { reference: Reference | undefined } = { reference: undefined };

function reference(): Reference {
  facts.reference ??= loadReference();
  return facts.reference;
}

export interface Somebody {
  readonly signals: PersonSignals;
  /** Names of signals that would have been outside the limits of life, as often as they were read. */
  readonly beyond: string[];
  /** The same of those that would have been above their ceilings, true or measured. */
  readonly above: string[];
  readonly body: Body;
}

/** The person of a slot, born on 5 May 1970 unless said otherwise; women in even slots. */
export function somebody(
  catalogue: SignalCatalogue,
  slot: number,
  given: { readonly sex?: Sex; readonly birth?: SimTime } = {},
): Somebody {
  const { sex = slot % 2 === 0 ? 'F' : 'M', birth = BORN } = given;
  const draws = new Draws(lifeKeys(run, slot, 0).draws);
  const charts = reference();
  const body = new Body(charts, draws, { sex, birth });
  const beyond: string[] = [];
  const above: string[] = [];
  const held = ({ name }: Signal, bound: 'limits' | 'ceiling') => (bound === 'limits' ? beyond : above).push(name);
  const person = { sex, birth, draws, body, charts, held };
  return { signals: new PersonSignals(catalogue, person), beyond, above, body };
}

/** The time at which who was born on 5 May 1970 has an age in years. */
export function atAge(age: number): SimTime {
  return BORN + Math.round(age * YEAR);
}

export function band(from: number, to: number, values: Band['values']): Band {
  return { from, to, values };
}

export function moments(mean: number, sd: number): Band['values'] {
  return { kind: 'moments', mean, sd };
}

/** Percentiles 5, 10, 25, 50, 75, 90, 95. */
export function percentiles(...values: readonly number[]): Band['values'] {
  const p = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
  return { kind: 'percentiles', points: values.map((value, i) => ({ p: p[i] as number, value })) };
}

type Given = Partial<Omit<SignalDeclaration, 'name' | 'origin'>>;

const PLAIN: Omit<SignalDeclaration, 'name' | 'origin'> = {
  codes: [],
  unit: 'mg/dL',
  decimals: 3,
  category: 'laboratory',
  specimen: null,
  sex: null,
  vitalSign: null,
  variation: null,
  analyticVariation: 0,
  limits: { low: 0, high: 1e6 },
  referenceRanges: [],
  critical: { low: null, high: null },
  haemolysis: 0,
  ceiling: null,
  follows: [],
};

/** A code of no meaning, which makes a signal one that is measured. */
export function codeOf(name: string) {
  return { system: 'LOINC', code: name, display: name };
}

/** A baseline signal: normal with mean 100 and SD 10 at any age, unless said otherwise. */
export function baseline(
  name: string,
  origin: Partial<Omit<BaselineDeclaration, 'kind' | 'bands'>> & { readonly bands?: readonly Band[] } = {},
  given: Given = {},
): SignalDeclaration {
  const { bands = [band(0, 120, moments(100, 10))], ...rest } = origin;
  return {
    ...PLAIN,
    codes: [codeOf(name)],
    ...given,
    name,
    origin: { kind: 'baseline', shape: 'normal', drift: 0, season: null, ...rest, bands: { F: bands, M: bands } },
  };
}

export function derived(
  name: string,
  formula: string,
  inputs: readonly string[],
  given: Given = {},
): SignalDeclaration {
  const found = FORMULAS.find((candidate) => candidate.name === formula);
  if (!found) throw new Error(`there is no formula ${formula}`);
  return { ...PLAIN, codes: [codeOf(name)], ...given, name, origin: { kind: 'derivation', formula: found, inputs } };
}

export function grown(name: string, measure: Growth['measure'], given: Given = {}): SignalDeclaration {
  return { ...PLAIN, codes: [codeOf(name)], decimals: 1, ...given, name, origin: { kind: 'growth', measure } };
}

/** A catalogue, and its signals by name. */
export function catalogue(
  declarations: readonly SignalDeclaration[],
  correlations: readonly CorrelationDeclaration[] = [],
): { readonly all: SignalCatalogue; readonly named: (name: string) => Signal } {
  const all = catalogueOf(declarations, correlations);
  const named = (name: string) => {
    const signal = all.named(name);
    if (!signal) throw new Error(`there is no signal ${name}`);
    return signal;
  };
  return { all, named };
}

/** Pearson's correlation. */
export function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [x, y] = [value - ma, (b[i] as number) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function sdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1));
}
