import type { MedicationRequest } from 'fhir/r4.js';
import type { EncounterEntry } from '../../../record/kinds/encounter.ts';
import type { MedicationEntry } from '../../../record/kinds/medication.ts';
import { plannedSpan, spanUnit } from '../../chart/spans.ts';
import { dosageOf, dosageShape, fillDosage } from '../dosage.ts';
import { concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { ReasonType, Scope } from '../scope.ts';
import { SYSTEM } from '../systems.ts';
import { boolean, choice, list, number, object, optional, text, token } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  status: choice('active', 'completed', 'stopped'),
  statusReason: optional(object(conceptShape)),
  category: choice('community', 'outpatient', 'inpatient'),
  categoryDisplay: choice('Community', 'Outpatient', 'Inpatient'),
  medication: object(conceptShape),
  patient: token,
  encounter: optional(token),
  authored: token,
  requester: optional(token),
  reasons: list(object(conceptShape)),
  reason: optional(token),
  hasDosage: boolean,
  ...dosageShape,
  hasDispense: boolean,
  refills: optional(number),
  quantity: optional(number),
  supply: optional(object({ value: number, unit: text, code: token })),
};

const REASONS: readonly ReasonType[] = ['Condition', 'Observation'];

/** An order for a drug; also for one that was given on the spot, beside its administration. */
export const medicationRequest = defineResource({
  type: 'MedicationRequest',
  source: 'medication',
  items: itself,
  shape,
  template: (v): MedicationRequest => ({
    resourceType: 'MedicationRequest',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: v.status,
    statusReason: when(v.statusReason, concept),
    intent: 'order',
    category: [
      {
        coding: [{ system: SYSTEM.medicationRequestCategory, code: v.category, display: v.categoryDisplay }],
        text: v.categoryDisplay,
      },
    ],
    reportedBoolean: false,
    medicationCodeableConcept: concept(v.medication),
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    authoredOn: v.authored,
    requester: reference('Practitioner', v.requester),
    reasonCode: each(v.reasons, concept),
    reasonReference: referenceList(v.reason),
    dosageInstruction: items(when(v.hasDosage, () => ({ sequence: 1, ...dosageOf(v) }))),
    dispenseRequest: when(v.hasDispense, () => ({
      numberOfRepeatsAllowed: v.refills,
      quantity: when(v.quantity, (quantity) => ({ value: quantity })),
      expectedSupplyDuration: when(v.supply, (supply) => ({
        value: supply.value,
        unit: supply.unit,
        system: SYSTEM.ucum,
        code: supply.code,
      })),
    })),
  }),
  fill(view, entry: MedicationEntry, scope) {
    const category = categoryOf(entry, scope.visits.of(entry));
    view.id = entry.id;
    view.category = category;
    view.categoryDisplay = CATEGORY_DISPLAY[category];
    view.medication = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.authored = scope.dateTime(entry.start);
    view.requester = scope.requesterId(entry);
    view.profile = scope.claims[view.requester === undefined ? 'medicationRequestOfNobody' : 'medicationRequest'];
    view.reasons = scope.concepts(entry.reasons);
    view.reason = scope.reasonReference(entry.reasonEntry, REASONS);
    view.hasDosage = fillDosage(view, entry.prescription, scope);
    fillStatus(view, entry, scope);
    fillDispense(view, entry);
  },
});

type RequestView = Parameters<typeof medicationRequest.fill>[0];

const CATEGORY_DISPLAY = { community: 'Community', outpatient: 'Outpatient', inpatient: 'Inpatient' } as const;

const STAYS: readonly EncounterEntry['encounterClass'][] = ['inpatient', 'snf', 'hospice'];

/** A drug given during a stay is an inpatient order, one given at another visit an outpatient one; the rest is taken at home. */
function categoryOf(entry: MedicationEntry, visit: EncounterEntry | undefined): RequestView['category'] {
  if (!entry.administered) return 'community';
  return visit && STAYS.includes(visit.encounterClass) ? 'inpatient' : 'outpatient';
}

/**
 * An order that is over was completed when it ran as long as it was meant to, or was a course without a said length; a drug of the
 * list that is renewed, or one ended early, was stopped. Whoever dies takes no drug any more.
 */
function fillStatus(view: RequestView, entry: MedicationEntry, scope: Scope): void {
  const stop = scope.lastingStop(entry);
  const planned = plannedSpan(entry.prescription);
  view.statusReason = undefined;
  if (stop === undefined && scope.record.death === null) view.status = 'active';
  else if (stop === undefined) {
    view.status = 'stopped';
    view.statusReason = { written: '', codings: [], text: 'Patient deceased' };
  } else if (entry.administered || (planned === undefined ? !entry.chronic : stop - entry.start >= planned)) {
    view.status = 'completed';
  } else {
    view.status = 'stopped';
    view.statusReason = scope.optionalConcept(entry.stopReason);
  }
}

function fillDispense(view: RequestView, entry: MedicationEntry): void {
  const { refills, duration, dosage } = entry.administered ? {} : (entry.prescription ?? {});
  const unit = duration && spanUnit(duration.unit);
  const perPeriod = dosage && spanUnit(dosage.unit);
  view.refills = refills !== undefined && refills >= 0 ? Math.floor(refills) : undefined;
  view.supply = duration && unit ? { value: duration.quantity, unit: unit.plural, code: unit.ucum } : undefined;
  view.quantity = undefined;
  if (dosage && perPeriod && duration && unit && dosage.period > 0) {
    const periods = (duration.quantity * unit.milliseconds) / (dosage.period * perPeriod.milliseconds);
    view.quantity = Math.ceil(dosage.amount * dosage.frequency * periods);
  }
  view.hasDispense = view.refills !== undefined || view.supply !== undefined;
}
