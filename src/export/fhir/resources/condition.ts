import type { Condition } from 'fhir/r4.js';
import { DAY } from '../../../core/time.ts';
import type { ConditionEntry } from '../../../record/kinds/condition.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { SYSTEM } from '../systems.ts';
import { choice, object, optional, token } from '../template/shape.ts';
import { when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  clinicalStatus: choice('active', 'resolved'),
  clinicalDisplay: choice('Active', 'Resolved'),
  category: choice('encounter-diagnosis', 'problem-list-item'),
  categoryDisplay: choice('Encounter Diagnosis', 'Problem List Item'),
  code: object(conceptShape),
  patient: token,
  encounter: optional(token),
  recorded: token,
  abatement: optional(token),
};

/**
 * Illness that lasts this long, or has lasted so when the record ends, is kept on the problem list; shorter illness is a diagnosis
 * of its visit. Three months is the usual bound of "chronic" (National Center for Health Statistics).
 */
const CHRONIC = 90 * DAY;

/** An illness or finding on the chart. Its true onset is not: the chart knows when it was found. */
export const condition = defineResource({
  type: 'Condition',
  source: 'condition',
  items: (entry: ConditionEntry) => (entry.diagnosed ? itself(entry) : []),
  shape,
  template: (v): Condition => ({
    resourceType: 'Condition',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate', valueDateTime: v.recorded }],
    clinicalStatus: {
      coding: [{ system: SYSTEM.conditionClinical, code: v.clinicalStatus, display: v.clinicalDisplay }],
    },
    verificationStatus: {
      coding: [{ system: SYSTEM.conditionVerification, code: 'confirmed', display: 'Confirmed' }],
    },
    category: [{ coding: [{ system: SYSTEM.conditionCategory, code: v.category, display: v.categoryDisplay }] }],
    code: concept(v.code),
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    onsetDateTime: v.recorded,
    abatementDateTime: v.abatement,
    recordedDate: v.recorded,
  }),
  fill(view, entry: ConditionEntry, scope) {
    const stop = scope.lastingStop(entry);
    const visit = scope.visitId(entry);
    const isProblem = visit === undefined || (stop ?? scope.record.end) - entry.start >= CHRONIC;
    view.id = entry.id;
    view.profile = scope.claims[isProblem ? 'problem' : 'encounterDiagnosis'];
    view.clinicalStatus = stop === undefined ? 'active' : 'resolved';
    view.clinicalDisplay = stop === undefined ? 'Active' : 'Resolved';
    view.category = isProblem ? 'problem-list-item' : 'encounter-diagnosis';
    view.categoryDisplay = isProblem ? 'Problem List Item' : 'Encounter Diagnosis';
    view.code = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = visit;
    view.recorded = scope.dateTime(entry.start);
    view.abatement = scope.optionalDateTime(stop);
  },
});
