import { YEAR } from '../../core/time.ts';
import type { Chance } from './chance.ts';
import { unlikeness } from './likeness.ts';
import { type Member, years } from './member.ts';

/**
 * Husband's age less wife's, in years: upper ends of classes and percent of married couples in them. Census Bureau, America's
 * Families and Living Arrangements 2018, table FG3, rounded; not re-read.
 */
const GAPS: readonly (readonly [from: number, to: number, percent: number])[] = [
  [-25, -15, 0.5],
  [-15, -10, 1],
  [-10, -6, 2.7],
  [-6, -4, 3.3],
  [-4, -1.5, 6.8],
  [-1.5, 1.5, 33.7],
  [1.5, 4, 19.9],
  [4, 6, 13.2],
  [6, 10, 11.3],
  [10, 15, 5],
  [15, 20, 1.6],
  [20, 30, 1],
];
const TOTAL = GAPS.reduce((sum, [, , percent]) => sum + percent, 0);
/** Couples of two groups: Pew Research Center, Intermarriage in the U.S. 50 years after Loving (2017), one in ten. */
const MIXED = 0.1;
/** How far from the gap that was drawn a partner may be, in years. */
const TOLERANCE = 6;
/** Couples are no less alike than this, except by what is drawn beyond it: in doublings of income (likeness.ts). */
const ALIKE = 0.5;
const BEYOND = 2.4;

/** Husband's age less wife's in years, that `u` in (0, 1) chooses. */
export function ageGap(u: number): number {
  let rest = u * TOTAL;
  for (const gap of GAPS) {
    const percent = gap[2];
    if (rest < percent) return gap[0] + ((gap[1] - gap[0]) * rest) / percent;
    rest -= percent;
  }
  return 0;
}

/** Pairs of the married men and women given, each in no more than one. */
export function matchCouples(women: readonly Member[], men: readonly Member[], chance: Chance): [Member, Member][] {
  const free = [...men];
  const pairs: [Member, Member][] = [];
  for (const woman of women) {
    const { slot } = woman.person;
    const wanted = woman.birth - ageGap(woman.chance.u('ageGap')) * YEAR;
    const anyGroup = chance.u('mixed', slot) < MIXED;
    let best = -1;
    let least = ALIKE - BEYOND * Math.log(chance.u('likeness', slot));
    for (let i = 0; i < free.length; i++) {
      const man = free[i] as Member;
      const off = Math.abs(years(wanted, man.birth));
      if (off > TOLERANCE || !(anyGroup || man.group === woman.group)) continue;
      const distance = off / TOLERANCE + unlikeness(woman, man);
      if (distance >= least) continue;
      best = i;
      least = distance;
    }
    const [man] = best < 0 ? [] : free.splice(best, 1);
    if (man) pairs.push([woman, man]);
  }
  return pairs;
}
