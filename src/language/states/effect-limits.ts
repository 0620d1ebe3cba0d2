import type { z } from 'zod';
import type { Distribution } from '../../core/distributions/distribution.ts';
import type { Interval, Signal } from '../../physiology/signal.ts';
import type { CompileContext, Path } from '../define.ts';
import type { exactQuantity, range } from '../fields.ts';

interface SizeJson {
  readonly change: string;
  readonly exact?: z.output<typeof exactQuantity> | undefined;
  readonly range?: z.output<typeof range> | undefined;
  readonly above?: number | undefined;
}

/** A number that stands in an Effect, and where. */
interface PlacedNumber {
  readonly value: number;
  readonly path: Path;
}

/**
 * An Effect leaves its signal within the limits of life in somebody: what it leads to is inside, and what it adds is not more than they
 * span. `spread`: what its size is drawn from, where that is a distribution, of which the median is judged.
 */
export function checkLimits(
  json: SizeJson,
  spread: Distribution | undefined,
  signal: Signal,
  context: CompileContext,
  path: Path,
): void {
  const { limits, unit } = signal;
  const bounds = `the limits of life of "${signal.name}" from ${limits.low} to ${limits.high} ${unit}`;
  const tell = (message: string, at: Path) => context.report('error', 'outside-limits', message, at);
  if (json.above !== undefined && isOutside(json.above, limits)) {
    tell(`above ${json.above} is outside ${bounds}`, [...path, 'above']);
  }
  for (const { value, path: at } of sizesOf(json, spread, path)) {
    if (leavesSomebody(json, value, limits)) continue;
    const isAim = json.change === 'raise to' || json.change === 'lower to';
    tell(`${json.change} ${value} is ${isAim ? 'outside' : 'more than'} ${bounds}${isAim ? '' : ' allow'}`, at);
  }
}

function isOutside(value: number, { low, high }: Interval): boolean {
  return value < low || value > high;
}

/** Whether there is a value within the limits that an effect of this size leaves within them. */
function leavesSomebody({ change, above }: SizeJson, size: number, limits: Interval): boolean {
  switch (change) {
    case 'raise to':
    case 'lower to':
      return !isOutside(size, limits);
    case 'multiply':
      return above !== undefined || limits.low <= 0 || size * limits.low <= limits.high;
    // What is added per year may last a week.
    case 'add per year':
      return true;
    default:
      return Math.abs(size) <= limits.high - limits.low;
  }
}

function sizesOf({ exact, range: drawn }: SizeJson, spread: Distribution | undefined, path: Path): PlacedNumber[] {
  if (exact) return [{ value: exact.quantity, path: [...path, 'exact', 'quantity'] }];
  if (drawn) {
    return (['low', 'high'] as const).map((bound) => ({ value: drawn[bound], path: [...path, 'range', bound] }));
  }
  const median = spread?.quantile(0.5) ?? Number.NaN;
  return Number.isNaN(median) ? [] : [{ value: median, path: [...path, 'distribution'] }];
}
