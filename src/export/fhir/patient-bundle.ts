import type { EntryKind } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { UtcOffset } from '../date-times.ts';
import type { Notes } from '../notes.ts';
import { BundleWriter } from './bundle.ts';
import { Concepts } from './concepts.ts';
import { WRITERS } from './generated/writers.ts';
import type { PatientSources, ResourceDefinition } from './resource.ts';
import { RESOURCES, type ResourceType } from './resources/index.ts';
import { Scope } from './scope.ts';
import { emptyView } from './template/shape.ts';

/** The bundle of one patient, and what is in it. */
export interface PatientBundle {
  /** Valid until the next bundle is made. */
  readonly bytes: Uint8Array;
  readonly counts: Readonly<Record<string, number>>;
}

type Source = keyof PatientSources;

/** Writes the resources of one type that come from a source. */
type Emit = (
  source: PatientSources[Source],
  scope: Scope,
  bundle: BundleWriter,
  counts: Record<string, number>,
) => void;

/** Makes bundles of records, one after the other; views, buffers and written codes are used again. */
export class PatientBundles {
  readonly #shared: { concepts: Concepts; notes: Notes; utcOffsetMinutes: UtcOffset };
  readonly #bundle = new BundleWriter();
  readonly #bySource: ReadonlyMap<Source, readonly Emit[]>;

  constructor(notes: Notes, utcOffsetMinutes: UtcOffset) {
    this.#shared = { concepts: new Concepts(notes), notes, utcOffsetMinutes };
    this.#bySource = emitters();
  }

  make(record: PatientRecord): PatientBundle {
    const scope = new Scope(record, this.#shared);
    const bundle = this.#bundle;
    const counts: Record<string, number> = {};
    bundle.begin();
    for (const emit of this.#of('patient')) emit(record, scope, bundle, counts);
    for (const entry of record.entries) for (const emit of this.#of(entry.kind)) emit(entry, scope, bundle, counts);
    this.#shared.notes.count(
      'entry filed in a visit that was long over: written without encounter',
      scope.visits.unlinked,
    );
    return { bytes: bundle.end(), counts };
  }

  #of(source: 'patient' | EntryKind): readonly Emit[] {
    return this.#bySource.get(source) ?? [];
  }
}

/** The definitions of the registry as functions, by source; each has a view of its own. */
function emitters(): Map<Source, Emit[]> {
  const bySource = new Map<Source, Emit[]>();
  for (const type of Object.keys(RESOURCES) as ResourceType[]) {
    // Each definition fits its own source, item and view; over all of them the compiler cannot see that.
    const definition = RESOURCES[type] as unknown as ResourceDefinition<Source, unknown>;
    const write = WRITERS[type] as unknown as (view: { id: string }) => string;
    const view = emptyView(definition.shape) as unknown as { id: string };
    const emit: Emit = (source, scope, bundle, counts) => {
      for (const item of definition.items(source, scope)) {
        definition.fill(view as never, item, scope);
        bundle.add(type, view.id, write(view));
        counts[type] = (counts[type] ?? 0) + 1;
      }
    };
    const known = bySource.get(definition.source);
    if (known) known.push(emit);
    else bySource.set(definition.source, [emit]);
  }
  return bySource;
}
