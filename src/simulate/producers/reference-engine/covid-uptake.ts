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
  band(12, 0.521, [5, 14], [6, 8], [9, 15], timeOf(2021, 5, 10)),
  band(16, 0.601, [4, 5], [5, 5], [9, 10]),
  band(18, 0.606, [2, 15], [4, 30], [9, 15]),
  band(30, 0.681, [2, 5], [4, 22], [9, 10]),
  band(40, 0.739, [2, 5], [4, 18], [9, 5]),
  band(50, 0.817, [2, 1], [4, 5], [8, 5]),
  band(65, 0.952, [1, 25], [3, 5], [6, 10]),
  band(75, 0.899, [1, 10], [2, 18], [5, 10]),
];

/** Month and day of 2021. */
type Day = readonly [month: number, day: number];

function band(fromAge: number, share: number, tenth: Day, half: Day, most: Day, start: SimTime = START): UptakeBand {
  const [p10, p50, p90] = [tenth, half, most].map(([month, day]) => timeOf(2021, month, day)) as [
    SimTime,
    SimTime,
    SimTime,
  ];
  return { fromAge, share, days: [start, p10, p50, p90, END] };
}

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
