import { systemUri } from '../../core/code.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import type { LabSurvey, SurveyPair, SurveyScale } from '../../reference/lab-survey.ts';
import { clipped, correlation, partial } from '../statistics.ts';
import type { Readings } from './readings.ts';

/** How two quantities go together. */
export interface ComparedPair {
  /** Places in `Correlations.quantities`. */
  readonly between: readonly [number, number];
  readonly published: number;
  readonly ours: number;
}

/** Correlations of adults beside those of the survey, on the survey's scales. */
export interface Correlations {
  /** Names of signals; the age is `Age`. */
  readonly quantities: readonly string[];
  readonly adults: number;
  readonly plain: readonly ComparedPair[];
  /** With age and sex taken out. */
  readonly given: readonly ComparedPair[];
}

const ADULT = 20;

interface Column {
  readonly name: string;
  readonly values: Float64Array;
}

/** Compares every pair of the survey of which the program has both quantities. */
export function correlate(catalogue: SignalCatalogue, { pairs }: LabSurvey, readings: Readings): Correlations {
  const rows = [...readings.age.keys()].filter((i) => (readings.age[i] as number) >= ADULT);
  const columns = columnsOf(catalogue, pairs, readings, rows);
  const list = [...columns.values()];
  const placeOf = new Map([...columns.keys()].map((code, i) => [code, i]));
  const sex = Float64Array.from(rows, (i) => (readings.sex[i] === 'F' ? 0 : 1));
  const age = Float64Array.from(rows, (i) => readings.age[i] as number);
  const withAge = list.map(({ values }) => correlation(values, age));
  const withSex = list.map(({ values }) => correlation(values, sex));
  const ageAndSex = correlation(age, sex);
  // Age is taken out first, then what is left of sex.
  const sexGivenAge = list.map((_, i) => partial(withSex[i] as number, withAge[i] as number, ageAndSex));
  const plain: ComparedPair[] = [];
  const given: ComparedPair[] = [];
  for (const pair of pairs) {
    const [a, b] = pair.codes.map((code) => placeOf.get(code));
    if (a === undefined || b === undefined) continue;
    const r = correlation((list[a] as Column).values, (list[b] as Column).values);
    if (Number.isNaN(r)) continue;
    plain.push({ between: [a, b], published: pair.r, ours: r });
    if (pair.given === null) continue;
    const withoutAge = partial(r, withAge[a] as number, withAge[b] as number);
    const ours = partial(withoutAge, sexGivenAge[a] as number, sexGivenAge[b] as number);
    given.push({ between: [a, b], published: pair.given, ours });
  }
  return { quantities: list.map(({ name }) => name), adults: rows.length, plain, given };
}

/** The pairs in which one of these signals is, and of the quantities those that are in such a pair. */
export function ofSignals(
  { quantities, adults, plain, given }: Correlations,
  names: ReadonlySet<string>,
): Correlations {
  const isOf = ({ between: [a, b] }: ComparedPair) => names.has(quantities[a] ?? '') || names.has(quantities[b] ?? '');
  const kept = [...new Set(plain.filter(isOf).flatMap(({ between }) => between))].sort((a, b) => a - b);
  const placeOf = new Map(kept.map((before, place) => [before, place]));
  const moved = (pairs: readonly ComparedPair[]) =>
    pairs.filter(isOf).map(({ between: [a, b], ...rest }): ComparedPair => {
      return { ...rest, between: [placeOf.get(a) ?? -1, placeOf.get(b) ?? -1] };
    });
  return { quantities: kept.map((i) => quantities[i] ?? ''), adults, plain: moved(plain), given: moved(given) };
}

/** By code, in the order of the survey, each on the survey's scale and clipped as its columns were. */
function columnsOf(
  catalogue: SignalCatalogue,
  pairs: readonly SurveyPair[],
  readings: Readings,
  rows: readonly number[],
): ReadonlyMap<string, Column> {
  const scales = new Map<string, SurveyScale>();
  for (const { codes, scales: of } of pairs) for (const k of [0, 1] as const) scales.set(codes[k], of[k]);
  const columns = new Map<string, Column>();
  for (const [code, scale] of scales) {
    if (code === 'age') {
      columns.set(code, { name: 'Age', values: Float64Array.from(rows, (i) => readings.age[i] as number) });
      continue;
    }
    const signal = signalOf(catalogue, code);
    if (!signal) continue;
    const column = readings.values[signal.index] as Float64Array;
    const values = clipped(Float64Array.from(rows, (i) => column[i] as number));
    const scaled = scale === 'log' ? values.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : values;
    columns.set(code, { name: signal.name, values: scaled });
  }
  return columns;
}

function signalOf(catalogue: SignalCatalogue, code: string): Signal | undefined {
  return catalogue.ofCode({ system: systemUri('LOINC'), code, display: '' });
}

/** How far ours are from the published over all pairs: the mean distance, and the share within 0.1. Null where there are no pairs. */
export function closeness(pairs: readonly ComparedPair[]): { readonly mean: number; readonly near: number } | null {
  if (pairs.length === 0) return null;
  const distances = pairs.map(({ published, ours }) => Math.abs(ours - published));
  const sum = distances.reduce((total, distance) => total + distance, 0);
  return { mean: sum / pairs.length, near: distances.filter((distance) => distance <= 0.1).length / pairs.length };
}

/** The pairs whose correlations are farthest apart. */
export function farthest(pairs: readonly ComparedPair[], most: number): readonly ComparedPair[] {
  const distance = ({ published, ours }: ComparedPair) => Math.abs(ours - published);
  return [...pairs].sort((a, b) => distance(b) - distance(a)).slice(0, most);
}
