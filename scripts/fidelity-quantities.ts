import type { Signal } from '../src/physiology/signal.ts';
import { type Readings, sampleOf } from '../src/report/labs/readings.ts';
import type { Verdict } from './fidelity-labs.ts';
import type { Quantity, TargetBand } from './fidelity-reference.ts';
import { JUDGED, judgeMoments, judgePercentiles, momentsOf, type PercentileVerdict } from './fidelity-rules.ts';

/** Share of a quantity's percentiles that have to be hit, and how many of the quantities that have percentiles have to pass. */
const MOST = 0.9;
const QUANTITIES = 68;
const IN_RANGE = 0.95;
const ADULT = 18;

/** Judges every quantity of the published table, a line each. */
export function* judgeQuantities(
  quantities: readonly Quantity[],
  signal: (loinc: string) => Signal | undefined,
  healthy: Readings,
  general: Readings,
): Generator<Verdict> {
  console.log('\nloinc\tquantity\tpopulation\thit\tof\tmet\tmisses (sex, ages, percentile: published, ours)');
  const passed = { percentiles: 0, moments: 0, range: 0 };
  const all = { percentiles: 0, moments: 0, range: 0 };
  for (const quantity of quantities) {
    const kind = kindOf(quantity);
    all[kind]++;
    const own = signal(quantity.loinc);
    const readings = quantity.population === 'healthy-adults' ? healthy : general;
    const { hits, count, misses } = own
      ? JUDGES[kind](quantity, own, readings)
      : { hits: 0, count: 0, misses: ['no signal has this code'] };
    const isMet = count > 0 && hits >= MOST * count;
    if (isMet) passed[kind]++;
    const cells = [quantity.loinc, quantity.name.slice(0, 40), quantity.population.split('-')[0], hits, count];
    console.log([...cells, isMet ? 'yes' : 'NO', misses.slice(0, 8).join('; ')].join('\t'));
  }
  const figures = (kind: Kind) => `${passed[kind]} of ${all[kind]}`;
  yield { rule: 'quantities by percentiles', figures: figures('percentiles'), pass: passed.percentiles >= QUANTITIES };
  yield { rule: 'quantities by mean and SD', figures: figures('moments'), pass: passed.moments === all.moments };
  yield { rule: 'quantities by reference range', figures: figures('range'), pass: passed.range === all.range };
}

type Kind = 'percentiles' | 'moments' | 'range';

function kindOf({ bands }: Quantity): Kind {
  if (bands.some(({ percentiles }) => percentiles.length > 0)) return 'percentiles';
  return bands.length > 0 ? 'moments' : 'range';
}

interface Counted {
  readonly hits: number;
  readonly count: number;
  readonly misses: readonly string[];
}

const JUDGES: Readonly<Record<Kind, (quantity: Quantity, signal: Signal, readings: Readings) => Counted>> = {
  percentiles({ bands }, signal, readings) {
    const verdicts = bands.flatMap((band) => bandVerdicts(band, signal, readings));
    const misses = verdicts.filter(({ verdict }) => !verdict.hit);
    const told = misses.map(({ band, verdict: { probability, published, ours } }) => {
      const whom = `${band.sex} ${band.from}-${band.to}`;
      return `${whom} p${Math.round(100 * probability)}: ${published}, ${Number(ours.toPrecision(4))}`;
    });
    return { hits: verdicts.length - misses.length, count: verdicts.length, misses: told };
  },
  moments({ bands }, signal, readings) {
    const results = bands.map((band) => {
      const ours = momentsOf(sampleOf(readings, signal, band.sex, band.from, band.to));
      const { mean, sd } = band.moments ?? { mean: Number.NaN, sd: Number.NaN };
      const told = `mean ${mean}, ${ours.mean.toFixed(3)}; SD ${sd}, ${ours.sd.toFixed(3)}`;
      return { hit: judgeMoments(ours, { mean, sd }), told };
    });
    const misses = results.filter(({ hit }) => !hit).map(({ told }) => told);
    return { hits: results.length - misses.length, count: results.length, misses };
  },
  range({ ranges }, signal, readings) {
    const results = (['F', 'M'] as const).flatMap((sex) => {
      const sample = sampleOf(readings, signal, sex, ADULT, 130);
      const range = ranges?.[sex];
      if (!range || sample.length === 0) return [];
      const inside = sample.filter((value) => value >= (range.low ?? -Infinity) && value <= (range.high ?? Infinity));
      return [{ sex, share: inside.length / sample.length }];
    });
    const misses = results.filter(({ share }) => share < IN_RANGE);
    const told = misses.map(({ sex, share }) => `${sex}: ${(100 * share).toFixed(1)} % in range`);
    return { hits: results.length - misses.length, count: results.length, misses: told };
  },
};

function bandVerdicts(
  band: TargetBand,
  signal: Signal,
  readings: Readings,
): readonly { readonly band: TargetBand; readonly verdict: PercentileVerdict }[] {
  const sample = sampleOf(readings, signal, band.sex, band.from, band.to);
  if (sample.length === 0) return [];
  const value = (p: number) => band.percentiles.find(([known]) => known === p)?.[1] as number;
  const judged = band.percentiles.filter(([p]) => JUDGED.some((wanted) => wanted === p));
  return judgePercentiles(sample, judged, value(0.95) - value(0.05)).map((verdict) => ({ band, verdict }));
}
