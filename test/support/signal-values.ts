import type { SimTime } from '../../src/core/time.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { bringTo } from '../../src/trace/script-person.ts';

/** Makes the usual values of signals what is said at a time, as `signals` of a scripted person does. */
export function signalsAt(
  { catalogue, signals }: RunningLife,
  given: Readonly<Record<string, number>>,
  t: SimTime,
): void {
  for (const [name, value] of Object.entries(given)) {
    const signal = catalogue.named(name);
    if (!signal) throw new Error(`there is no signal "${name}"`);
    bringTo(signals, signal, value, t);
  }
}
