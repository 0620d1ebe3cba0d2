import { urlOf } from '../canonical.ts';
import { type BaseTypes, rootInvariants } from './base-types.ts';
import { lastStep, nameOfStep, parentOf, pathWithoutSlices, sliceOfStep } from './element-id.ts';
import type { BindingTable, DefinitionTable, ElementTable, TypeTable } from './tables.ts';

/** Where the base types define an element: the table, and the path in it. */
interface Place {
  readonly table: DefinitionTable;
  readonly path: string;
}

/**
 * What the elements of a profile ask beyond the base types; elements that ask nothing, and have nothing below that does, are left out.
 */
export function differenceOf(elements: readonly ElementTable[], type: string, baseTypes: BaseTypes): ElementTable[] {
  const bases = new BasePlaces(elements, type, baseTypes);
  const rest = elements.map((element) => beyond(element, bases.element(element.id), bases.known(element)));
  return withoutIdle(rest);
}

class BasePlaces {
  readonly #byId: ReadonlyMap<string, ElementTable>;
  readonly #type: string;
  readonly #baseTypes: BaseTypes;
  readonly #places = new Map<string, Place | undefined>();

  constructor(elements: readonly ElementTable[], type: string, baseTypes: BaseTypes) {
    this.#byId = new Map(elements.map((element) => [element.id, element]));
    this.#type = type;
    this.#baseTypes = baseTypes;
  }

  /** The base type's word on an element; undefined where it has none. */
  element(id: string): ElementTable | undefined {
    const place = this.#place(id);
    return place && elementAt(place);
  }

  /** The invariants that hold of an element without the profile. */
  known(element: ElementTable): ReadonlySet<string> {
    const known = new Set(this.element(element.id)?.invariants ?? []);
    const codes = element.id === '' ? [this.#type] : (element.types ?? []).map(({ code }) => code);
    for (const code of codes) for (const key of rootInvariants(code, this.#baseTypes)) known.add(key);
    return known;
  }

  #place(id: string): Place | undefined {
    if (this.#places.has(id)) return this.#places.get(id);
    const place = this.#find(id);
    this.#places.set(id, place);
    return place;
  }

  #find(id: string): Place | undefined {
    if (id === '') {
      const table = this.#baseTypes(this.#type);
      return table && { table, path: '' };
    }
    const name = nameOfStep(lastStep(id));
    const above = this.#place(parentOf(id));
    if (above === undefined) return undefined;
    const inside = inTable(above, name);
    if (inside) return inside;
    const types = this.#byId.get(parentOf(id))?.types ?? elementAt(above)?.types ?? [];
    for (const { code } of types) {
      const table = this.#baseTypes(code);
      const place = table && inTable({ table, path: '' }, name);
      if (place) return place;
    }
    return undefined;
  }
}

function elementAt({ table, path }: Place): ElementTable | undefined {
  return table.elements.find(({ id }) => id === path);
}

function inTable({ table, path }: Place, name: string): Place | undefined {
  const here = elementAt({ table, path });
  const head = here?.content ?? path;
  const id = head === '' ? name : `${head}.${name}`;
  return table.elements.some((element) => element.id === id) ? { table, path: id } : undefined;
}

function beyond(element: ElementTable, base: ElementTable | undefined, known: ReadonlySet<string>): ElementTable {
  const { id, min, max, list, types, binding, invariants = [], slicing, content, maxLength, fixed, pattern } = element;
  const step = lastStep(id);
  const isSlice = sliceOfStep(step) !== undefined;
  const asked = invariants.filter((key) => !known.has(key));
  const keepsMin = min !== undefined && (isSlice || min > (base?.min ?? 0)) && id !== '';
  const keepsMax = max !== undefined && max !== base?.max && !(max === 1 && !base?.list);
  const keepsBinding = binding !== undefined && !sameBinding(binding, base?.binding);
  const keepsTypes = types !== undefined && (step.includes('[x]:') || !sameTypes(types, base?.types ?? []));
  return {
    id,
    ...(keepsMin && { min }),
    ...(keepsMax && { max }),
    ...((list ?? base?.list) && { list: true as const }),
    ...(keepsTypes && { types }),
    ...(fixed !== undefined && { fixed }),
    ...(pattern !== undefined && { pattern }),
    ...(keepsBinding && { binding }),
    ...(asked.length > 0 && { invariants: asked }),
    ...(slicing && { slicing }),
    // Snapshots are known to name a slice here, which only one of the members is meant by.
    ...(content !== undefined && { content: pathWithoutSlices(content) }),
    ...(maxLength !== undefined && maxLength !== base?.maxLength && { maxLength }),
  };
}

function sameBinding(a: BindingTable, b: BindingTable | undefined): boolean {
  return b !== undefined && a.strength === b.strength && urlOf(a.valueSet) === urlOf(b.valueSet) && a.max === b.max;
}

function sameTypes(a: readonly TypeTable[], b: readonly TypeTable[]): boolean {
  const text = (types: readonly TypeTable[]): string =>
    types
      .map(({ code, profiles = [], targets = [] }) => [code, [...profiles].sort(), [...targets].sort()].join(' '))
      .sort()
      .join(';');
  return text(a) === text(b);
}

/**
 * Drops elements that ask nothing and lead to none that does, and slicing of which no slice is left. One with the content of another leads
 * to what stands below that.
 */
function withoutIdle(elements: readonly ElementTable[]): ElementTable[] {
  const { leadsOn } = walked(elements, new Set());
  return walked(elements, leadsOn).kept;
}

function walked(
  elements: readonly ElementTable[],
  contents: ReadonlySet<string>,
): { kept: ElementTable[]; leadsOn: Set<string> } {
  const kept: ElementTable[] = [];
  const leadsOn = new Set<string>();
  for (const element of [...elements].reverse()) {
    const { slicing, content, ...rest } = element;
    const keepsContent = content !== undefined && contents.has(content);
    if (!leadsOn.has(element.id) && !asks(element) && !keepsContent) continue;
    const isSliced = slicing && (leadsOn.has(`${element.id}:`) || slicing.rules === 'closed');
    kept.push({ ...rest, ...(isSliced && { slicing }), ...(keepsContent && { content }) });
    lead(element.id, leadsOn);
  }
  return { kept: kept.reverse(), leadsOn };
}

/** Marks all that leads to an element: what it stands under, what it is a slice of. */
function lead(element: string, leadsOn: Set<string>): void {
  for (let id = element; id !== ''; id = parentOf(id)) {
    leadsOn.add(parentOf(id));
    const step = lastStep(id);
    if (sliceOfStep(step) === undefined) continue;
    const sliced = id.slice(0, id.length - step.length) + nameOfStep(step);
    leadsOn.add(sliced).add(`${sliced}:`);
    // A slice of a slice.
    const slash = step.lastIndexOf('/');
    if (slash === -1) continue;
    const whole = id.slice(0, id.length - step.length + slash);
    leadsOn.add(whole).add(`${whole}:`);
  }
}

/** Whether an element asks something itself. Extensions are judged by the definition that their url names, slice or not. */
function asks(element: ElementTable): boolean {
  const { id: _, list: __, types = [], slicing, content: ___, ...rest } = element;
  return slicing?.rules === 'closed' || Object.keys(rest).length > 0 || types.some(({ code }) => code !== 'Extension');
}
