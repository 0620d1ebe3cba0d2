import { dateOf, type SimTime, timeOf, YEAR } from '../../core/time.ts';

/** Where values lie on a picture. */
export interface Scale {
  /** The coordinate of a value; values beyond the ends are held at them. */
  at(value: number): number;
  readonly ticks: readonly number[];
  /** Decimals that all ticks are written with; null where each has its own. */
  readonly decimals: number | null;
}

/** From `low` to `high` on a straight scale, drawn from coordinate `start` to `end`. */
export function linear(low: number, high: number, start: number, end: number, ticks = 4): Scale {
  const span = high > low ? high - low : 1;
  const places = niceTicks(low, high, ticks);
  return {
    at: (value) => start + ((Math.max(low, Math.min(high, value)) - low) / span) * (end - start),
    ticks: places,
    decimals: Math.max(...places.map(decimalsOf)),
  };
}

/** The same on a scale of logarithms; `low` is above 0. */
export function logarithmic(low: number, high: number, start: number, end: number, ticks = 4): Scale {
  const straight = linear(Math.log(low), Math.log(high), start, end);
  const places = logTicks(low, high, ticks);
  return { at: (value) => straight.at(Math.log(Math.max(low, value))), ticks: places, decimals: null };
}

/** The scale that shows values best: of logarithms where the largest is many times the smallest. */
export function fitting(values: readonly number[], start: number, end: number, ticks = 4): Scale {
  const known = values.filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (known.length === 0) return linear(0, 1, start, end, ticks);
  if (low > 0 && high / low > 12) return logarithmic(low / 1.05, high * 1.05, start, end, ticks);
  const room = high > low ? 0.05 * (high - low) : Math.max(1, Math.abs(high) * 0.1);
  return linear(low >= 0 ? Math.max(0, low - room) : low - room, high + room, start, end, ticks);
}

/** Round numbers within an interval, about as many as asked for. */
export function niceTicks(low: number, high: number, about: number): readonly number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / about;
  const size = decade(rough);
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * size >= rough) ?? 10) * size;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) ticks.push(tidy(i * step));
  return ticks;
}

/** 1, 2, 5, 10 ... within an interval; only powers of ten where these are many. */
function logTicks(low: number, high: number, about: number): readonly number[] {
  const of = (factors: readonly number[]): readonly number[] => {
    const ticks: number[] = [];
    for (let power = decade(low); power <= high; power *= 10) {
      for (const factor of factors)
        if (factor * power >= low && factor * power <= high) ticks.push(tidy(factor * power));
    }
    return ticks;
  };
  const all = [[1, 2, 5], [1, 3], [1]].map(of);
  return all.find((ticks) => ticks.length <= about + 1) ?? (all.at(-1) as readonly number[]);
}

/** The largest power of ten that is not above a number above 0. */
function decade(value: number): number {
  return Number(`1e${Math.floor(Math.log10(value) + 1e-9)}`);
}

/** Decimals that a tidy number has. */
function decimalsOf(value: number): number {
  const [, fraction = ''] = String(value).split('.');
  return Math.min(4, fraction.length);
}

/** Without the last bits that additions leave. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** A time that an axis marks. */
export interface TimeTick {
  readonly t: SimTime;
  readonly text: string;
}

/** Marks of an axis of time: years, or months where it is short. */
export function timeTicks(from: SimTime, to: SimTime, most: number): readonly TimeTick[] {
  const years = (to - from) / YEAR;
  if (years < 3) return monthTicks(from, to, most);
  const step = [1, 2, 5, 10, 20, 50].find((size) => years / size <= most) ?? 100;
  const ticks: TimeTick[] = [];
  for (let year = Math.ceil(dateOf(from).year / step) * step; timeOf(year, 1, 1) <= to; year += step) {
    if (timeOf(year, 1, 1) >= from) ticks.push({ t: timeOf(year, 1, 1), text: String(year) });
  }
  return ticks;
}

function monthTicks(from: SimTime, to: SimTime, most: number): readonly TimeTick[] {
  const { year, month } = dateOf(from);
  const months = (12 * (to - from)) / YEAR;
  const step = [1, 2, 3, 6].find((size) => months / size <= most) ?? 12;
  const ticks: TimeTick[] = [];
  for (let i = 0; i <= months + step; i++) {
    const place = month - 1 + i;
    if (place % step !== 0) continue;
    const [y, m] = [year + Math.floor(place / 12), (place % 12) + 1];
    const t = timeOf(y, m, 1);
    if (t >= from && t <= to) ticks.push({ t, text: `${y}-${String(m).padStart(2, '0')}` });
  }
  return ticks;
}
