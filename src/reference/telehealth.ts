import { type SimTime, timeOf } from '../core/time.ts';

/** From when on a share of the ambulatory visits is virtual. */
interface Period {
  readonly from: SimTime;
  readonly share: number;
}

/**
 * Share of all ambulatory visits that are virtual. Sources: before 2020 under 1 % (Barnett and others, JAMA 2018;320:2147); 13 to 17 % of
 * office and outpatient claims from mid 2020 through 2021 (McKinsey, July 2021); 5 to 6 % since (FAIR Health, monthly tracker 2022 and later).
 * Rounded, recalled and not re-read.
 */
const PERIODS: readonly Period[] = [
  { from: timeOf(2022, 4, 1), share: 0.055 },
  { from: timeOf(2021, 7, 1), share: 0.13 },
  { from: timeOf(2020, 3, 15), share: 0.17 },
  { from: timeOf(2016, 1, 1), share: 0.004 },
  { from: timeOf(2005, 1, 1), share: 0.0005 },
];

/** Share of ambulatory visits that could be held without being there: no examination, no sample, no procedure. A judgement. */
const POSSIBLE = 0.5;

/** Of the visits at a time that can be virtual, the share that is. */
export function virtualShare(t: SimTime): number {
  return (PERIODS.find(({ from }) => t >= from)?.share ?? 0) / POSSIBLE;
}
