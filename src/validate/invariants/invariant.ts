import type { Json, JsonObject, ResourceJson } from '../../core/json.ts';

/** What an invariant may look at beside the element that it is about. */
export interface InvariantContext {
  /** The innermost resource around the element: `%resource`. */
  readonly resource: ResourceJson;
  /** The outermost resource that is no Bundle: `%rootResource`; the container of a contained resource. */
  readonly root: ResourceJson;
}

/**
 * Whether an invariant holds for an element of the constrained path: an object, or the value of a primitive. Elements have the JSON type
 * that their structure demands; what is inside of them may be anything.
 */
export type Invariant = (element: Json, context: InvariantContext) => boolean;

/** An invariant of a published definition. Keys are reused with other expressions, so that both name it. */
export interface InvariantRule {
  readonly key: string;
  readonly expression: string;
  /** A path that has it, as in the definition: `Observation.component`. */
  readonly at: string;
  readonly holds: Invariant;
}

/** A rule about elements that are objects. */
export function rule(
  key: string,
  at: string,
  expression: string,
  holds: (element: JsonObject, context: InvariantContext) => boolean,
): InvariantRule {
  return { key, at, expression, holds: holds as Invariant };
}

/** A rule about elements that may be primitives. */
export function valueRule(
  key: string,
  at: string,
  expression: string,
  holds: (element: Json) => boolean,
): InvariantRule {
  return { key, at, expression, holds };
}
