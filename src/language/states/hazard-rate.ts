import { type SimTime, timeOf, YEAR, yearOf } from '../../core/time.ts';
import type { CompileContext, Path } from '../define.ts';
import type { Life } from '../run.ts';
import { valuesOf } from '../transitions/lookup-table.ts';

type Values = readonly (string | number | boolean | undefined)[];

/** A rate per person-year before ratios: constant between birthdays and new years at which a table has a break. */
export interface BaseRate {
  /** Attributes of the person that it reads. */
  readonly slots: readonly number[];
  readonly ageBreaks: readonly number[];
  readonly yearBreaks: readonly number[];
  values(life: Life): Values;
  at(life: Life, t: SimTime, values: Values): number;
}

/** Compiles a rate: a number per person-year, or a table by age, sex, year and attributes. */
export function compileBaseRate(
  json: number | { readonly table: string } | undefined,
  context: CompileContext,
  path: Path,
): BaseRate | undefined {
  if (json === undefined) return undefined;
  if (typeof json === 'number') {
    if (json < 0) context.report('error', 'negative-rate', 'a rate is negative', path);
    return { slots: [], ageBreaks: [], yearBreaks: [], values: () => [], at: () => json };
  }
  const table = context.rateTable(json.table, [...path, 'table']);
  if (!table) return { slots: [], ageBreaks: [], yearBreaks: [], values: () => [], at: () => 0 };
  const slots = table.attributes.map((name) => context.reads(name, [...path, 'table']));
  return {
    slots,
    ageBreaks: table.ageBreaks,
    yearBreaks: table.yearBreaks,
    values: (life) => valuesOf(life, slots),
    at: (life, t, values) => table.rate(life.ages.years(t), yearOf(t), values),
  };
}

/** The integral of a rate from `from` to `to`. */
export function accumulate(rate: BaseRate, life: Life, from: SimTime, to: SimTime, values: Values): number {
  let total = 0;
  for (let t = from; t < to; ) {
    const end = Math.min(to, nextBreak(rate, life, t));
    total += (rate.at(life, t, values) * (end - t)) / YEAR;
    t = end;
  }
  return total;
}

/** The time at which the integral of a rate from `from` reaches `amount`, rounded up to a millisecond; Infinity if never. */
export function timeToReach(rate: BaseRate, life: Life, from: SimTime, amount: number, values: Values): SimTime {
  let missing = amount;
  for (let t = from; ; ) {
    const end = nextBreak(rate, life, t);
    const perMillisecond = rate.at(life, t, values) / YEAR;
    const reached = perMillisecond > 0 ? t + missing / perMillisecond : Number.POSITIVE_INFINITY;
    if (reached <= end) return Math.ceil(reached);
    if (end === Number.POSITIVE_INFINITY) return end;
    missing -= perMillisecond * (end - t);
    t = end;
  }
}

/** The first birthday or new year after `t` at which the rate may change. */
export function nextBreak(rate: BaseRate, life: Life, t: SimTime): SimTime {
  let next = Number.POSITIVE_INFINITY;
  for (const age of rate.ageBreaks) {
    const time = life.ages.birthday(age);
    if (time > t) {
      next = Math.min(next, time);
      break;
    }
  }
  for (const year of rate.yearBreaks) {
    const time = timeOf(year, 1, 1);
    if (time > t) return Math.min(next, time);
  }
  return next;
}
