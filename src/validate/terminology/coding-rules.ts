import { isObject, type Json, type JsonObject, type ResourceJson } from '../../core/json.ts';
import type { Displays } from './displays.ts';
import type { Terminology } from './terminology.ts';

/** What is wrong with a coding, wherever it stands. `path` is a path of properties and indices without the type. */
export interface CodingFinding {
  readonly code: 'code-unknown' | 'display';
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly message: string;
}

export type TellCoding = (finding: CodingFinding) => void;

const UCUM = 'http://unitsofmeasure.org';

/** Systems whose displays are names with a kind in brackets behind: `Asthma (disorder)`. */
const SNOMED = 'http://snomed.info/sct';

/**
 * Judges every coding and unit of a resource by itself, whether it is bound or not: that codes of code systems that are known as a whole
 * exist, and that displays that are known are as they should be.
 */
export class CodingRules {
  readonly #terminology: Terminology;
  readonly #displays: Displays;
  readonly #steps: (string | number)[] = [];
  #tell: TellCoding = () => {};

  constructor(terminology: Terminology, displays: Displays) {
    this.#terminology = terminology;
    this.#displays = displays;
  }

  check(resource: ResourceJson, tell: TellCoding): void {
    this.#tell = tell;
    this.#steps.length = 0;
    this.#object(resource);
  }

  #object(object: JsonObject): void {
    const { system, code } = object;
    if (typeof system === 'string') {
      if (typeof code === 'string') this.#coding(object, system, code);
      else if (code === undefined && object['_code'] === undefined && this.#terminology.codeSystem(system)) {
        this.#say('code-unknown', 'error', 'system', `${system} is named without a code of it`);
      }
    }
    for (const key in object) {
      const value = object[key];
      if (typeof value === 'object' && value !== null) this.#value(key, value);
    }
  }

  #value(step: string | number, value: Json): void {
    this.#steps.push(step);
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        const item = value[i];
        if (typeof item === 'object' && item !== null) this.#value(i, item);
      }
    } else if (isObject(value)) this.#object(value);
    this.#steps.pop();
  }

  #coding(coding: JsonObject, system: string, code: string): void {
    if (system === UCUM) {
      if (!this.#terminology.isUnit(code)) this.#say('code-unknown', 'error', 'code', `${code} is no unit of UCUM`);
      return;
    }
    if (this.#terminology.codeSystem(system)?.has(code) === false) {
      this.#say('code-unknown', 'error', 'code', `${code} is no code of ${system}`);
      return;
    }
    const { display } = coding;
    if (typeof display !== 'string') return;
    const known = this.#displays.of(system, code);
    if (known === undefined || isSameDisplay(known, display, system)) return;
    this.#say('display', 'warning', 'display', `${system} calls ${code} "${known}", not "${display}"`);
  }

  #say(code: CodingFinding['code'], severity: CodingFinding['severity'], name: string, message: string): void {
    let path = '';
    for (const step of [...this.#steps, name])
      path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
    this.#tell({ code, severity, path, message });
  }
}

/** Case, white space and the kind that SNOMED CT puts behind names do not count. */
function isSameDisplay(known: string, display: string, system: string): boolean {
  return known === display || plain(known, system) === plain(display, system);
}

function plain(display: string, system: string): string {
  const text = display.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return system === SNOMED ? text.replace(/ \([^()]*\)$/, '') : text;
}
