import { type LooseObject, listOf, objectOf, textOf } from '../../language/loose-json.ts';

/** A FHIR resource of any shape. */
export type Resource = LooseObject;

/** The resources of a bundle, whoever wrote it. */
export class Bundle {
  readonly resources: readonly Resource[];
  readonly #byReference = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();

  constructor(json: LooseObject) {
    const entries = listOf(json['entry']).map(objectOf);
    this.resources = entries.map((entry) => objectOf(entry['resource']));
    for (const entry of entries) {
      const resource = objectOf(entry['resource']);
      const type = textOf(resource['resourceType']);
      this.#byReference.set(textOf(entry['fullUrl']), resource);
      this.#byReference.set(`${type}/${textOf(resource['id'])}`, resource);
      this.#byType.set(type, this.#byType.get(type) ?? []);
      this.#byType.get(type)?.push(resource);
    }
  }

  /** The resources of a type. */
  of(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  /** The resource that a Reference leads to, where it is in the bundle. */
  target(reference: unknown): Resource | undefined {
    return this.#byReference.get(textOf(objectOf(reference)['reference']));
  }
}

/** The bundle that a text is, or texts are together; undefined when one is something else. */
export function bundleIn(text: string | readonly string[]): Bundle | undefined {
  const parts = [text].flat().map((part) => objectOf(parse(part)));
  if (parts.some((json) => json['resourceType'] !== 'Bundle')) return undefined;
  return new Bundle({ entry: parts.flatMap((json) => listOf(json['entry'])) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
