import { isResource, type Json, listOf, type ResourceJson } from '../core/json.ts';
import type { RawFault, Validator } from './generated/structure.js';
import * as generated from './generated/structure.js';
import { pathOfPointer } from './path.ts';

/** A fault of structure: where in the resource, and what. */
export interface StructureFault {
  /** As a path of properties and indices, without the type: `component[0].code`. */
  readonly path: string;
  readonly message: string;
}

const VALIDATORS: ReadonlyMap<string, Validator> = new Map(Object.entries(generated));

/** Whether there is a validator for a resource type. */
export function isJudged(type: string): boolean {
  return VALIDATORS.has(type);
}

/**
 * The first fault of structure of a resource, against the hardened FHIR R4 schema: unknown and missing properties, types, lists,
 * formats, codes of required bindings, choices. Undefined when there is none, or its type is not judged.
 */
export function structureFault(resource: ResourceJson): StructureFault | undefined {
  const validate = VALIDATORS.get(resource.resourceType);
  if (validate && !validate(resource)) {
    const fault = validate.errors?.[0];
    if (fault) return { path: pathOfPointer(fault.instancePath), message: messageOf(fault) };
  }
  return resource['contained'] === undefined ? undefined : containedFault(resource);
}

function containedFault(resource: ResourceJson): StructureFault | undefined {
  for (const [i, contained] of listOf(resource['contained']).entries()) {
    const fault = isResource(contained) ? structureFault(contained) : undefined;
    if (fault) return { path: `contained[${i}].${fault.path}`, message: fault.message };
  }
  return undefined;
}

function messageOf({ keyword, params }: RawFault): string {
  switch (keyword) {
    case 'additionalProperties':
      return `"${params['additionalProperty']}" is no element here`;
    case 'required':
      return `"${params['missingProperty']}" is missing`;
    case 'given':
      return `"${params['names']}" is missing`;
    case 'choices':
      return `exactly one of ${params['names']} may be there, and none only where it is optional`;
    case 'type':
      return `must be of JSON type ${params['type']}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as readonly Json[]).join(', ')}`;
    case 'const':
      return `must be "${params['allowedValue']}"`;
    case 'minItems':
      return 'a list must not be empty';
    case 'minimum':
    case 'maximum':
      return `must be ${params['comparison']} ${params['limit']}`;
    case 'pattern':
      return 'the text is not of the form that its type asks for';
    default:
      return `breaks the rule "${keyword}" of the FHIR schema`;
  }
}
