import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import type { SimTime } from '../core/time.ts';
import type { Signal, SignalCatalogue } from '../physiology/signal.ts';
import type { SignalReader } from '../physiology/signal-reader.ts';

/** Makes the usual value of a signal what is said at a time, from birth on; what acts on it later acts on that. */
export function bringTo(signals: SignalReader, signal: Signal, value: number, t: SimTime): void {
  signals.act({
    signal,
    change: 'add',
    size: value - signals.usual(signal, t),
    from: Number.NEGATIVE_INFINITY,
    until: () => Number.POSITIVE_INFINITY,
    buildUp: 0,
    wearOff: 0,
    cause: 'script',
  });
}

/** A signal that a script brings about, and the value. */
interface Given {
  readonly signal: Signal;
  /** In the signal's unit, given the others that are known then. */
  readonly value: (signals: SignalReader, t: SimTime) => number;
}

/** Brings about the usual values that a script gives, by names of signals; of two, what the other follows first. */
export function giveSignals(
  signals: SignalReader,
  catalogue: SignalCatalogue,
  values: Readonly<Record<string, number>>,
  t: SimTime,
): void {
  const given = Object.entries(values).map(([name, value]) => givenSignal(catalogue, name, value));
  given.sort((a, b) => depthOf(a.signal) - depthOf(b.signal));
  for (const { signal, value } of given) bringTo(signals, signal, value(signals, t), t);
}

/** How many signals stand between a signal and one that follows none. */
function depthOf({ follows }: Signal): number {
  return Math.max(0, ...follows.map(({ signal }) => 1 + depthOf(signal)));
}

/** Of what grows, weight can be given, and the body mass index, by the weight that makes it at the height. */
function givenSignal(catalogue: SignalCatalogue, name: string, value: number): Given {
  const signal = catalogue.named(name);
  const growth = signal?.origin.kind === 'growth' ? signal.origin.measure : undefined;
  if (signal?.origin.kind === 'baseline' || (signal && growth === 'weight')) {
    checkLimits(signal, value);
    return { signal, value: () => value };
  }
  const [weight, height] = [catalogue.ofGrowth('weight'), catalogue.ofGrowth('height')];
  if (signal && growth === 'body mass index' && weight && height) {
    checkLimits(signal, value);
    const ofIndex = (signals: SignalReader, t: SimTime) => {
      const metres = signals.usual(height, t) / 100;
      return value * metres * metres;
    };
    return { signal: weight, value: ofIndex };
  }
  if (signal)
    throw noScript(`"${name}" cannot be given to a person: it follows from ${whatMakes(signal)}`, 'give these');
  const near = didYouMean(
    name,
    catalogue.signals.map((known) => known.name),
  );
  throw noScript(
    `there is no signal "${name}" to give to a person${near}`,
    'the files in modules/physiology name them',
  );
}

function checkLimits({ name, unit, limits: { low, high } }: Signal, value: number): void {
  if (value >= low && value <= high) return;
  const message = `"${name}" of ${value} cannot be given to a person: it is outside of ${low} to ${high} ${unit}`;
  throw noScript(message, 'the file of the signal has its limits');
}

function whatMakes({ origin }: Signal): string {
  return origin.kind === 'derivation' ? origin.inputs.map((input) => `"${input.name}"`).join(', ') : 'growth';
}

function noScript(message: string, hint: string): AppError {
  return new AppError(ExitCode.usage, message, { hint });
}
