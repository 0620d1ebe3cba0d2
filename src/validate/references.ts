import { REFERENCE_TARGETS } from './generated/reference-targets.ts';
import { type Json, type JsonObject, listOf, type ResourceJson } from './json.ts';

/**
 * Calls `onReference` for every literal reference in a resource and `onPeriod` for every Period that has both ends. Walks the whole
 * resource: extensions and contained resources refer as well.
 */
export function walk(
  resource: ResourceJson,
  onReference: (target: string, steps: readonly (string | number)[]) => void,
  onPeriod: (start: string, end: string, steps: readonly (string | number)[]) => void,
): void {
  new Walker(onReference, onPeriod).object(resource);
}

class Walker {
  readonly #onReference: (target: string, steps: readonly (string | number)[]) => void;
  readonly #onPeriod: (start: string, end: string, steps: readonly (string | number)[]) => void;
  readonly #steps: (string | number)[] = [];

  constructor(
    onReference: (target: string, steps: readonly (string | number)[]) => void,
    onPeriod: (start: string, end: string, steps: readonly (string | number)[]) => void,
  ) {
    this.#onReference = onReference;
    this.#onPeriod = onPeriod;
  }

  object(object: JsonObject): void {
    const { reference, start, end } = object;
    if (typeof reference === 'string') this.#onReference(reference, this.#steps);
    if (typeof start === 'string' && typeof end === 'string') this.#onPeriod(start, end, this.#steps);
    for (const key in object) {
      const value = object[key];
      if (typeof value !== 'object' || value === null) continue;
      this.#steps.push(key);
      if (Array.isArray(value)) this.#list(value);
      else this.object(value as JsonObject);
      this.#steps.pop();
    }
  }

  #list(values: readonly Json[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== 'object' || value === null) continue;
      this.#steps.push(i);
      if (!Array.isArray(value)) this.object(value as JsonObject);
      this.#steps.pop();
    }
  }
}

/** `participant[0].individual` of the steps of a walk. */
export function pathOf(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}

/** The types that a reference may have which stands at `steps` in a resource of a type; undefined when any. */
export function allowedTargets(type: string, steps: readonly (string | number)[]): readonly string[] | undefined {
  const targets = REFERENCE_TARGETS[type];
  if (targets === undefined) return undefined;
  const element =
    steps.length === 1 ? (steps[0] as string) : steps.filter((step) => typeof step === 'string').join('.');
  return targets[element];
}

/** The type and id that a reference names: `Type/id`, at the end of a URL or alone, with or without a version. */
export function targetOf(reference: string): { type: string; name: string } | undefined {
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]+)?$/.exec(reference);
  return match ? { type: match[1] as string, name: `${match[1]}/${match[2]}` } : undefined;
}

/** The ids of contained resources, with their types. */
export function containedTypes(resource: ResourceJson): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const contained of listOf(resource['contained'])) {
    const { id, resourceType } = contained as JsonObject;
    if (typeof id === 'string' && typeof resourceType === 'string') types.set(id, resourceType);
  }
  return types;
}
