import { floorTo, roundTo } from '../../core/numeric.ts';
import type { Band } from '../../physiology/declaration.ts';
import { valuesAt } from '../../physiology/quantiles.ts';
import { mostWithin } from '../../physiology/shares.ts';
import type { Baseline, Signal } from '../../physiology/signal.ts';
import type { Sex } from '../../reference/terms.ts';
import type { PlacedSignal } from '../signals/parse.ts';
import type { BandJson } from '../signals/shape.ts';
import type { Check } from './check.ts';

/** What varies within people has room in the distribution, bands of both sexes cover the same ages, and most of a band is within the limits. */
export const signalDistributions: Check = {
  codes: ['variation-size', 'band-ages', 'band-beyond-limits'],
  check({ signals, linkedSignals: { catalogue } }) {
    for (const placed of signals.flatMap((file) => file.signals)) {
      const signal = catalogue.named(placed.name);
      if (signal?.origin.kind !== 'baseline') continue;
      checkVariation(placed, signal, signal.origin);
      if (placed.json.sex === undefined) checkAges(placed);
      checkMoments(placed, signal);
    }
  },
};

function checkVariation({ json, path, report }: PlacedSignal, signal: Signal, origin: Baseline): void {
  const { variation } = json;
  if (!variation) return;
  const others = { analytic: signal.analyticVariation, season: origin.season?.amplitude ?? 0 };
  const most = 100 * mostWithin(origin, others);
  if (variation.within <= most) return;
  const message = `${variation.within} % within people is more than the bands leave, which is at most ${floorTo(most, 1)} %`;
  const hint =
    'a tenth of the variance is kept for what people differ by; what varies within them, by season or measuring is made smaller';
  report.add('warning', 'variation-size', message, [...path, 'variation', 'within'], hint);
}

/** A band of one sex, and where it stands among the bands of the signal. */
interface PlacedBand {
  readonly json: BandJson;
  readonly index: number;
}

/** Surveys end early where few are left: ends from this age on are not compared. */
const OLD = 75;

const ENDS = [
  { field: 'from', verb: 'begin', others: 'younger', isNarrower: (a: number, b: number) => a > b },
  { field: 'to', verb: 'end', others: 'older', isNarrower: (a: number, b: number) => a < b },
] as const;

/** Where the bands of one sex begin or end at quite another age than those of the other, one was probably forgotten. */
function checkAges({ json, path, report }: PlacedSignal): void {
  const bands = (json.baseline?.bands ?? []).map((band, index): PlacedBand => ({ json: band, index }));
  for (const { field, verb, others, isNarrower } of ENDS) {
    const outermost = (sex: Sex) =>
      bands
        .filter(({ json: band }) => band.sex === 'all' || band.sex === sex)
        .reduce((a, b) => (isNarrower(a.json[field], b.json[field]) ? b : a));
    const [women, men] = [outermost('F'), outermost('M')];
    const [ofWomen, ofMen] = [women.json[field], men.json[field]];
    if (ofWomen === ofMen || Math.min(ofWomen, ofMen) >= OLD) continue;
    const narrower = isNarrower(ofWomen, ofMen) ? women : men;
    const message = `the bands of women ${verb} at ${ofWomen} years, those of men at ${ofMen}`;
    const hint = `this one holds for all who are ${others}`;
    report.add('warning', 'band-ages', message, [...path, 'baseline', 'bands', narrower.index, field], hint);
  }
}

/** A band that is given by mean and standard deviation says more of its tails than was published. */
function checkMoments({ json, path, report }: PlacedSignal, { limits, unit }: Signal): void {
  const { shape, bands } = json.baseline ?? { shape: 'normal', bands: [] };
  for (const [index, { from, to, mean, sd }] of bands.entries()) {
    if (mean === undefined || sd === undefined) continue;
    const band: Band = { from, to, values: { kind: 'moments', mean, sd } };
    const [low, high] = valuesAt(shape, band, [0.05, 0.95]) as unknown as [number, number];
    if (low >= limits.low && high <= limits.high) continue;
    const message = `nine of ten people would be between ${roundTo(low, 2)} and ${roundTo(high, 2)} ${unit}, beyond the limits of life from ${limits.low} to ${limits.high}`;
    report.add('warning', 'band-beyond-limits', message, [...path, 'baseline', 'bands', index, 'sd']);
  }
}
