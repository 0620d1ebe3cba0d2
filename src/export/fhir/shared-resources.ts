import type { CareSite } from '../../record/person.ts';
import type { ExportOptions } from '../exporter.ts';
import type { ResourceSink } from './bundle.ts';
import { claimsOf } from './claims.ts';
import { WRITERS } from './generated/writers.ts';
import { SHARED_RESOURCES, type SharedType } from './resources/index.ts';
import type { SharedDefinition, SharedForm } from './shared-resource.ts';
import { emptyView } from './template/shape.ts';

/** The types of shared resources, in load order. */
export const SHARED_TYPES = Object.keys(SHARED_RESOURCES) as readonly SharedType[];

/** Makes the resources that patients share. */
export class SharedResources {
  readonly #form: SharedForm;
  readonly #views = new Map<SharedType, object>();

  constructor({ profile, ids }: Pick<ExportOptions, 'profile' | 'ids'>) {
    this.#form = { claims: claimsOf(profile), ids };
  }

  /** Hands over the resources of `types` that places give, type by type, each ordered by id; tells how many of each. */
  write(
    sites: readonly CareSite[],
    sink: ResourceSink,
    types: readonly SharedType[],
  ): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const type of types) {
      // Each definition fits its own view; over all of them the compiler cannot see that.
      const definition = SHARED_RESOURCES[type] as unknown as SharedDefinition;
      const write = WRITERS[type] as unknown as (view: object) => string;
      const view = this.#viewOf(type, definition);
      const found = byId(definition, sites);
      for (const [id, site] of found) {
        definition.fill(view, site, this.#form);
        sink.add(type, id, write(view), definition.knownBy(site));
      }
      if (found.length > 0) counts[type] = found.length;
    }
    return counts;
  }

  #viewOf(type: SharedType, { shape }: SharedDefinition): Record<string, never> {
    const known = this.#views.get(type) ?? emptyView(shape);
    this.#views.set(type, known);
    return known as Record<string, never>;
  }
}

function byId(definition: SharedDefinition, sites: readonly CareSite[]): [string, CareSite][] {
  const found = new Map<string, CareSite>();
  for (const site of sites) {
    const id = definition.id(site);
    if (!found.has(id)) found.set(id, site);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
