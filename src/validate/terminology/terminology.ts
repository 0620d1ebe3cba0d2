import { urlOf } from '../canonical.ts';
import { isCurrency, isLanguage, isMimeType, RULES } from './rules.ts';
import type { ValueSetTable } from './table.ts';
import { type HasCode, ListedValueSet, type ValueSet, type ValueSets } from './value-set.ts';

/** Says whether a text is a unit of UCUM. */
export type IsUnit = (unit: string) => boolean;

/** Units that are looked up again and again are judged once; more than this many different ones are no longer remembered. */
const REMEMBERED_UNITS = 10_000;

/** Value sets and code systems by their canonical URLs. What is asked for first is unpacked then. */
export class Terminology implements ValueSets {
  readonly #table: ValueSetTable;
  readonly #isUnit: IsUnit;
  readonly #units = new Map<string, boolean>();
  readonly #lists = new Map<number, ReadonlySet<string>>();
  readonly #valueSets = new Map<string, ValueSet | undefined>();
  readonly #codeSystems = new Map<string, ReadonlySet<string> | undefined>();

  constructor(table: ValueSetTable, isUnit: IsUnit) {
    this.#table = table;
    this.#isUnit = isUnit;
  }

  /** By URL or `URL|version`; where versions differ and none is named, or another one, that of the default guide. */
  valueSet(url: string): ValueSet | undefined {
    const known = this.#valueSets.get(url);
    if (known !== undefined || this.#valueSets.has(url)) return known;
    const { sets } = this.#table;
    const name = [url, urlOf(url)].find((each) => Object.hasOwn(sets, each));
    const parts = name === undefined ? undefined : sets[name];
    const check =
      parts && new ListedValueSet(parts.map(([system, list]) => [this.#system(system), this.#codes(system, list)]));
    this.#valueSets.set(url, check);
    return check;
  }

  /** The codes of a system that is known completely; undefined for any other. */
  codeSystem(url: string): ReadonlySet<string> | undefined {
    const known = this.#codeSystems.get(url);
    if (known !== undefined || this.#codeSystems.has(url)) return known;
    const { complete } = this.#table;
    const list = Object.hasOwn(complete, url) ? complete[url] : undefined;
    const check = list === undefined ? undefined : this.#list(list);
    this.#codeSystems.set(url, check);
    return check;
  }

  /** Whether a text is a unit of UCUM. */
  isUnit(unit: string): boolean {
    if (this.#list(this.#table.commonUnits).has(unit)) return true;
    const known = this.#units.get(unit);
    if (known !== undefined) return known;
    const judged = this.#isUnit(unit);
    if (this.#units.size < REMEMBERED_UNITS) this.#units.set(unit, judged);
    return judged;
  }

  #system(index: number): string {
    return this.#table.systems[index] ?? '';
  }

  #codes(system: number, list: number): HasCode {
    if (list !== -1) {
      const codes = this.#list(list);
      return (code) => codes.has(code);
    }
    switch (RULES[this.#system(system)]) {
      case 'ucum':
        return (code) => this.isUnit(code);
      case 'language':
        return isLanguage;
      case 'mime-type':
        return isMimeType;
      case 'currency':
        return isCurrency;
      default:
        return () => undefined;
    }
  }

  #list(index: number): ReadonlySet<string> {
    const known = this.#lists.get(index);
    if (known) return known;
    const codes = new Set((this.#table.lists[index] ?? '').split('|'));
    this.#lists.set(index, codes);
    return codes;
  }
}
