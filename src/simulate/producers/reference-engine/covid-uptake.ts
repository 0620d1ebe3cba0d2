import { DAY, type SimTime, timeOf } from '../../../core/time.ts';

/** Vaccination against COVID-19 in an age band. */
export interface UptakeBand {
  readonly fromAge: number;
  /** Share of the eligible who want it. */
  readonly share: number;
  /** Days on which 0, 10, 50, 90 and 100 percent of their first doses had been given. */
  readonly days: readonly [SimTime, SimTime, SimTime, SimTime, SimTime];
}

const START = timeOf(2020, 12, 14);
const END = timeOf(2021, 11, 1);

/**
 * Shares: gmf.md 7.4.7. The reference engine draws days from counts of doses a day, a table that is not at hand; the days here follow
 * the course of first doses by age that CDC showed in 2021 (COVID Data Tracker, read off from memory, a judgement).
 */
const BANDS: readonly UptakeBand[] = [
  {
    fromAge: 12,
    share: 0.521,
    days: [timeOf(2021, 5, 10), timeOf(2021, 5, 14), timeOf(2021, 6, 10), timeOf(2021, 9, 5), END],
  },
  { fromAge: 16, share: 0.601, days: [START, timeOf(2021, 4, 1), timeOf(2021, 5, 1), timeOf(2021, 8, 20), END] },
  { fromAge: 18, share: 0.606, days: [START, timeOf(2021, 2, 10), timeOf(2021, 4, 20), timeOf(2021, 8, 15), END] },
  { fromAge: 30, share: 0.681, days: [START, timeOf(2021, 1, 25), timeOf(2021, 4, 14), timeOf(2021, 8, 5), END] },
  { fromAge: 40, share: 0.739, days: [START, timeOf(2021, 1, 25), timeOf(2021, 4, 9), timeOf(2021, 7, 20), END] },
  { fromAge: 50, share: 0.817, days: [START, timeOf(2021, 1, 25), timeOf(2021, 4, 1), timeOf(2021, 6, 15), END] },
  { fromAge: 65, share: 0.952, days: [START, timeOf(2021, 1, 20), timeOf(2021, 3, 1), timeOf(2021, 4, 20), END] },
  { fromAge: 75, share: 0.899, days: [START, timeOf(2021, 1, 8), timeOf(2021, 2, 10), timeOf(2021, 4, 5), END] },
];

const PERCENTILES = [0, 0.1, 0.5, 0.9, 1] as const;

/** The band of an age in completed years, 12 or more. */
export function bandOf(age: number): UptakeBand {
  return BANDS.findLast(({ fromAge }) => age >= fromAge) ?? (BANDS[0] as UptakeBand);
}

/** Midnight of the day of the first dose for a uniform draw: of the days from `from` on where some are left, else that of `from`. */
export function firstDoseDay({ days }: UptakeBand, u: number, from: SimTime): SimTime {
  const earliest = Math.floor(from / DAY) * DAY;
  const before = shareBy(days, earliest);
  if (before >= 1) return earliest;
  return Math.floor(timeAt(days, before + u * (1 - before)) / DAY) * DAY;
}

function shareBy(days: UptakeBand['days'], t: SimTime): number {
  for (let i = 1; i < days.length; i++) {
    const [from, to] = [days[i - 1] as SimTime, days[i] as SimTime];
    if (t >= to) continue;
    const [low, high] = [PERCENTILES[i - 1] as number, PERCENTILES[i] as number];
    return t <= from ? low : low + ((t - from) / (to - from)) * (high - low);
  }
  return 1;
}

function timeAt(days: UptakeBand['days'], share: number): SimTime {
  for (let i = 1; i < days.length; i++) {
    const [low, high] = [PERCENTILES[i - 1] as number, PERCENTILES[i] as number];
    if (share > high) continue;
    const [from, to] = [days[i - 1] as SimTime, days[i] as SimTime];
    return from + ((share - low) / (high - low)) * (to - from);
  }
  return days[4];
}
