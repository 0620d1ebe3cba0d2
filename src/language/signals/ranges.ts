import type { ReferenceRange } from '../../physiology/signal.ts';
import type { Path } from '../define.ts';
import type { PlacedSignal } from './parse.ts';

/** The reference ranges of a signal as they are read: what is left out is no bound. */
export function referenceRangesOf({ json }: PlacedSignal): readonly ReferenceRange[] {
  return (json.reference_ranges ?? []).map(({ sex, from, below, low, high }) => ({
    sex: sex ?? null,
    from: from ?? 0,
    below: below ?? Number.POSITIVE_INFINITY,
    low: low ?? null,
    high: high ?? null,
  }));
}

/** Whether the limits of life are the right way round; tells when they are not. */
export function areLimits({ json: { limits }, path, report }: PlacedSignal): boolean {
  if (limits.low < limits.high) return true;
  const message = `the limits of life are from ${limits.low} to ${limits.high}`;
  report.add('error', 'upside-down', message, [...path, 'limits', 'high']);
  return false;
}

/**
 * Reference ranges and critical values are the right way round, lie within the limits of life and beyond each other, and do not overlap. What
 * is upside down is told alone.
 */
export function checkRanges(signal: PlacedSignal): void {
  const { json, path, report } = signal;
  const { critical } = json;
  const before = report.list.length;
  const upsideDown = (low: number | undefined, high: number | undefined, what: string, place: Path): void => {
    if (low === undefined || high === undefined || low < high) return;
    report.add('error', 'upside-down', `${what} from ${low} to ${high}`, place);
  };
  upsideDown(critical?.low, critical?.high, 'the critical values are', [...path, 'critical', 'high']);
  for (const [i, range] of (json.reference_ranges ?? []).entries()) {
    const place = [...path, 'reference_ranges', i];
    upsideDown(range.low, range.high, 'the reference range is', [...place, 'high']);
    upsideDown(range.from, range.below, 'the ages of the range are', [...place, 'below']);
    if (range.low === undefined && range.high === undefined) {
      report.add('error', 'no-bound', 'a reference range has "low", "high" or both', place);
    }
  }
  if (report.list.length > before) return;
  checkInLimits(signal);
  checkOverlaps(signal);
  checkCritical(signal);
}

function checkInLimits({ json, path, report }: PlacedSignal): void {
  const { limits, critical, reference_ranges: ranges = [] } = json;
  const places = [
    ...(critical ? [{ bounds: critical, place: [...path, 'critical'] }] : []),
    ...ranges.map((bounds, i) => ({ bounds, place: [...path, 'reference_ranges', i] })),
  ];
  for (const { bounds, place } of places) {
    for (const name of ['low', 'high'] as const) {
      const value = bounds[name];
      if (value === undefined || (value >= limits.low && value <= limits.high)) continue;
      const message = `${value} is outside the limits of life from ${limits.low} to ${limits.high}`;
      report.add('error', 'outside-limits', message, [...place, name]);
    }
  }
}

/** At one age and sex one range holds. */
function checkOverlaps(signal: PlacedSignal): void {
  const ranges = referenceRangesOf(signal);
  for (const [i, range] of ranges.entries()) {
    const other = ranges
      .slice(0, i)
      .find(
        ({ sex, from, below }) =>
          (sex === null || range.sex === null || sex === range.sex) && from < range.below && range.from < below,
      );
    if (!other) continue;
    const ages =
      other.below === Number.POSITIVE_INFINITY ? `from ${other.from}` : `from ${other.from} below ${other.below}`;
    const message = `another reference range holds ${ages} years already`;
    signal.report.add('error', 'range-overlap', message, [...signal.path, 'reference_ranges', i]);
  }
}

/** What is critical is not normal: it is beyond the bound of its side, where there is one, and not beyond the other. */
function checkCritical(signal: PlacedSignal): void {
  const { low: criticalLow = null, high: criticalHigh = null } = signal.json.critical ?? {};
  const ranges = referenceRangesOf(signal);
  const tell = (name: 'low' | 'high', value: number): void => {
    const message = `${value} is critical and inside a reference range`;
    signal.report.add('error', 'critical-normal', message, [...signal.path, 'critical', name]);
  };
  const above = (value: number, bound: number | null) => bound !== null && value > bound;
  const below = (value: number, bound: number | null) => bound !== null && value < bound;
  if (criticalLow !== null && ranges.some(({ low, high }) => above(criticalLow, low ?? high))) tell('low', criticalLow);
  if (criticalHigh !== null && ranges.some(({ low, high }) => below(criticalHigh, high ?? low))) {
    tell('high', criticalHigh);
  }
}
