import { DAY, HOUR, MINUTE, SECOND, WEEK, YEAR } from '../../core/time.ts';
import type { Prescription } from '../../record/kinds/medication.ts';

/** A unit of time of a prescription, as UCUM and Timing.repeat say it. */
export interface SpanUnit {
  readonly ucum: 's' | 'min' | 'h' | 'd' | 'wk' | 'mo' | 'a';
  readonly singular: string;
  readonly plural: string;
  readonly milliseconds: number;
}

/** By the word that modules use. */
const SPAN_UNITS: Readonly<Record<string, SpanUnit>> = {
  seconds: { ucum: 's', singular: 'second', plural: 'seconds', milliseconds: SECOND },
  minutes: { ucum: 'min', singular: 'minute', plural: 'minutes', milliseconds: MINUTE },
  hours: { ucum: 'h', singular: 'hour', plural: 'hours', milliseconds: HOUR },
  days: { ucum: 'd', singular: 'day', plural: 'days', milliseconds: DAY },
  weeks: { ucum: 'wk', singular: 'week', plural: 'weeks', milliseconds: WEEK },
  months: { ucum: 'mo', singular: 'month', plural: 'months', milliseconds: YEAR / 12 },
  years: { ucum: 'a', singular: 'year', plural: 'years', milliseconds: YEAR },
};

/** The unit that a module's word names; undefined for other words. */
export function spanUnit(word: string): SpanUnit | undefined {
  return Object.hasOwn(SPAN_UNITS, word) ? SPAN_UNITS[word] : undefined;
}

/** How long a drug was meant to be taken, in milliseconds; undefined when the prescription does not say. */
export function plannedSpan(prescription: Prescription | null): number | undefined {
  const duration = prescription?.duration;
  const unit = duration && spanUnit(duration.unit);
  return duration && unit ? duration.quantity * unit.milliseconds : undefined;
}
