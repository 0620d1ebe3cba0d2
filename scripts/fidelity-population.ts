import type { Signal } from '../src/physiology/signal.ts';
import { type Readings, sampleOf } from '../src/report/labs/readings.ts';
import { clipped } from '../src/report/statistics.ts';
import type { Verdict } from './fidelity-labs.ts';
import type { PublishedPair } from './fidelity-reference.ts';
import { correlations, judgePairs, momentsOf } from './fidelity-rules.ts';

const ADULT = 20;
const FARTHEST = 25;

type SignalOf = (loinc: string) => Signal | undefined;

/** The general population: body mass index, systolic pressure, and three correlations that everybody knows. */
export function* judgePopulation(signal: SignalOf, general: Readings): Generator<Verdict> {
  const adults = (loinc: string) => {
    const own = signal(loinc);
    return momentsOf(own ? sampleOf(general, own, 'all', ADULT, 130) : new Float64Array());
  };
  const within = (value: number, low: number, high: number) => value >= low && value <= high;
  const mass = adults('39156-5');
  yield {
    rule: 'body mass index of adults: mean 28 to 30, SD 6 to 7.5',
    figures: `${mass.mean.toFixed(2)}, ${mass.sd.toFixed(2)}`,
    pass: within(mass.mean, 28, 30) && within(mass.sd, 6, 7.5),
  };
  const { sd } = adults('8480-6');
  yield { rule: 'systolic pressure of adults: SD 15 to 19', figures: sd.toFixed(2), pass: within(sd, 15, 19) };
  const columns = new Columns(signal, general);
  const pairs = [
    ['haemoglobin and haematocrit', '718-7', '4544-3', false, 0.93, 0.98],
    ['aminotransferases', '1742-6', '1920-8', true, 0.6, 0.8],
  ] as const;
  for (const [name, a, b, isLog, low, high] of pairs) {
    const [x, y] = [columns.of(a, isLog), columns.of(b, isLog)];
    const r = x && y ? correlations([x, y]).r : Number.NaN;
    yield { rule: `r of ${name}: ${low} to ${high}`, figures: r.toFixed(3), pass: within(r, low, high) };
  }
}

/** The matrix of correlations in adults, plain and with age and sex taken out. */
export function* judgeCorrelations(
  pairs: readonly PublishedPair[],
  signal: SignalOf,
  general: Readings,
): Generator<Verdict> {
  const columns = new Columns(signal, general);
  const missing = new Set<string>();
  const judged = pairs.flatMap(({ codes, logs, names, r, given }) => {
    const [x, y] = [columns.of(codes[0], logs[0]), columns.of(codes[1], logs[1])];
    for (const [i, column] of [x, y].entries()) if (!column) missing.add(names[i] as string);
    if (!x || !y) return [];
    const others = given === null ? [] : [columns.age, columns.sex];
    return [{ names, r, given, ours: correlations([x, y, ...others]) }];
  });
  const plain = judged.map(({ names, r, ours }) => ({ names, published: r, ours: ours.r }));
  const partial = judged.flatMap(({ names, given, ours }) =>
    given === null ? [] : [{ names, published: given, ours: ours.given }],
  );
  tellFarthest('r', plain);
  tellFarthest('r given age and sex', partial);
  if (missing.size > 0) console.log(`no signal: ${[...missing].join(', ')}`);
  for (const [name, list] of [
    ['correlations', plain],
    ['correlations given age and sex', partial],
  ] as const) {
    const { meanDistance, near, strongNear, strong, pass } = judgePairs(list);
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const figures = `${list.length} pairs: mean distance ${meanDistance.toFixed(4)}, ${percent(near)} within 0.1, of the ${strong} of 0.3 and more ${percent(strongNear)}`;
    yield { rule: name, figures, pass: pass && missing.size === 0 };
  }
}

function tellFarthest(
  what: string,
  pairs: readonly { readonly names: readonly string[]; readonly published: number; readonly ours: number }[],
): void {
  const distance = ({ published, ours }: (typeof pairs)[number]) => Math.abs(published - ours);
  console.log(`\nfarthest ${what}: published, ours`);
  for (const pair of [...pairs].sort((a, b) => distance(b) - distance(a)).slice(0, FARTHEST)) {
    console.log(`${pair.names.join(' and ')}\t${pair.published}\t${pair.ours.toFixed(3)}`);
  }
}

/** Columns of the adults, clipped as the published correlations were. */
class Columns {
  readonly age: Float64Array;
  readonly sex: Float64Array;
  readonly #signal: SignalOf;
  readonly #readings: Readings;
  readonly #rows: readonly number[];
  readonly #known = new Map<string, Float64Array | undefined>();

  constructor(signal: SignalOf, readings: Readings) {
    this.#signal = signal;
    this.#readings = readings;
    this.#rows = [...readings.age.keys()].filter((i) => (readings.age[i] as number) >= ADULT);
    this.age = Float64Array.from(this.#rows, (i) => readings.age[i] as number);
    this.sex = Float64Array.from(this.#rows, (i) => (readings.sex[i] === 'F' ? 0 : 1));
  }

  /** Undefined where no signal has the code. */
  of(loinc: string, isLog: boolean): Float64Array | undefined {
    const key = `${loinc} ${isLog}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#made(loinc, isLog));
    return this.#known.get(key);
  }

  #made(loinc: string, isLog: boolean): Float64Array | undefined {
    if (loinc === 'age') return this.age;
    const signal = this.#signal(loinc);
    if (!signal) return undefined;
    const column = this.#readings.values[signal.index] as Float64Array;
    const own = clipped(Float64Array.from(this.#rows, (i) => column[i] as number));
    return isLog ? own.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : own;
  }
}
