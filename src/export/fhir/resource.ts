import type { Resource } from 'fhir/r4.js';
import type { EntryByKind } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { Scope } from './scope.ts';
import type { Shape, View } from './template/shape.ts';

/** What resources are made from: entries of the record, and the record as a whole for the Patient. */
export interface PatientSources extends EntryByKind {
  patient: PatientRecord;
}

/**
 * A FHIR resource of a patient: its template, the shape of the view between, and how a view is filled. The resource is written
 * by the function that scripts/build-writers.ts generates from `template`.
 */
export interface ResourceDefinition<
  K extends keyof PatientSources = keyof PatientSources,
  Item = never,
  S extends Shape = Shape,
> {
  readonly type: string;
  readonly source: K;
  /** What of a source becomes a resource of this type each. */
  readonly items: (source: PatientSources[K], scope: Scope) => readonly Item[];
  readonly shape: S;
  readonly template: (view: View<S>) => Resource;
  /** Sets every field of the view. It must not keep it. */
  readonly fill: (view: View<S>, item: Item, scope: Scope) => void;
}

/** Declares a resource; only helps the compiler to see that template, shape and fill fit together. */
export function defineResource<K extends keyof PatientSources, Item, S extends Shape>(
  definition: ResourceDefinition<K, Item, S>,
): ResourceDefinition<K, Item, S> {
  return definition;
}

/** For `items`: each source is one resource. */
export function itself<T>(source: T): readonly T[] {
  return [source];
}
