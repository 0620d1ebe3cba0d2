import { didYouMean } from '../../core/suggest.ts';
import type { DerivationDeclaration } from '../../physiology/declaration.ts';
import type { Formula } from '../../physiology/formulas/formula.ts';
import type { Path } from '../define.ts';
import type { FileDiagnostics } from '../parse.ts';
import { circlesOf } from './circles.ts';
import type { PlacedSignal } from './parse.ts';

/** What names of signals may mean, over all files. */
export interface Names {
  readonly byName: ReadonlyMap<string, PlacedSignal>;
  /** Names of signals that something is wrong with; it has been told. */
  readonly broken: ReadonlySet<string>;
}

/** The signal of a name; one that is none is reported. Undefined too for what is declared and broken. */
export function resolve(name: string, { byName, broken }: Names, report: FileDiagnostics, path: Path) {
  const found = byName.get(name);
  if (!found && !broken.has(name)) {
    const near = didYouMean(name, [...byName.keys(), ...broken]);
    report.add('error', 'unknown-signal', `there is no signal "${name}"${near}`, path);
  }
  return found;
}

/** Whether effects may act on a signal. */
export function takesEffects({ json }: PlacedSignal): boolean {
  return json.baseline !== undefined || json.growth === 'weight';
}

/** The derivation of a signal; undefined when something is wrong with it, which is reported. Units are judged by `checkUnits`. */
export function derivationOf(
  { json, path: at, report }: PlacedSignal,
  formulas: ReadonlyMap<string, Formula>,
  names: Names,
): DerivationDeclaration | undefined {
  const { derivation } = json;
  if (!derivation) return undefined;
  const path = [...at, 'derivation'];
  const formula = formulas.get(derivation.formula);
  if (!formula) {
    const near = didYouMean(derivation.formula, formulas.keys());
    const hint = 'formulas stand in src/physiology/formulas';
    const message = `there is no formula "${derivation.formula}"${near}`;
    report.add('error', 'unknown-formula', message, [...path, 'formula'], hint);
    return undefined;
  }
  const wanted = Object.keys(formula.inputs);
  for (const input of Object.keys(derivation.inputs)) {
    if (wanted.includes(input)) continue;
    const message = `${formula.name} has no input "${input}"${didYouMean(input, wanted)}`;
    report.add('error', 'unknown-input', message, [...path, 'inputs', input], `its inputs are ${wanted.join(', ')}`);
  }
  const inputs: string[] = [];
  for (const input of wanted) {
    const name = derivation.inputs[input];
    if (name === undefined) {
      const message = `${formula.name} needs the input "${input}" (${formula.inputs[input]})`;
      report.add('error', 'missing-input', message, [...path, 'inputs']);
    } else if (resolve(name, names, report, [...path, 'inputs', input])) {
      inputs.push(name);
    }
  }
  return inputs.length === wanted.length ? { kind: 'derivation', formula, inputs } : undefined;
}

/** What a signal follows; what is wrong is reported and left out. */
export function followsOf(signal: PlacedSignal, names: Names): readonly { signal: string; perUnit: number }[] {
  const { json, path, report } = signal;
  const follows = json.follows ?? [];
  if (follows.length > 0 && !takesEffects(signal)) {
    report.add('error', 'follows-derived', whyNoEffect(signal, 'follow another'), [...path, 'follows']);
    return [];
  }
  return follows.flatMap(({ signal: name, per_unit: perUnit }, i) => {
    const place = [...path, 'follows', i, 'signal'];
    const found = resolve(name, names, report, place);
    if (!found) return [];
    if (follows.findIndex((other) => other.signal === name) < i) {
      report.add('error', 'duplicate-follows', `follows "${name}" twice`, place);
      return [];
    }
    if (!takesEffects(found)) {
      report.add('error', 'follows-derived', `"${name}" cannot be followed: no effect acts on it`, place);
      return [];
    }
    return [{ signal: name, perUnit }];
  });
}

/** The names of what a derived signal is worked out from, as a text. */
export function inputNames({ derivation }: PlacedSignal['json']): string {
  const names = new Set(Object.values(derivation?.inputs ?? {}));
  return [...names].map((name) => `"${name}"`).join(', ');
}

/** Why effects do not act on a signal, and on what they do instead. */
export function whyNoEffect({ name, json }: PlacedSignal, what: string): string {
  if (json.derivation) return `"${name}" is derived and cannot ${what}; its inputs ${inputNames(json)} can`;
  return `"${name}" is read from growth and cannot ${what}; weight can`;
}

/** Signals that read or follow themselves in a circle. Each is told where the circle begins; all their names are given. */
export function checkCircles({ byName }: Names): ReadonlySet<string> {
  const found = new Set<string>();
  const tell = (what: 'derivation' | 'follows', verb: string, linksOf: (signal: PlacedSignal) => readonly string[]) => {
    const linksOfName = (name: string) => {
      const signal = byName.get(name);
      return signal ? linksOf(signal) : [];
    };
    for (const circle of circlesOf(byName.keys(), linksOfName)) {
      for (const name of circle) found.add(name);
      const { path, report } = byName.get(circle[0] as string) as PlacedSignal;
      report.add('error', `${what}-circle`, `${verb} itself: ${circle.join(' > ')}`, [...path, what]);
    }
  };
  tell('derivation', 'reads', ({ json }) => Object.values(json.derivation?.inputs ?? {}));
  tell('follows', 'follows', ({ json }) => (json.follows ?? []).map(({ signal }) => signal));
  return found;
}
