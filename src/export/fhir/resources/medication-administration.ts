import type { MedicationAdministration } from 'fhir/r4.js';
import type { MedicationEntry } from '../../../record/kinds/medication.ts';
import { concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { ReasonType } from '../scope.ts';
import { siblingId } from '../sibling-id.ts';
import { list, number, object, optional, token } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const REASONS: readonly ReasonType[] = ['Condition', 'Observation', 'DiagnosticReport'];

/** A drug given on the spot. */
export const medicationAdministration = defineResource({
  type: 'MedicationAdministration',
  source: 'medication',
  items: (entry: MedicationEntry) => (entry.administered ? itself(entry) : []),
  shape: {
    id: token,
    medication: object(conceptShape),
    patient: token,
    encounter: optional(token),
    effective: token,
    performer: optional(token),
    reasons: list(object(conceptShape)),
    reason: optional(token),
    request: token,
    dose: optional(number),
  },
  template: (v): MedicationAdministration => ({
    resourceType: 'MedicationAdministration',
    id: v.id,
    status: 'completed',
    medicationCodeableConcept: concept(v.medication),
    subject: reference('Patient', v.patient),
    context: reference('Encounter', v.encounter),
    effectiveDateTime: v.effective,
    performer: items(when(v.performer, (id) => ({ actor: reference('Practitioner', id) }))),
    reasonCode: each(v.reasons, concept),
    reasonReference: referenceList(v.reason),
    request: reference('MedicationRequest', v.request),
    dosage: when(v.dose, (dose) => ({ dose: { value: dose } })),
  }),
  fill(view, entry: MedicationEntry, scope) {
    const amount = entry.prescription?.dosage?.amount ?? 0;
    view.id = siblingId(entry.id, 1);
    view.medication = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.effective = scope.dateTime(entry.start);
    view.performer = scope.site(entry)?.clinician.id;
    view.reasons = scope.concepts(entry.reasons);
    view.reason = scope.reasonReference(entry.reasonEntry, REASONS);
    view.request = entry.id;
    view.dose = amount > 0 ? amount : undefined;
  },
});
