import type { CeilingDeclaration } from '../../physiology/declaration.ts';
import type { PlacedSignal } from './parse.ts';
import { type Names, resolve } from './references.ts';
import type { CeilingJson } from './shape.ts';

/** The ceiling of a signal, null where it has none; undefined when something is wrong with it, which is reported. Units are judged by `signalUnits`. */
export function ceilingOf({ json, path, report }: PlacedSignal, names: Names): CeilingDeclaration | null | undefined {
  const { ceiling } = json;
  if (!ceiling) return null;
  const before = report.list.length;
  const at = [...path, 'ceiling', 'signals'];
  const terms = Object.entries(ceiling.signals).map(([signal, times]) => ({ signal, times }));
  if (terms.length === 0) {
    report.add(
      'error',
      'no-signal',
      'a ceiling is given by one signal or more',
      at,
      'a fixed bound is "high" of "limits"',
    );
  }
  const found = terms.map(({ signal, times }) => {
    if (times === 0) report.add('error', 'times-zero', `"${signal}" counts for nothing`, [...at, signal]);
    return resolve(signal, names, report, [...at, signal]) !== undefined;
  });
  return found.every(Boolean) && report.list.length === before ? { terms, plus: ceiling.plus ?? 0 } : undefined;
}

/**
 * Tells of ceilings that can come below the lower limit of their signal, while all that gives them keeps its own limits and ceilings: the
 * two could not both hold. Gives the names of those signals. `named`: signals without circles, and nobody else's.
 */
export function checkCeilings(named: ReadonlyMap<string, PlacedSignal>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, json, path, report } of named.values()) {
    if (!json.ceiling) continue;
    const lowest = lowestOf(json.ceiling, named);
    if (lowest >= json.limits.low) continue;
    found.add(name);
    const message = `the ceiling can be as low as ${lowest}, below the limits of life from ${json.limits.low}`;
    const hint = 'raise "plus", lower "low" of "limits", or give what the ceiling follows limits or a ceiling that fit';
    report.add('error', 'upside-down', message, [...path, 'ceiling'], hint);
  }
  return found;
}

/** The lowest that a ceiling can be. What lowers it is at its upper limit, or at its own ceiling, which hangs on others again: the nearer holds. */
function lowestOf({ signals, plus = 0 }: CeilingJson, named: ReadonlyMap<string, PlacedSignal>): number {
  const terms = Object.entries(signals);
  let atLimits = plus;
  for (const [name, times] of terms) {
    const { low, high } = named.get(name)?.json.limits ?? UNKNOWN;
    atLimits += times > 0 ? times * low : times * high;
  }
  const atCeilings = terms.flatMap(([name, times]) => {
    const own = named.get(name)?.json.ceiling;
    return times < 0 && own ? [lowestOf(replaced({ signals, plus }, name, own), named)] : [];
  });
  return Math.max(atLimits, ...atCeilings);
}

const UNKNOWN = { low: 0, high: 0 };

/** The same sum with a signal at its own ceiling. */
function replaced({ signals, plus = 0 }: CeilingJson, name: string, own: CeilingJson): CeilingJson {
  const { [name]: times = 0, ...rest } = signals;
  const sums = new Map(Object.entries(rest));
  for (const [other, factor] of Object.entries(own.signals)) sums.set(other, (sums.get(other) ?? 0) + times * factor);
  return {
    signals: Object.fromEntries([...sums].filter(([, factor]) => factor !== 0)),
    plus: plus + times * (own.plus ?? 0),
  };
}
