import type { JsonObject } from '../../core/json.ts';
import { pathOf, type Steps } from '../path.ts';
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

/** What is wrong, and the member that it is wrong with. */
type Fault = readonly [member: 'system' | 'code' | 'display', message: string];

const UCUM = 'http://unitsofmeasure.org';

/** Systems whose displays are names with a kind in brackets behind: `Asthma (disorder)`. */
const SNOMED = 'http://snomed.info/sct';

/**
 * Judges codings and units by themselves, whether they are bound or not: that codes of code systems that are known as a whole exist, and that
 * displays that are known are as they should be.
 */
export class CodingRules {
  readonly #terminology: Terminology;
  readonly #displays: Displays;

  constructor(terminology: Terminology, displays: Displays) {
    this.#terminology = terminology;
    this.#displays = displays;
  }

  /** Judges an object that names a system, and stands at `steps` of its resource. */
  check(object: JsonObject, system: string, steps: Steps, tell: TellCoding): void {
    const { code } = object;
    const fault = typeof code === 'string' ? this.#coding(object, system, code) : this.#withoutCode(object, system);
    if (fault === undefined) return;
    const [member, message] = fault;
    const [kind, severity] =
      member === 'display' ? (['display', 'warning'] as const) : (['code-unknown', 'error'] as const);
    tell({ code: kind, severity, path: pathOf([...steps, member]), message });
  }

  #withoutCode({ code, _code }: JsonObject, system: string): Fault | undefined {
    if (code !== undefined || _code !== undefined || !this.#terminology.codeSystem(system)) return undefined;
    return ['system', `${system} is named without a code of it`];
  }

  #coding({ display }: JsonObject, system: string, code: string): Fault | undefined {
    if (system === UCUM) return this.#terminology.isUnit(code) ? undefined : ['code', `${code} is no unit of UCUM`];
    if (this.#terminology.codeSystem(system)?.has(code) === false) return ['code', `${code} is no code of ${system}`];
    const known = typeof display === 'string' ? this.#displays.of(system, code) : undefined;
    if (known === undefined || isSameDisplay(known, display as string, system)) return undefined;
    return ['display', `${system} calls ${code} "${known}", not "${display}"`];
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
