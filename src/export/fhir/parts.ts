import type { CodeableConcept, Coding, ObservationReferenceRange, Quantity, Reference } from 'fhir/r4.js';
import { SYSTEM } from './systems.ts';
import { list, memo, number, object, optional, text, type View } from './template/shape.ts';
import { each, items, join, part, when } from './template/template.ts';

/** A coding: made once for each code (see Concepts) and written once. */
export const codingShape = {
  written: memo,
  system: optional(text),
  version: optional(text),
  code: text,
  display: optional(text),
};

export type CodingView = View<typeof codingShape>;

export const coding = part(
  'coding',
  codingShape,
  (v): Coding => ({ system: v.system, version: v.version, code: v.code, display: v.display }),
);

/** A concept: its codings, and the words of the first. */
export const conceptShape = { written: memo, codings: list(object(codingShape)), text: optional(text) };

export type ConceptView = View<typeof conceptShape>;

export const concept = part(
  'concept',
  conceptShape,
  (v): CodeableConcept => ({ coding: each(v.codings, coding), text: v.text }),
);

/** A quantity whose unit may be words, or none. */
export const quantityShape = { value: number, unit: optional(text), ucum: optional(text) };

export const quantity = part(
  'quantity',
  quantityShape,
  (v): Quantity => ({ value: v.value, unit: v.unit, system: when(v.ucum, () => SYSTEM.ucum), code: v.ucum }),
);

/** What is called normal; without a bound on one side, or with both. */
export const referenceRangeShape = { low: optional(object(quantityShape)), high: optional(object(quantityShape)) };

export const referenceRange = part(
  'referenceRange',
  referenceRangeShape,
  (v): ObservationReferenceRange => ({ low: when(v.low, quantity), high: when(v.high, quantity), text: 'normal' }),
);

/** The parts that resources share: one function each in the generated code. */
export const PARTS = { coding, concept, quantity, referenceRange };

/** A literal reference, `Type/id`; left out where there is no id. */
export function reference(type: string, id: string): Reference;
export function reference(type: string, id: string | undefined): Reference | undefined;
export function reference(type: string, id: string | undefined): Reference | undefined {
  return when(id, (known) => ({ reference: join(type, '/', known) }));
}

/** A list of one reference given as `Type/id`; left out where there is none. */
export function referenceList(target: string | undefined): Reference[] {
  return items(when(target, (known) => ({ reference: known })));
}
