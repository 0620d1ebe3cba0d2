import { readFileSync } from 'node:fs';
import { loadUcumNow, type UcumChecker } from '../../core/units.ts';
import { type Displays, KnownDisplays } from './displays.ts';
import type { ValueSetTable } from './table.ts';
import { type IsUnit, Terminology } from './terminology.ts';

/** What is known of codes. Several judges can share it. */
export interface CodeKnowledge {
  readonly terminology: Terminology;
  readonly displays: Displays;
}

/** Reads what is known of codes, displays when the first is asked for. */
export function loadCodeKnowledge(): CodeKnowledge {
  return { terminology: loadTerminology(), displays: new KnownDisplays() };
}

/** Reads the tables of value sets and code systems (some 300 KB): a few milliseconds, at each call. */
export function loadTerminology(isUnit: IsUnit = ucumGrammar()): Terminology {
  const url = new URL('../../../src/validate/data/value-sets.json', import.meta.url);
  return new Terminology(JSON.parse(readFileSync(url, 'utf8')) as ValueSetTable, isUnit);
}

/** Judges by the grammar of UCUM, whose table is loaded when the first unit comes that is not a common one. */
function ucumGrammar(): IsUnit {
  const loaded: { checker?: UcumChecker } = {};
  return (unit) => {
    loaded.checker ??= loadUcumNow();
    return loaded.checker.isUcum(unit);
  };
}
