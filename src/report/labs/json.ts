import { roundTo } from '../../core/numeric.ts';
import { courseJson } from '../course/json.ts';
import type { ComparedSignal, UnpublishedSignal } from './compare.ts';
import { type ComparedPair, closeness } from './correlate.ts';
import type { LabsReport } from './report.ts';

/** The report as data: what the figures are drawn from. */
export function labsJson(report: LabsReport, run: { readonly seed: string; readonly referenceDate: string }): unknown {
  const { lives, living, healthy, faults, quantities, unpublished, correlations, person } = report;
  const { quantities: names, adults, plain, given } = correlations;
  return {
    ...run,
    lives,
    living,
    healthy,
    faults,
    quantities: quantities.map(quantityJson),
    unpublished: unpublished.map(unpublishedJson),
    correlations: { adults, ...pairsJson('asTheyStand', plain, names), ...pairsJson('atEqualAgeAndSex', given, names) },
    person: person && { slot: person.slot, ...(courseJson(person.course) as object) },
  };
}

function quantityJson({ decimals, bands, worst, ...rest }: ComparedSignal): unknown {
  const percentile = <T extends ComparedSignal['bands'][number]['percentiles'][number]>(one: T): T => ({
    ...one,
    ours: roundTo(one.ours, decimals + 2),
    deviation: roundTo(one.deviation, 4),
  });
  return {
    ...rest,
    worst: worst && percentile(worst),
    bands: bands.map((band) => ({ ...band, percentiles: band.percentiles.map(percentile) })),
  };
}

/** The last age of those without a bound is null. */
function unpublishedJson({ decimals, bands, ...rest }: UnpublishedSignal): unknown {
  return {
    ...rest,
    bands: bands.map(({ to, percentiles, ...band }) => ({
      ...band,
      to: Number.isFinite(to) ? to : null,
      percentiles: percentiles.map(({ p, ours }) => ({ p, ours: roundTo(ours, decimals + 2) })),
    })),
  };
}

function pairsJson(name: string, pairs: readonly ComparedPair[], quantities: readonly string[]) {
  const close = closeness(pairs);
  return {
    [name]: {
      ...(close && { meanDistance: roundTo(close.mean, 4), shareWithinATenth: roundTo(close.near, 4) }),
      pairs: pairs.map(({ between: [a, b], published, ours }) => ({
        between: [quantities[a], quantities[b]],
        published,
        ours: roundTo(ours, 4),
      })),
    },
  };
}
