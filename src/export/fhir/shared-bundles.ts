import type { CareSite } from '../../record/person.ts';
import { BundleWriter } from './bundle.ts';
import { WRITERS } from './generated/writers.ts';
import { SHARED_RESOURCES, type SharedType } from './resources/index.ts';
import type { SharedDefinition } from './shared-resource.ts';
import { emptyView } from './template/shape.ts';

/** A bundle of the resources of one type that patients share. */
export interface SharedBundle {
  /** File name; its number is the place in the order of loading. */
  readonly name: string;
  readonly type: string;
  /** Valid until the next bundle is made. */
  readonly bytes: Uint8Array;
  readonly entries: number;
}

/** The bundles over `sites`, in load order, each ordered by id; none for a type without resources. */
export function* sharedBundles(sites: readonly CareSite[]): Generator<SharedBundle> {
  const bundle = new BundleWriter();
  let number = 1;
  for (const type of Object.keys(SHARED_RESOURCES) as SharedType[]) {
    // Each definition fits its own view; over all of them the compiler cannot see that.
    const definition = SHARED_RESOURCES[type] as unknown as SharedDefinition;
    const write = WRITERS[type] as unknown as (view: object) => string;
    const view = emptyView(definition.shape);
    bundle.begin();
    for (const [id, site] of byId(definition, sites)) {
      definition.fill(view, site);
      bundle.add(type, id, write(view));
    }
    const name = `shared-${number++}-${definition.file}.json`;
    if (bundle.entries > 0) yield { name, type, bytes: bundle.end(), entries: bundle.entries };
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
