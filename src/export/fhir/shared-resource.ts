import type { Resource } from 'fhir/r4.js';
import type { CareSite } from '../../record/person.ts';
import type { ExportOptions } from '../exporter.ts';
import type { Claims } from './claims.ts';
import type { KnownBy } from './entry-form.ts';
import type { Shape, View } from './template/shape.ts';

/** The form in which resources that patients share are written. */
export interface SharedForm {
  readonly claims: Claims;
  readonly ids: ExportOptions['ids'];
}

/** A FHIR resource that many patients refer to; made from the places of care they went to. */
export interface SharedDefinition<S extends Shape = Shape> {
  readonly type: string;
  /** What the file of these resources is called, after its number. */
  readonly file: string;
  /** The id of the resource that a place gives; places that give one id give one resource. */
  readonly id: (site: CareSite) => string;
  /** The identifier that no other resource of the type has. */
  readonly knownBy: (site: CareSite) => KnownBy;
  readonly shape: S;
  readonly template: (view: View<S>) => Resource;
  readonly fill: (view: View<S>, site: CareSite, how: SharedForm) => void;
}

/** Declares a shared resource; only helps the compiler to see that its parts fit together. */
export function defineShared<S extends Shape>(definition: SharedDefinition<S>): SharedDefinition<S> {
  return definition;
}
