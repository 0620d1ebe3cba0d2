import type { z } from 'zod';
import { uniformBetween } from '../../core/distributions/uniform.ts';
import { roundTo } from '../../core/numeric.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { CompileContext, Path } from '../define.ts';
import type { DistributionJson, ExactSpanJson, RangeSpanJson, range } from '../fields.ts';
import type { Life, Visit } from '../run.ts';
import { realSpan, type TimeUnit, wholeSpan } from '../time-units.ts';

/** An amount drawn for a visit. */
export type Amount = (life: Life, visit: Visit) => number;

/** A uniform real number, rounded half up to `decimals` where given. */
export function rangeAmount(json: z.output<typeof range>, purpose: number): Amount {
  const between = uniformBetween(json.low, json.high);
  const { decimals } = json;
  return (life, visit) => {
    const value = between.quantile(life.uniform(visit, purpose));
    return decimals === undefined ? value : roundTo(value, decimals);
  };
}

/** A draw from a v2 distribution. */
export function distributionAmount(
  json: DistributionJson,
  context: CompileContext,
  path: Path,
  purpose: number,
): Amount {
  const drawn = context.distribution(json, path);
  return (life, visit) => drawn.quantile(life.uniform(visit, purpose));
}

/** The three ways in which a state can say how long something takes. */
export interface SpanJson {
  readonly exact?: ExactSpanJson | undefined;
  readonly range?: RangeSpanJson | undefined;
  readonly distribution?: DistributionJson | undefined;
  readonly unit?: string | undefined;
}

/**
 * Milliseconds that a visit takes: exact, else range, else distribution; undefined when none is given.
 * Fractions of a distribution's draw are cut off before it is converted when `wholeUnits` is set (Delay), not otherwise.
 */
export function spanAmount(
  json: SpanJson,
  context: CompileContext,
  path: Path,
  wholeUnits: boolean,
): Amount | undefined {
  if (json.exact) {
    const span = realSpan(json.exact.quantity, json.exact.unit);
    return () => span;
  }
  if (json.range) {
    const { unit } = json.range;
    const between = uniformBetween(json.range.low, json.range.high);
    return (life, visit) => realSpan(between.quantile(life.uniform(visit, Purpose.delay)), unit);
  }
  if (!json.distribution) return undefined;
  const drawn = context.distribution(json.distribution, [...path, 'distribution']);
  const { unit } = json;
  if (unit === undefined) {
    context.report('error', 'unit-missing', 'a distribution of time needs a unit', path, 'add "unit": "days"');
    return undefined;
  }
  const convert = wholeUnits
    ? (amount: number) => wholeSpan(Math.trunc(amount), unit as TimeUnit)
    : (amount: number) => realSpan(amount, unit as TimeUnit);
  return (life, visit) => convert(drawn.quantile(life.uniform(visit, Purpose.delay)));
}

/** Whether a span may be longer than nothing. Fractions of a unit are cut off when `wholeUnits` is set (Delay). */
export function maySpanTime({ exact, range, distribution: drawn }: SpanJson, wholeUnits: boolean): boolean {
  if (exact) return exact.quantity > 0;
  if (range) return range.high > 0;
  if (!drawn) return false;
  const { value, high } = drawn.parameters;
  if (drawn.kind === 'EXACT') return (value as number) >= (wholeUnits ? 1 : Number.MIN_VALUE);
  return drawn.kind !== 'UNIFORM' || (high as number) > (wholeUnits ? 1 : 0);
}
