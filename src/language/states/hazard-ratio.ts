import { z } from 'zod';
import { power } from '../../core/numeric.ts';
import { type SimTime, yearOf } from '../../core/time.ts';
import { peerYear } from '../../physiology/peer-mean.ts';
import type { Signal } from '../../physiology/signal.ts';
import type { CompiledCondition } from '../compiled.ts';
import type { CompileContext, Path } from '../define.ts';
import { type FieldKit, number, sourceId, text } from '../fields.ts';
import type { Life } from '../run.ts';

/** One ratio of an event: while a condition holds, or by the level of a signal. */
export const ratioOf = ({ condition }: FieldKit) =>
  z.strictObject({
    when: condition.optional(),
    signal: text.optional(),
    /** Units of the signal for which the rate is multiplied by `ratio` once. */
    per: number.optional(),
    /** Levels beyond count as these. */
    low: number.optional(),
    high: number.optional(),
    ratio: number,
    source: sourceId.optional(),
  });

type RatioJson = z.output<ReturnType<typeof ratioOf>>;

/** What a rate is multiplied by. */
export interface Ratio {
  readonly conditions: readonly CompiledCondition[];
  /** Whether it changes with the years of age. */
  readonly isOfLevel: boolean;
  at(life: Life, t: SimTime): number;
}

/** Logarithm of the greatest ratio between two people of one level each; real ones are below 20. */
const MOST_LOG_RATIO = 300;

/** Changes nothing. */
const NONE: Ratio = { conditions: [], isOfLevel: false, at: () => 1 };

/** The product of the ratios of one event. */
export function compileRatios(list: readonly RatioJson[], context: CompileContext, path: Path): Ratio {
  const ratios = list.map((json, i) => compileRatio(json, context, [...path, i]));
  return {
    conditions: ratios.flatMap(({ conditions }) => conditions),
    isOfLevel: ratios.some(({ isOfLevel }) => isOfLevel),
    at(life, t) {
      let product = 1;
      for (const ratio of ratios) product *= ratio.at(life, t);
      return product;
    },
  };
}

function compileRatio(json: RatioJson, context: CompileContext, path: Path): Ratio {
  context.source(json.source, path);
  const { when, signal, ratio } = json;
  if ((when === undefined) === (signal === undefined)) {
    context.report('error', 'hazard-ratio', 'a ratio holds by either when or signal', path);
    return NONE;
  }
  if (signal !== undefined) return compileLevelRatio(json, signal, context, path);
  if (ratio < 0) context.report('error', 'negative-ratio', 'a ratio is negative', [...path, 'ratio']);
  for (const field of ['per', 'low', 'high'] as const) {
    if (json[field] !== undefined) {
      context.report('error', 'hazard-ratio', `"${field}" belongs to a ratio by signal`, [...path, field]);
    }
  }
  if (when === undefined) return NONE;
  const condition = context.condition(when, [...path, 'when']);
  return {
    conditions: [condition],
    isOfLevel: false,
    at: (life, t) => (condition.test(life, t) ? ratio : 1),
  };
}

/**
 * A hazard ratio per so many units of a signal's usual value, log-linear between `low` and `high`. The value is that of the last birthday. The mean
 * of the ratio among people of the sex, age and calendar year on whom nothing acts is taken out, so that the rate stays that of the population.
 */
function compileLevelRatio(json: RatioJson, name: string, context: CompileContext, path: Path): Ratio {
  const signal = context.signal(name, [...path, 'signal']);
  const { per, ratio, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = json;
  if (!(ratio > 0)) {
    context.report('error', 'hazard-ratio', 'a ratio by signal is above 0', [...path, 'ratio']);
    return NONE;
  }
  if (per === undefined || !(per > 0)) {
    const hint = 'say for how many units of the signal the ratio holds, as "per": 5';
    context.report('error', 'hazard-ratio', 'a ratio by signal needs "per", above 0', path, hint);
    return NONE;
  }
  if (!(low < high)) context.report('error', 'hazard-ratio', 'low is not below high', [...path, 'low']);
  if (!signal || !hasPeers(signal, context, path)) return NONE;
  // Of the lowest level it is 1, so that no power is too large or too small for a number.
  const [least, most] = [Math.max(low, signal.limits.low), Math.min(high, signal.limits.high)];
  if (Math.abs(((most - least) / per) * Math.log(ratio)) > MOST_LOG_RATIO) {
    const message = `from ${least} to ${most} ${signal.unit} the rate would be multiplied by ${ratio} once every ${per}: more than a number holds`;
    context.report(
      'error',
      'hazard-ratio',
      message,
      [...path, 'per'],
      'take a larger "per", or bounds in "low" and "high"',
    );
    return NONE;
  }
  const of = (value: number) => power(ratio, (Math.min(Math.max(value, least), most) - least) / per);
  const means = new Means(signal, of);
  return {
    conditions: [],
    isOfLevel: true,
    at(life, t) {
      const age = life.ages.years(t);
      const birthday = life.ages.birthday(age);
      const value = life.usual(signal, birthday);
      // Who does not have the signal has the rate of all.
      return Number.isNaN(value) ? 1 : of(value) / means.at(life, age, yearOf(birthday));
    },
  };
}

/** Whether it is known how people differ in the usual value of a signal. */
function hasPeers({ name, origin }: Signal, context: CompileContext, path: Path): boolean {
  if (origin.kind === 'baseline') return true;
  if (origin.kind === 'growth' && origin.measure === 'body mass index') return true;
  const hint = 'a ratio reads signals with a baseline, and the body mass index';
  const message = `how people of an age differ in "${name}" is not known by itself`;
  context.report('error', 'hazard-ratio-signal', message, [...path, 'signal'], hint);
  return false;
}

/** Means of a ratio among people of a sex, an age and a calendar year; each is worked out when first asked for, and kept. */
class Means {
  readonly #signal: Signal;
  readonly #of: (value: number) => number;
  readonly #known = new Map<string, Map<number, number>>();

  constructor(signal: Signal, of: (value: number) => number) {
    this.#signal = signal;
    this.#of = of;
  }

  at(life: Life, age: number, calendarYear: number): number {
    const year = peerYear(this.#signal, calendarYear);
    let ofSex = this.#known.get(life.sex);
    if (!ofSex) {
      ofSex = new Map();
      this.#known.set(life.sex, ofSex);
    }
    const key = 1000 * year + age;
    let mean = ofSex.get(key);
    if (mean === undefined) {
      mean = life.meanOfPeers(this.#signal, age, year, this.#of);
      ofSex.set(key, mean);
    }
    return mean;
  }
}
