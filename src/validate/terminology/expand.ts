import { isObject, type Json, type JsonObject, listOf, textOf } from '../../core/json.ts';
import { urlOf } from '../canonical.ts';

/** Codes of one system; `undefined` where the system, or the part of it that is meant, is not at hand. */
export type CodesOfSystem = ReadonlySet<string> | undefined;

/** What a value set holds, by system. A system that is not named holds nothing of it. */
export type Expansion = ReadonlyMap<string, CodesOfSystem>;

/** Where definitions are found, by canonical URL without version. */
export interface Definitions {
  codeSystem(url: string): JsonObject | undefined;
  valueSet(url: string): JsonObject | undefined;
}

/** A concept of a code system, with the codes above it. */
interface Concept {
  readonly json: JsonObject;
  readonly above: readonly string[];
}

/**
 * The codes of a value set. Throws where a definition that it includes is missing: an expansion that is less than what it says would
 * turn down codes that belong.
 */
export function expand(valueSet: JsonObject, definitions: Definitions): Expansion {
  return new Expander(definitions).valueSet(valueSet);
}

/** All codes of a code system, in its order. */
export function codesOf(codeSystem: JsonObject): readonly string[] {
  return [...conceptsOf(codeSystem).keys()];
}

class Expander {
  readonly #definitions: Definitions;
  readonly #open = new Set<string>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  valueSet(valueSet: JsonObject): Expansion {
    const compose = valueSet['compose'];
    if (!isObject(compose)) return listed(valueSet['expansion']);
    const found = new Map<string, CodesOfSystem>();
    for (const include of listOf(compose['include'])) {
      for (const [system, codes] of this.#include(include as JsonObject)) {
        found.set(system, found.has(system) ? union(found.get(system), codes) : codes);
      }
    }
    for (const exclude of listOf(compose['exclude'])) {
      for (const [system, codes] of this.#include(exclude as JsonObject)) {
        if (found.has(system)) found.set(system, difference(found.get(system), codes));
      }
    }
    return found;
  }

  /** What one include means: of a system, of value sets, or what is in all of them. */
  #include(include: JsonObject): Expansion {
    const system = systemOf(include);
    const parts = listOf(include['valueSet']).map((url) => this.#imported(String(url)));
    if (system !== undefined) parts.unshift(new Map([[system, this.#ofSystem(system, include)]]));
    const [first, ...others] = parts;
    if (first === undefined) throw new Error('a value set includes nothing');
    return others.reduce(intersection, first);
  }

  #imported(canonical: string): Expansion {
    const url = urlOf(canonical);
    const valueSet = this.#definitions.valueSet(url);
    if (valueSet === undefined) throw new Error(`the value set ${url} is not at hand`);
    if (this.#open.has(url)) throw new Error(`the value set ${url} includes itself`);
    this.#open.add(url);
    const expansion = this.valueSet(valueSet);
    this.#open.delete(url);
    return expansion;
  }

  #ofSystem(system: string, include: JsonObject): CodesOfSystem {
    const concepts = listOf(include['concept']);
    if (concepts.length > 0) return new Set(concepts.map((concept) => String((concept as JsonObject)['code'])));
    const codeSystem = this.#definitions.codeSystem(system);
    if (codeSystem === undefined || codeSystem['content'] !== 'complete') return undefined;
    const all = conceptsOf(codeSystem);
    const filters = listOf(include['filter']) as readonly JsonObject[];
    const codes = [...all].filter(([code, concept]) => filters.every((filter) => fits(code, concept, filter)));
    return new Set(codes.map(([code]) => code));
  }
}

function systemOf(include: JsonObject): string | undefined {
  const system = textOf(include['system']);
  return system === undefined ? undefined : urlOf(system);
}

function listed(expansion: Json | undefined): Expansion {
  const found = new Map<string, Set<string>>();
  const add = (parent: Json | undefined) => {
    for (const contained of listOf(isObject(parent) ? parent['contains'] : undefined)) {
      const { system, code } = contained as JsonObject;
      if (typeof system === 'string' && typeof code === 'string') {
        found.set(system, (found.get(system) ?? new Set()).add(code));
      }
      add(contained);
    }
  };
  add(expansion);
  if (found.size === 0) throw new Error('a value set has neither definition nor expansion');
  return found;
}

function conceptsOf(codeSystem: JsonObject): ReadonlyMap<string, Concept> {
  const found = new Map<string, Concept>();
  const add = (concepts: Json | undefined, above: readonly string[]) => {
    for (const json of listOf(concepts) as readonly JsonObject[]) {
      const code = String(json['code']);
      const parents = propertiesOf(json, 'subsumedBy');
      found.set(code, { json, above: [...above, ...parents] });
      add(json['concept'], [...above, code]);
    }
  };
  add(codeSystem['concept'], []);
  return withAncestors(found);
}

/** Adds what is above the parents that concepts name as a property. */
function withAncestors(concepts: ReadonlyMap<string, Concept>): ReadonlyMap<string, Concept> {
  const above = (code: string, seen: Set<string>): Set<string> => {
    for (const parent of concepts.get(code)?.above ?? []) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      above(parent, seen);
    }
    return seen;
  };
  return new Map([...concepts].map(([code, { json }]) => [code, { json, above: [...above(code, new Set())] }]));
}

function propertiesOf(concept: JsonObject, code: string): readonly string[] {
  return (listOf(concept['property']) as readonly JsonObject[])
    .filter((property) => property['code'] === code)
    .map((property) => {
      const key = Object.keys(property).find((name) => name.startsWith('value'));
      const value = key === undefined ? undefined : property[key];
      return String(isObject(value) ? value['code'] : value);
    });
}

function fits(code: string, { json, above }: Concept, filter: JsonObject): boolean {
  const { property, op, value } = filter as { property: string; op: string; value: string };
  switch (op) {
    case 'is-a':
      return code === value || above.includes(value);
    case 'descendent-of':
      return above.includes(value);
    case 'is-not-a':
      return code !== value && !above.includes(value);
    case '=':
      return property === 'code' || property === 'concept'
        ? code === value
        : propertiesOf(json, property).includes(value);
    case 'in':
      return value.split(',').some((each) => each.trim() === code);
    case 'regex':
      return new RegExp(`^(?:${value})$`).test(
        property === 'code' || property === 'concept' ? code : String(json[property] ?? ''),
      );
    default:
      throw new Error(`the filter ${property} ${op} ${value} is not known`);
  }
}

function union(a: CodesOfSystem, b: CodesOfSystem): CodesOfSystem {
  return a === undefined || b === undefined ? undefined : new Set([...a, ...b]);
}

function difference(a: CodesOfSystem, b: CodesOfSystem): CodesOfSystem {
  return a === undefined || b === undefined ? undefined : new Set([...a].filter((code) => !b.has(code)));
}

function intersection(a: Expansion, b: Expansion): Expansion {
  const found = new Map<string, CodesOfSystem>();
  for (const [system, codes] of a) {
    if (!b.has(system)) continue;
    const others = b.get(system);
    found.set(
      system,
      codes === undefined || others === undefined ? undefined : new Set([...codes].filter((code) => others.has(code))),
    );
  }
  return found;
}
