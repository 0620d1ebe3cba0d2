import type { Specimen } from 'fhir/r4.js';
import type { Code } from '../../../core/code.ts';
import type { SpecimenCondition, SpecimenEntry } from '../../../record/kinds/specimen.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { SYSTEM } from '../systems.ts';
import { choice, object, optional, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** HL7 v2 table 0493 has no word for too little; table 0490, why specimens are rejected, has. */
const CONDITIONS: Readonly<Record<SpecimenCondition, Code>> = {
  haemolysed: { system: SYSTEM.specimenCondition, code: 'HEM', display: 'Hemolyzed' },
  insufficient: { system: SYSTEM.specimenRejection, code: 'QS', display: 'Quantity not sufficient' },
};

/** What was taken from the patient to be measured. */
export const specimen = defineResource({
  type: 'Specimen',
  source: 'specimen',
  items: itself,
  shape: {
    id: token,
    profile: optional(token),
    status: choice('available', 'unsatisfactory'),
    type: object(conceptShape),
    patient: token,
    collected: token,
    condition: optional(object(conceptShape)),
  },
  template: (v): Specimen => ({
    resourceType: 'Specimen',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: v.status,
    type: concept(v.type),
    subject: reference('Patient', v.patient),
    collection: { collectedDateTime: v.collected },
    condition: items(when(v.condition, concept)),
  }),
  fill(view, entry: SpecimenEntry, scope) {
    view.id = entry.id;
    view.profile = scope.claims.specimen;
    view.status = entry.condition === 'insufficient' ? 'unsatisfactory' : 'available';
    view.type = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.collected = scope.dateTime(entry.start);
    view.condition = entry.condition === null ? undefined : scope.optionalConcept(CONDITIONS[entry.condition]);
  },
});
