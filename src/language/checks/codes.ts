import { isKnownSystem } from '../../core/code.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { ValueSets } from '../../reference/value-sets.ts';
import { textOf } from '../loose-json.ts';
import type { Check, CheckedModule } from './check.ts';
import { objectsIn, type PlacedObject } from './walk.ts';

/**
 * Codes are of a known system; those of strict files stand in a value set, with its display. Each code of a file is told
 * once. Without value sets only the systems are judged.
 */
export const codes: Check = {
  codes: ['unknown-system', 'code-unlisted', 'code-display'],
  check({ modules, signals, resources: { valueSets } }) {
    for (const module of modules) {
      for (const found of distinctCodes(module)) {
        if (!checkSystem(found, module)) continue;
        if (module.strict && valueSets) checkListed(found, module, valueSets);
      }
    }
    for (const { header, signals: placed, report } of signals) {
      const codesOfSignals = placed.flatMap(({ json, path }) => objectsIn(json.codes, [...path, 'codes']));
      for (const found of codesOfSignals) {
        if (!checkSystem(found, { report, severity: 'error' })) continue;
        if (header.strict === true && valueSets) checkListed(found, { report }, valueSets);
      }
    }
  },
};

/** The first place of each code and display. */
function distinctCodes({ parsed }: CheckedModule): readonly PlacedObject[] {
  const { attributes, targets } = parsed.header;
  const states = Object.fromEntries(parsed.states);
  const found = new Map<string, PlacedObject>();
  for (const object of objectsIn({ attributes, targets, states }, [])) {
    const { system, code, display } = object.json;
    if (typeof system !== 'string' || typeof code !== 'string') continue;
    const key = JSON.stringify([system, code, display]);
    if (!found.has(key)) found.set(key, object);
  }
  return [...found.values()];
}

const SYSTEM_NAMES = ['SNOMED-CT', 'LOINC', 'RxNorm', 'CVX', 'ICD-10-CM', 'NUBC', 'UCUM'];

/** Whether a code is of a known system; tells when it is not. */
export function checkSystem(
  { json, path }: PlacedObject,
  { report, severity }: Pick<CheckedModule, 'report' | 'severity'>,
): boolean {
  const system = textOf(json['system']);
  if (isKnownSystem(system)) return true;
  const near = didYouMean(system, SYSTEM_NAMES);
  const hint = `write its short name (${SYSTEM_NAMES.join(', ')}), or its URI`;
  report.add(severity, 'unknown-system', `code system "${system}" is not known${near}`, [...path, 'system'], hint);
  return false;
}

/** Tells when a code is in no value set, or there under another display. */
export function checkListed(
  { json, path }: PlacedObject,
  { report }: Pick<CheckedModule, 'report'>,
  valueSets: ValueSets,
): void {
  const [system, code, display] = [textOf(json['system']), textOf(json['code']), textOf(json['display'])];
  const official = valueSets.displayOf(system, code);
  if (official === display) return;
  if (official !== undefined) {
    const message = `${system} ${code} is "${official}", not "${display}"`;
    report.add('error', 'code-display', message, [...path, 'display'], 'write the display of the value set');
    return;
  }
  const [meant] = [...valueSets.codesOf(system)].find(([, known]) => known === display) ?? [];
  const hint =
    meant === undefined
      ? 'add it to a file of valuesets/; modules of your own may leave "strict" out'
      : `"${display}" is ${meant}`;
  report.add('error', 'code-unlisted', `${system} ${code} is in no value set`, [...path, 'code'], hint);
}
