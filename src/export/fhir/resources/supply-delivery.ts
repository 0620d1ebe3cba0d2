import type { SupplyDelivery } from 'fhir/r4.js';
import type { SupplyEntry } from '../../../record/kinds/supply.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { number, object, optional, token } from '../template/shape.ts';

/** Things handed out. */
export const supplyDelivery = defineResource({
  type: 'SupplyDelivery',
  source: 'supply',
  items: itself,
  shape: {
    id: token,
    patient: token,
    quantity: number,
    item: object(conceptShape),
    occurrence: token,
    destination: optional(token),
  },
  template: (v): SupplyDelivery => ({
    resourceType: 'SupplyDelivery',
    id: v.id,
    status: 'completed',
    patient: reference('Patient', v.patient),
    type: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/supply-item-type', code: 'device', display: 'Device' }],
    },
    suppliedItem: { quantity: { value: v.quantity }, itemCodeableConcept: concept(v.item) },
    occurrenceDateTime: v.occurrence,
    destination: reference('Location', v.destination),
  }),
  fill(view, entry: SupplyEntry, scope) {
    view.id = entry.id;
    view.patient = scope.patientId;
    view.quantity = entry.quantity;
    view.item = scope.concept(entry.codes);
    view.occurrence = scope.dateTime(entry.start);
    view.destination = scope.site(entry)?.location.id;
  },
});
