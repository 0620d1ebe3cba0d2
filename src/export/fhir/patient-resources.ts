import type { EntryKind } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { UtcOffset } from '../chart/date-times.ts';
import type { ExportOptions } from '../exporter.ts';
import type { Notes } from '../notes.ts';
import type { ResourceSink } from './bundle.ts';
import { claimsOf, sexForm } from './claims.ts';
import { Concepts } from './concepts.ts';
import { WRITERS } from './generated/writers.ts';
import type { PatientSources, ResourceDefinition } from './resource.ts';
import { RESOURCES, type ResourceType } from './resources/index.ts';
import { Scope, type SharedScope } from './scope.ts';
import { emptyView } from './template/shape.ts';

type Source = keyof PatientSources;

/** Writes the resources of one type that come from a source. */
type Emit = (source: PatientSources[Source], scope: Scope, sink: ResourceSink, counts: Record<string, number>) => void;

/** Makes the resources of records, one record after the other; views, buffers and written codes are used again. */
export class PatientResources {
  readonly #shared: SharedScope;
  readonly #bySource: ReadonlyMap<Source, readonly Emit[]>;

  constructor(notes: Notes, utcOffsetMinutes: UtcOffset, profile: ExportOptions['profile']) {
    const form = { claims: claimsOf(profile), sexForm: sexForm(profile) };
    this.#shared = { concepts: new Concepts(notes), notes, utcOffsetMinutes, ...form };
    this.#bySource = emitters();
  }

  /** Hands over the resources of one patient, the Patient first, and tells how many of each type. */
  write(record: PatientRecord, sink: ResourceSink): Readonly<Record<string, number>> {
    const scope = new Scope(record, this.#shared);
    const counts: Record<string, number> = {};
    for (const emit of this.#of('patient')) emit(record, scope, sink, counts);
    for (const entry of record.entries) for (const emit of this.#of(entry.kind)) emit(entry, scope, sink, counts);
    scope.noteUnlinked();
    return counts;
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
    const emit: Emit = (source, scope, sink, counts) => {
      for (const item of definition.items(source, scope)) {
        definition.fill(view as never, item, scope);
        sink.add(type, view.id, write(view));
        counts[type] = (counts[type] ?? 0) + 1;
      }
    };
    const known = bySource.get(definition.source);
    if (known) known.push(emit);
    else bySource.set(definition.source, [emit]);
  }
  return bySource;
}
