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
  /** Whether all files could be read; where one could not, it may declare any name. */
  readonly isComplete: boolean;
}

/** The signal of a name; one that is none is reported. Undefined too for what is declared and broken. */
export function resolve(name: string, { byName, broken, isComplete }: Names, report: FileDiagnostics, path: Path) {
  const found = byName.get(name);
  if (!found && isComplete && !broken.has(name)) {
    const near = didYouMean(name, [...byName.keys(), ...broken]);
    report.add('error', 'unknown-signal', `there is no signal "${name}"${near}`, path);
  }
  return found;
}

/** Whether effects may act on a signal. */
export function takesEffects({ json }: PlacedSignal): boolean {
  return json.baseline !== undefined || json.growth === 'weight';
}

/** The derivation of a signal; undefined when something is wrong with it, which is reported. Units are judged by `signalUnits`. */
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
    const hint = 'formulas and their inputs stand in the table of modules/README.md';
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

/** Signals that cannot be worked out without themselves. Each circle is told where it begins; all its names are given. */
export function checkCircles({ byName }: Names): ReadonlySet<string> {
  const found = new Set<string>();
  const sizes = growthNames(byName, 'weight', 'height');
  const inputsOf = ({ json }: PlacedSignal) => Object.values(json.derivation?.inputs ?? {});
  const followedBy = ({ json }: PlacedSignal) => (json.follows ?? []).map(({ signal }) => signal);
  const ceilingOf = ({ json }: PlacedSignal) => Object.keys(json.ceiling?.signals ?? {});
  const grownFrom = ({ json }: PlacedSignal) => (json.growth === 'body mass index' ? sizes : []);
  const anyOf = (signal: PlacedSignal) =>
    [inputsOf, followedBy, ceilingOf, grownFrom].flatMap((links) => links(signal));
  const linksIn = (links: Links) => (name: string) => {
    const signal = byName.get(name);
    return signal ? [...new Set(links(signal))] : [];
  };
  /** `own`: the links of which a circle has one; it is told from there. */
  const tell = (field: 'derivation' | 'follows' | 'ceiling', verb: string, links: Links, own: Links) => {
    for (const closed of circlesOf(byName.keys(), linksIn(links))) {
      const circle = closed.slice(0, -1);
      for (const name of circle) found.add(name);
      const first = circle.findIndex((name, i) =>
        linksIn(own)(name).includes(circle[(i + 1) % circle.length] as string),
      );
      if (first === -1) continue;
      const told = [...circle.slice(first), ...circle.slice(0, first + 1)];
      const { path, report } = byName.get(told[0] as string) as PlacedSignal;
      report.add('error', `${field}-circle`, `${verb} itself: ${told.join(' > ')}`, [...path, field]);
    }
  };
  tell('derivation', 'reads', inputsOf, inputsOf);
  tell('follows', 'follows', followedBy, followedBy);
  tell('ceiling', 'is below a ceiling that hangs on the signal', anyOf, ceilingOf);
  return found;
}

type Links = (signal: PlacedSignal) => readonly string[];

function growthNames(byName: Names['byName'], ...measures: readonly string[]): readonly string[] {
  return [...byName.values()].flatMap(({ name, json }) => (measures.includes(json.growth ?? '') ? [name] : []));
}
