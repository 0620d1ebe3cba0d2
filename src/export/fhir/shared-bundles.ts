import type { CareSite } from '../../record/person.ts';
import type { ExportOptions } from '../exporter.ts';
import { BundleWriter } from './bundle.ts';
import { SHARED_RESOURCES, type SharedType } from './resources/index.ts';
import { SHARED_TYPES, SharedResources } from './shared-resources.ts';

/** A bundle of resources that patients share. */
export interface SharedBundle {
  /** File name without its ending; its number is the place in the order of loading. */
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  /** The bundle, completed; valid until the next one is made. */
  readonly bundle: BundleWriter;
  readonly bytes: Uint8Array;
}

/** The bundles over `sites`, in load order; none without resources. */
export function* sharedBundles(sites: readonly CareSite[], options: ExportOptions): Generator<SharedBundle> {
  const bundle = new BundleWriter(options);
  const resources = new SharedResources(options);
  for (const [i, { file, types }] of filesOf(options).entries()) {
    bundle.begin();
    const counts = resources.write(sites, bundle, types);
    const bytes = bundle.end();
    if (bundle.entries > 0) yield { name: `shared-${i + 1}-${file}`, counts, bundle, bytes };
  }
}

/** A file a type; where a server gives the ids, one file holds all, since nothing else of it could be referred to. */
function filesOf({ ids }: ExportOptions): { file: string; types: readonly SharedType[] }[] {
  if (ids === 'urn') return [{ file: 'providers', types: SHARED_TYPES }];
  return SHARED_TYPES.map((type) => ({ file: SHARED_RESOURCES[type].file, types: [type] }));
}
