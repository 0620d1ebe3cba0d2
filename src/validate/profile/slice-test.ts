import { isObject, type Json, type JsonObject, listOf, textOf } from '../../core/json.ts';
import { claimsOf, urlOf } from '../canonical.ts';
import type { ValueSet } from '../terminology/value-set.ts';
import { type ElementNode, elementTree } from './element-tree.ts';
import type { Host } from './host.ts';
import { type Demand, referredType, valueSetOf } from './leaf-checks.ts';
import { capital } from './make-table.ts';
import { equals, fits } from './matching.ts';
import type { DiscriminatorTable, SlicingTable } from './tables.ts';

/** Whether a member of a list belongs to a slice. */
export type SliceTest = (value: Json) => boolean;

/** The test by which members of a slice are known; undefined where its discriminators do not tell. */
export function sliceTest(
  slicing: SlicingTable,
  slice: ElementNode,
  host: Host,
  demand: Demand,
): SliceTest | undefined {
  const discriminators = new Discriminators(host, demand);
  const tests = slicing.by.map((discriminator) => discriminators.test(discriminator, slice));
  const known = tests.filter((test) => test !== undefined);
  if (known.length === 0 || known.length < tests.length) return undefined;
  const [only] = known;
  return known.length === 1 ? only : (value) => known.every((test) => test(value));
}

class Discriminators {
  readonly #host: Host;
  readonly #demand: Demand;

  constructor(host: Host, demand: Demand) {
    this.#host = host;
    this.#demand = demand;
  }

  test({ type, path }: DiscriminatorTable, slice: ElementNode): SliceTest | undefined {
    const steps = stepsOf(path);
    for (const node of this.#descend(slice, steps)) {
      const test = this.#testAt(type, node, steps);
      if (test) return test;
    }
    return undefined;
  }

  #testAt(type: DiscriminatorTable['type'], node: ElementNode, steps: readonly string[]): SliceTest | undefined {
    if (type === 'exists') return existenceTest(node, steps);
    if (type === 'type' || type === 'profile') return this.#typeTest(node, steps);
    const test = this.#valueTest(node);
    if (test === undefined || steps.length === 0) return test;
    return (value) => some(value, steps, 0, test);
  }

  /** The elements of a slice that a path leads to; in profiles of its type, where the slice itself does not name any. */
  #descend(slice: ElementNode, steps: readonly string[]): readonly ElementNode[] {
    let nodes: readonly ElementNode[] = [slice];
    for (const step of steps) if (step !== 'resolve()') nodes = nodes.flatMap((node) => this.#below(node, step));
    return nodes;
  }

  #below(node: ElementNode, step: string): readonly ElementNode[] {
    const next = step.startsWith("extension('")
      ? this.#extensionNode(node, step.slice(11, -2))
      : (childOf(node, step) ?? this.#childInProfile(node, step));
    // What the element leaves open, a slice of it may say.
    return next === undefined ? [] : [next, ...next.slices.values()];
  }

  #extensionNode(node: ElementNode, url: string): ElementNode | undefined {
    for (const slice of node.children.get('extension')?.slices.values() ?? []) {
      if (slice.element.types?.some(({ profiles }) => profiles?.includes(url))) return slice;
    }
    return undefined;
  }

  #childInProfile(node: ElementNode, step: string): ElementNode | undefined {
    for (const { profiles = [] } of node.element.types ?? []) {
      for (const url of profiles) {
        const table = this.#host.definition(url, this.#demand.guide);
        const child = table && childOf(elementTree(table), step);
        if (child) return child;
        // An extension that is not known has its own URL all the same.
        if (step === 'url') return bareNode('url', urlOf(url));
      }
    }
    return undefined;
  }

  /** Whether a value has what an element, or the elements below it, have fixed, as a pattern, or in a required set. */
  #valueTest(node: ElementNode): SliceTest | undefined {
    const { fixed, pattern, binding } = node.element;
    if (fixed !== undefined) return (value) => equals(value, fixed);
    if (pattern !== undefined) return (value) => fits(pattern, value);
    const below = this.#testsBelow(node);
    if (below.length > 0) return (value) => below.every((test) => test(value));
    if (binding === undefined) return undefined;
    const set = valueSetOf(this.#host, binding.valueSet, this.#demand.guide);
    return set && ((value) => isIn(set, value));
  }

  #testsBelow(node: ElementNode): SliceTest[] {
    const tests: SliceTest[] = [];
    for (const [name, child] of node.children) {
      for (const inner of [child, ...child.slices.values()]) {
        const test = this.#valueTest(inner);
        if (test === undefined) continue;
        const steps = [name.replace('[x]', '')];
        tests.push((value) => some(value, steps, 0, test));
      }
    }
    return tests;
  }

  /** By the type of a resource, of what a Reference leads to, or of a choice. */
  #typeTest(node: ElementNode, steps: readonly string[]): SliceTest | undefined {
    const types = node.element.types ?? [];
    const profiles = types.flatMap((type) => [...(type.profiles ?? []), ...(type.targets ?? [])]);
    const allowed = new Set([...types.map(({ code }) => code), ...profiles.map((url) => this.#typeOf(url))]);
    if (allowed.size === 0) return undefined;
    const own = steps.filter((step) => step !== 'resolve()');
    const last = own.at(-1);
    const isOf: SliceTest = (item) => isObject(item) && this.#isOf(item, allowed, profiles);
    return (value) => {
      if (
        last !== undefined &&
        isObject(value) &&
        choiceKeys(value, last).some((key) => allowedKey(key, last, allowed))
      )
        return true;
      return some(value, own, 0, isOf);
    };
  }

  #typeOf(url: string): string | undefined {
    return this.#host.base(url) ? url : this.#host.definition(url, this.#demand.guide)?.type;
  }

  #isOf(item: JsonObject, allowed: ReadonlySet<string | undefined>, profiles: readonly string[]): boolean {
    const type = textOf(item['resourceType']) ?? referredType(this.#host, item);
    if (type === undefined || !allowed.has(type)) return false;
    const claims = claimsOf(item);
    const known = claims.map(urlOf);
    return claims.length === 0 || profiles.length === 0 || profiles.some((url) => known.includes(urlOf(url)));
  }
}

function bareNode(name: string, fixed: Json): ElementNode {
  return { element: { id: name, fixed }, name, children: new Map(), slices: new Map() };
}

function childOf({ children }: ElementNode, name: string): ElementNode | undefined {
  const child = children.get(name);
  if (child) return child;
  const choice = children.get(`${name}[x]`);
  return choice?.slices.size === 1 ? [...choice.slices.values()][0] : choice;
}

/** The steps of a path: `$this` is none, and a type that is named changes nothing. */
function stepsOf(path: string): readonly string[] {
  const steps = path.match(/extension\('[^']*'\)|(?:ofType|as)\([^)]*\)|[^.]+/g) ?? [];
  return steps.filter((step) => step !== '$this' && !/^(?:ofType|as)\(/.test(step));
}

/** Whether something that a path leads to passes a test. */
function some(value: Json, steps: readonly string[], at: number, test: SliceTest): boolean {
  const step = steps[at];
  if (step === undefined) return test(value);
  if (!isObject(value)) return false;
  if (step.startsWith("extension('")) {
    const url = step.slice(11, -2);
    return listOf(value['extension']).some(
      (part) => isObject(part) && part['url'] === url && some(part, steps, at + 1, test),
    );
  }
  const found = value[step];
  if (Array.isArray(found)) {
    for (const item of found as readonly Json[]) if (some(item, steps, at + 1, test)) return true;
    return false;
  }
  if (found !== undefined) return some(found, steps, at + 1, test);
  return choiceKeys(value, step).some((key) => some(value[key] as Json, steps, at + 1, test));
}

/** The names of a choice that an object has: `valueQuantity` for `value`. */
function choiceKeys(value: JsonObject, name: string): string[] {
  return Object.keys(value).filter(
    (key) => key.length > name.length && key.startsWith(name) && /[A-Z]/.test(key.charAt(name.length)),
  );
}

function allowedKey(key: string, name: string, allowed: ReadonlySet<string | undefined>): boolean {
  for (const type of allowed) if (type !== undefined && key === name + capital(type)) return true;
  return false;
}

function existenceTest(node: ElementNode, steps: readonly string[]): SliceTest {
  const isThere: SliceTest = (value) => some(value, steps, 0, () => true);
  return node.element.max === 0 ? (value) => !isThere(value) : isThere;
}

/** Whether a code, Coding or CodeableConcept has a code of a set; a code that has no system though it could is of none. */
function isIn(set: ValueSet, value: Json): boolean {
  if (typeof value === 'string') return set.has(undefined, value) === true;
  if (!isObject(value)) return false;
  if (value['coding'] !== undefined)
    return listOf(value['coding']).some((coding) => isObject(coding) && isIn(set, coding));
  const { system, code } = value;
  return typeof system === 'string' && typeof code === 'string' && set.has(system, code) === true;
}
