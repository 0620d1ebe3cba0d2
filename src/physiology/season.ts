import { type SimTime, YEAR } from '../core/time.ts';
import type { Baseline } from './signal.ts';

const MONTHS = 12;

/** The factor of the season at a time: a sine wave about 1 with its crest in the middle of the peak month. */
export function seasonAt({ amplitude, peakMonth }: NonNullable<Baseline['season']>, t: SimTime): number {
  const year = t / YEAR;
  const fromCrest = year - Math.floor(year) - (peakMonth - 0.5) / MONTHS;
  return 1 + amplitude * Math.sin(2 * Math.PI * (fromCrest + 0.25));
}
