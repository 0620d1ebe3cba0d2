import type { Procedure } from 'fhir/r4.js';
import type { ProcedureEntry } from '../../../record/kinds/procedure.ts';
import { concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { ReasonType } from '../scope.ts';
import { choice, list, object, optional, token } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  status: choice('completed', 'in-progress'),
  code: object(conceptShape),
  patient: token,
  encounter: optional(token),
  start: token,
  end: optional(token),
  performer: optional(token),
  location: optional(token),
  reasons: list(object(conceptShape)),
  reason: optional(token),
};

const REASONS: readonly ReasonType[] = ['Condition', 'Observation', 'Procedure', 'DiagnosticReport'];

/** Something done to the person. */
export const procedure = defineResource({
  type: 'Procedure',
  source: 'procedure',
  items: itself,
  shape,
  template: (v): Procedure => ({
    resourceType: 'Procedure',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: v.status,
    code: concept(v.code),
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    performedPeriod: { start: v.start, end: v.end },
    performer: items(when(v.performer, (id) => ({ actor: reference('Practitioner', id) }))),
    location: reference('Location', v.location),
    reasonCode: each(v.reasons, concept),
    reasonReference: referenceList(v.reason),
  }),
  fill(view, entry: ProcedureEntry, scope) {
    const stop = scope.actStop(entry.stop, entry.start);
    const site = scope.site(entry);
    view.id = entry.id;
    view.profile = scope.claims.procedure;
    view.status = stop === undefined ? 'in-progress' : 'completed';
    view.code = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.start = scope.dateTime(entry.start);
    view.end = scope.optionalDateTime(stop);
    view.performer = site?.clinician.id;
    view.location = site?.location.id;
    view.reasons = scope.concepts(entry.reasons);
    view.reason = scope.reasonReference(entry.reasonEntry, REASONS);
  },
});
