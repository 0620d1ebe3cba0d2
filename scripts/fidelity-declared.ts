import type { Signal, SignalCatalogue } from '../src/physiology/signal.ts';
import { type Readings, sampleOf } from '../src/report/labs/readings.ts';
import { quantile } from '../src/report/statistics.ts';
import type { Verdict } from './fidelity-labs.ts';
import type { DeclaredBands, DeclaredPair } from './fidelity-reference.ts';
import { correlations, judgeMoments, judgePercentiles, momentsOf } from './fidelity-rules.ts';

/** Fewer people than this say little of a percentile. */
const ENOUGH = 200;
/** Share of a quantity's percentiles that have to be hit. */
const MOST = 0.9;
const ADULT = 20;

/** Bodies on which nothing acts against the bands and correlations that the files of signals declare. */
export function* judgeDeclared(
  catalogue: SignalCatalogue,
  readings: Readings,
  { bands, pairs }: { readonly bands: readonly DeclaredBands[]; readonly pairs: readonly DeclaredPair[] },
): Generator<Verdict> {
  const missed: string[] = [];
  for (const one of bands) {
    const signal = catalogue.named(one.signal) as Signal;
    const { hits, all } = bandHits(signal, readings, one);
    if (all > 0 && hits < MOST * all) missed.push(`${one.signal} ${hits}/${all}`);
  }
  const hit = `${bands.length - missed.length} of ${bands.length}`;
  yield { rule: 'baselines as declared', figures: [hit, ...missed].join('; '), pass: missed.length === 0 };
  yield* judgeLinks(catalogue, readings, pairs);
}

function bandHits(signal: Signal, readings: Readings, { bands }: DeclaredBands): { hits: number; all: number } {
  const step = Number(`1e-${signal.decimals}`);
  let hits = 0;
  let all = 0;
  for (const { sex, from, to, percentiles, moments } of bands) {
    const sample = sampleOf(readings, signal, sex, from, to);
    if (sample.length < ENOUGH) continue;
    if (moments) {
      all++;
      if (judgeMoments(momentsOf(sample), moments)) hits++;
      continue;
    }
    const value = (p: number) => percentiles.find(([known]) => known === p)?.[1];
    const [low, high] = [value(0.05), value(0.95)];
    const spread =
      low !== undefined && high !== undefined ? high - low : quantile(sample, 0.95) - quantile(sample, 0.05);
    const inside = percentiles.filter(([p]) => p >= 0.05 && p <= 0.95);
    all += inside.length;
    hits += judgePercentiles(sample, inside, spread, step).filter((verdict) => verdict.hit).length;
  }
  return { hits, all };
}

/** Correlations of adults' places among people of their age and sex, of the pairs that are declared and of those that are not. */
function* judgeLinks(
  catalogue: SignalCatalogue,
  { sex, age, values }: Readings,
  pairs: readonly DeclaredPair[],
): Generator<Verdict> {
  const rows = [...age.keys()].filter((i) => (age[i] as number) >= ADULT);
  const scored = catalogue.signals.filter(({ origin, sex: only }) => origin.kind === 'baseline' && only === null);
  const scores = new Map(
    scored.map(({ name, index, origin }) => {
      if (origin.kind !== 'baseline') throw new Error(`${name} has no distribution`);
      const score = (i: number) =>
        origin.distribution[sex[i] as 'F' | 'M'].scoreOf(age[i] as number, values[index]?.[i] as number);
      return [
        name,
        Float64Array.from(rows, (i) => (Number.isNaN(values[index]?.[i] as number) ? Number.NaN : score(i))),
      ];
    }),
  );
  const declaredR = new Map(pairs.map(({ between, r }) => [[...between].sort().join(' and '), r]));
  const away: { readonly name: string; readonly declared: number; readonly ours: number }[] = [];
  for (const [i, { name: a }] of scored.entries()) {
    for (const { name: b } of scored.slice(0, i)) {
      const key = [a, b].sort().join(' and ');
      const { r } = correlations([scores.get(a) as Float64Array, scores.get(b) as Float64Array]);
      away.push({ name: key, declared: declaredR.get(key) ?? 0, ours: r });
    }
  }
  const distance = ({ declared, ours }: (typeof away)[number]) => Math.abs(declared - ours);
  away.sort((a, b) => distance(b) - distance(a));
  const farthest = away.slice(0, 5).map(({ name, declared, ours }) => `${name} ${declared} is ${ours.toFixed(3)}`);
  const far = away.filter((one) => distance(one) > 0.05).length;
  yield {
    rule: 'correlations as declared',
    figures: `${far} of ${away.length} pairs farther than 0.05; farthest: ${farthest.join('; ')}`,
    pass: far <= 0.01 * away.length,
  };
}
