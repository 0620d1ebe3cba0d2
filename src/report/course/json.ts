import { roundTo } from '../../core/numeric.ts';
import { formatLocal, type SimTime } from '../../core/time.ts';
import type { Course, SignalCourse, TimedValue } from './course.ts';

/** A course as data; times are local. */
export function courseJson({ sex, birth, from, to, lanes, lanesLeftOut, signals }: Course): unknown {
  return {
    sex,
    birth: formatLocal(birth),
    from: formatLocal(from),
    to: formatLocal(to),
    events: lanes.map(({ kind, code, text, spans }) => ({
      kind,
      code,
      text,
      spans: spans.map((span) => ({ from: formatLocal(span.from), to: time(span.to) })),
    })),
    eventsLeftOut: lanesLeftOut,
    signals: signals.map(signalJson),
  };
}

function signalJson({ signal, normal, usual, measured, observed, influences }: SignalCourse): unknown {
  const values = (list: readonly TimedValue[]) =>
    list.map(({ t, value }) => [formatLocal(t), finer(value, signal.decimals)]);
  return {
    signal: signal.name,
    unit: signal.unit,
    normal: normal.map(({ from, to, low, high }) => ({ from: formatLocal(from), to: formatLocal(to), low, high })),
    usual: values(usual),
    measured: values(measured),
    observed: values(observed),
    effects: influences.map(({ effect, by }) => ({
      signal: effect.signal.name,
      follows: by !== null,
      change: effect.change,
      size: effect.size,
      from: formatLocal(effect.from),
      until: time(effect.until()),
      cause: effect.cause,
    })),
  };
}

/** To two decimals more than a reading has; null where there is no value. */
function finer(value: number, decimals: number): number | null {
  return Number.isFinite(value) ? roundTo(value, Math.min(9, decimals + 2)) : null;
}

/** Null for a time that does not come. */
function time(t: SimTime | null): string | null {
  return t === null || !Number.isFinite(t) ? null : formatLocal(t);
}
