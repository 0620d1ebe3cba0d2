import type { Encounter } from 'fhir/r4.js';
import type { EncounterClass, EncounterEntry } from '../../../record/kinds/encounter.ts';
import { concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { ReasonType } from '../scope.ts';
import { IDENTIFIER_BASE, SYSTEM } from '../systems.ts';
import { choice, list, object, optional, token } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  status: choice('finished', 'in-progress'),
  classCode: token,
  classDisplay: token,
  type: object(conceptShape),
  patient: token,
  practitioner: optional(token),
  start: token,
  end: optional(token),
  reasons: list(object(conceptShape)),
  reason: optional(token),
  disposition: optional(object(conceptShape)),
  location: optional(token),
  organization: optional(token),
};

/**
 * HL7 v3 ActCode. A stay in a skilled nursing facility is inpatient care that is not acute; most days of hospice care are
 * spent at home (MedPAC, Report to the Congress, March 2024, chapter on hospice: routine home care is over 98 % of days).
 */
const CLASS: Readonly<Record<EncounterClass, { code: string; display: string }>> = {
  wellness: { code: 'AMB', display: 'ambulatory' },
  ambulatory: { code: 'AMB', display: 'ambulatory' },
  outpatient: { code: 'AMB', display: 'ambulatory' },
  urgentcare: { code: 'AMB', display: 'ambulatory' },
  inpatient: { code: 'IMP', display: 'inpatient encounter' },
  emergency: { code: 'EMER', display: 'emergency' },
  hospice: { code: 'HH', display: 'home health' },
  home: { code: 'HH', display: 'home health' },
  snf: { code: 'NONAC', display: 'inpatient non-acute' },
  virtual: { code: 'VR', display: 'virtual' },
};

const REASONS: readonly ReasonType[] = ['Condition', 'Procedure', 'Observation'];

/** A contact with care. */
export const encounter = defineResource({
  type: 'Encounter',
  source: 'encounter',
  items: itself,
  shape,
  template: (v): Encounter => ({
    resourceType: 'Encounter',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    identifier: [{ use: 'official', system: `${IDENTIFIER_BASE}/encounter`, value: v.id }],
    status: v.status,
    class: { system: SYSTEM.actCode, code: v.classCode, display: v.classDisplay },
    type: [concept(v.type)],
    subject: reference('Patient', v.patient),
    participant: items(
      when(v.practitioner, (practitioner) => ({
        type: [
          {
            coding: [{ system: SYSTEM.participationType, code: 'PPRF', display: 'primary performer' }],
            text: 'primary performer',
          },
        ],
        period: { start: v.start, end: v.end },
        individual: reference('Practitioner', practitioner),
      })),
    ),
    period: { start: v.start, end: v.end },
    reasonCode: each(v.reasons, concept),
    reasonReference: referenceList(v.reason),
    hospitalization: when(v.disposition, (disposition) => ({ dischargeDisposition: concept(disposition) })),
    location: items(when(v.location, (location) => ({ location: reference('Location', location) }))),
    serviceProvider: reference('Organization', v.organization),
  }),
  fill(view, entry: EncounterEntry, scope) {
    const { site } = entry;
    const start = scope.visits.start(entry);
    const stop = scope.visits.stop(entry, scope.record);
    const encounterClass = CLASS[entry.encounterClass];
    view.id = entry.id;
    view.profile = scope.claims.encounter;
    view.status = stop === undefined ? 'in-progress' : 'finished';
    view.classCode = encounterClass.code;
    view.classDisplay = encounterClass.display;
    view.type = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.practitioner = site?.clinician.id;
    view.start = scope.dateTime(start);
    view.end = scope.optionalDateTime(stop);
    view.reasons = entry.reason === null ? [] : scope.concepts([entry.reason]);
    view.reason = scope.reasonReference(entry.reasonEntry, REASONS);
    view.disposition = stop === undefined ? undefined : scope.optionalConcept(entry.dischargeDisposition);
    view.location = site?.location.id;
    view.organization = site?.organization.id;
  },
});
