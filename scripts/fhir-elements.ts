/** Reads from StructureDefinitions what the JSON schema does not say: required primitives, choices, targets of references. */
import type { ElementRules, Schema } from './fhir-schema.ts';

interface ElementType {
  readonly code: string;
  readonly targetProfile?: readonly string[];
}

interface Element {
  readonly id: string;
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly type?: readonly ElementType[];
  readonly contentReference?: string;
}

export interface StructureDefinition {
  readonly resourceType: string;
  readonly name: string;
  readonly type: string;
  readonly kind: string;
  readonly derivation?: string;
  readonly snapshot: { readonly element: readonly Element[] };
}

/** The name of the schema definition that holds the element at a path; undefined where the schema has none. */
function ownerOf(path: string, schema: Readonly<Record<string, Schema>>): string | undefined {
  const [first = '', ...steps] = path.split('.').slice(0, -1);
  let owner: string | undefined = first;
  for (const step of steps) {
    const property: Schema | undefined = owner === undefined ? undefined : schema[owner]?.properties?.[step];
    owner = (property?.items ?? property)?.$ref?.replace('#/definitions/', '');
  }
  return owner;
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function isPrimitive({ code }: ElementType): boolean {
  return /^[a-z]/.test(code) && code !== 'xhtml';
}

/** The rules of all base types and resources, under the names that `schema` gives them. */
export function elementRules(
  definitions: readonly StructureDefinition[],
  schema: Readonly<Record<string, Schema>>,
): ElementRules {
  const given = new Map<string, string[]>();
  const choices = new Map<string, { names: readonly string[]; required: boolean }[]>();
  for (const element of definitions.flatMap(({ snapshot }) => snapshot.element.slice(1))) {
    const owner = ownerOf(element.path, schema);
    if (owner === undefined) continue;
    const step = lastStep(element.path);
    if (step.endsWith('[x]')) {
      const stem = step.slice(0, -3);
      const names = (element.type ?? []).map(({ code }) => stem + (code[0] ?? '').toUpperCase() + code.slice(1));
      choices.set(owner, [...(choices.get(owner) ?? []), { names, required: element.min > 0 }]);
    } else if (element.min > 0 && (element.type ?? []).every(isPrimitive) && !element.contentReference) {
      given.set(owner, [...(given.get(owner) ?? []), step]);
    }
  }
  return { given, choices };
}

/** By resource type, by path inside it (`participant.individual`), the types a reference there may have; any where left out. */
export function referenceTargets(
  definitions: readonly StructureDefinition[],
  types: readonly string[],
): Record<string, Record<string, readonly string[]>> {
  const targets: Record<string, Record<string, readonly string[]>> = {};
  for (const { type, snapshot } of definitions.filter((definition) => types.includes(definition.type))) {
    const paths: Record<string, readonly string[]> = {};
    for (const element of snapshot.element.slice(1)) {
      const reference = element.type?.find(({ code }) => code === 'Reference');
      const allowed = (reference?.targetProfile ?? []).map((url) => url.slice(url.lastIndexOf('/') + 1));
      if (allowed.length === 0 || allowed.includes('Resource')) continue;
      paths[element.path.slice(type.length + 1).replace('[x]', 'Reference')] = allowed.sort();
    }
    targets[type] = paths;
  }
  return targets;
}
