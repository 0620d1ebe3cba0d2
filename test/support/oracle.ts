import fhirpath from 'fhirpath';
import model from 'fhirpath/fhir-context/r4';
import type { Json, JsonObject } from '../../src/core/json.ts';

/** An element with what is around it. */
export interface Place {
  readonly element: Json;
  /** The object that has the element, where it is the value of a choice. */
  readonly parent: JsonObject;
  readonly resource: JsonObject;
  readonly root: JsonObject;
}

/**
 * What fhirpath.js says of an invariant at a path; nothing, which FHIR counts as not fulfilled, is false. Values of choices are judged
 * from their parents, which know their types.
 */
export function verdictOf(at: string, expression: string): (place: Place) => boolean {
  const choice = /^(.*)\.(\w+)\[x\]$/.exec(at);
  const path = choice
    ? { base: choice[1] as string, expression: `${choice[2]}.select(${expression})` }
    : { base: at, expression };
  const evaluate = fhirpath.compile(path, model, { traceFn: () => {} });
  return ({ element, parent, resource, root }) => {
    const subject = structuredClone(choice ? parent : element);
    const variables = { resource: structuredClone(resource), rootResource: structuredClone(root), context: subject };
    const result = evaluate(subject as never, variables as never) as unknown[];
    return result.length > 0 && !(result.length === 1 && result[0] === false);
  };
}
