import { type SimTime, YEAR } from '../core/time.ts';
import type { ActingEffect } from './effect.ts';

/** After this many times its wear-off an effect is gone: exp(-36). */
const GONE = 12;
/** exp(-3) is 5 %. */
const RATE = 3;

/** How much of an effect acts at a time: 0 to 1; of one that adds per year, the years. */
export function strengthAt(effect: ActingEffect, t: SimTime): number {
  const { from } = effect;
  if (t < from) return 0;
  const until = effect.until();
  if (t <= until) return builtUp(effect, t - from);
  const { wearOff } = effect;
  const since = t - until;
  if (until <= from || since >= GONE * wearOff) return 0;
  return builtUp(effect, until - from) * Math.exp((-RATE * since) / wearOff);
}

function builtUp({ change, buildUp }: ActingEffect, time: number): number {
  if (change === 'add-per-year') return time / YEAR;
  return buildUp > 0 ? 1 - Math.exp((-RATE * time) / buildUp) : 1;
}
