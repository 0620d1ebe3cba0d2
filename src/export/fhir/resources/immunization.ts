import type { Immunization } from 'fhir/r4.js';
import type { ImmunizationEntry } from '../../../record/kinds/immunization.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { number, object, optional, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** A vaccine given. */
export const immunization = defineResource({
  type: 'Immunization',
  source: 'immunization',
  items: itself,
  shape: {
    id: token,
    profile: optional(token),
    vaccine: object(conceptShape),
    patient: token,
    encounter: optional(token),
    occurrence: token,
    location: optional(token),
    performer: optional(token),
    dose: optional(number),
  },
  template: (v): Immunization => ({
    resourceType: 'Immunization',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: 'completed',
    vaccineCode: concept(v.vaccine),
    patient: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    occurrenceDateTime: v.occurrence,
    primarySource: true,
    location: reference('Location', v.location),
    performer: items(when(v.performer, (id) => ({ actor: reference('Practitioner', id) }))),
    protocolApplied: items(when(v.dose, (dose) => ({ doseNumberPositiveInt: dose }))),
  }),
  fill(view, entry: ImmunizationEntry, scope) {
    const site = scope.site(entry);
    view.id = entry.id;
    view.profile = scope.claims.immunization;
    view.vaccine = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.occurrence = scope.dateTime(entry.start);
    view.location = site?.location.id;
    view.performer = site?.clinician.id;
    view.dose = entry.series !== null && entry.series >= 1 ? Math.floor(entry.series) : undefined;
  },
});
