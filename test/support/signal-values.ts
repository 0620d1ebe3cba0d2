import type { SimTime } from '../../src/core/time.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { giveSignals } from '../../src/trace/given-signals.ts';

/** Makes the usual values of signals what is said at a time, as `signals` of a scripted person does. */
export function signalsAt(
  { catalogue, signals }: RunningLife,
  given: Readonly<Record<string, number>>,
  t: SimTime,
): void {
  giveSignals(signals, catalogue, given, t);
}
