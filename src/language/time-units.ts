import { DAY, HOUR, MINUTE, SECOND, WEEK } from '../core/time.ts';

/** The units of time that modules write, in exactly these spellings. */
export const TIME_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

export type TimeUnit = (typeof TIME_UNITS)[number];

/** How a real amount of a unit becomes milliseconds: cut to whole steps of `step`, of which the unit has `steps`. */
interface SpanRule {
  readonly steps: number;
  readonly step: number;
  /** Milliseconds of one unit in a whole amount. */
  readonly whole: number;
}

// The reference engine converts by cutting to the next smaller unit, and knows two lengths of a year. Modules are
// calibrated against both.
const RULES: Readonly<Record<TimeUnit, SpanRule>> = {
  seconds: { steps: 1000, step: 1, whole: SECOND },
  minutes: { steps: 60, step: SECOND, whole: MINUTE },
  hours: { steps: 60, step: MINUTE, whole: HOUR },
  days: { steps: 24, step: HOUR, whole: DAY },
  weeks: { steps: 7, step: DAY, whole: WEEK },
  months: { steps: 30, step: DAY, whole: 30 * DAY },
  years: { steps: 365.25, step: DAY, whole: 365 * DAY },
};

/** Whether `unit` is a unit of time as modules spell it. */
export function isTimeUnit(unit: string): unit is TimeUnit {
  return Object.hasOwn(RULES, unit);
}

/**
 * Milliseconds of a real amount of a unit (Delay exact and range, durations, PriorState within): 1.5 days are 36 hours,
 * 1 year is 365 days. Undefined when the unit is unknown.
 */
export function realSpan(value: number, unit: TimeUnit): number;
export function realSpan(value: number, unit: string): number | undefined;
export function realSpan(value: number, unit: string): number | undefined {
  if (!isTimeUnit(unit)) return undefined;
  const { steps, step } = RULES[unit];
  // Adding zero turns the -0 of a cut negative fraction into 0.
  return step * Math.trunc(steps * value) + 0;
}

/** Milliseconds of a whole amount of a unit (Delay distributions, constants). Undefined when the unit is unknown. */
export function wholeSpan(amount: number, unit: TimeUnit): number;
export function wholeSpan(amount: number, unit: string): number | undefined;
export function wholeSpan(amount: number, unit: string): number | undefined {
  return isTimeUnit(unit) ? amount * RULES[unit].whole : undefined;
}
