import type { AllergyIntolerance } from 'fhir/r4.js';
import type { AllergyEntry } from '../../../record/kinds/allergy.ts';
import { allergyCategory } from '../../chart/allergy-category.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { SYSTEM } from '../systems.ts';
import { choice, list, object, optional, token } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  clinicalStatus: choice('active', 'resolved'),
  clinicalDisplay: choice('Active', 'Resolved'),
  type: optional(choice('allergy', 'intolerance')),
  category: optional(choice('food', 'medication', 'environment', 'biologic')),
  code: object(conceptShape),
  patient: token,
  encounter: optional(token),
  recorded: token,
  reactions: list(object({ manifestation: object(conceptShape), severity: choice('mild', 'moderate', 'severe') })),
};

/** An allergy or intolerance on the chart. */
export const allergyIntolerance = defineResource({
  type: 'AllergyIntolerance',
  source: 'allergy',
  items: (entry: AllergyEntry) => (entry.diagnosed ? itself(entry) : []),
  shape,
  template: (v): AllergyIntolerance => ({
    resourceType: 'AllergyIntolerance',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    clinicalStatus: {
      coding: [{ system: SYSTEM.allergyClinical, code: v.clinicalStatus, display: v.clinicalDisplay }],
    },
    verificationStatus: { coding: [{ system: SYSTEM.allergyVerification, code: 'confirmed', display: 'Confirmed' }] },
    type: v.type,
    category: items(v.category),
    code: concept(v.code),
    patient: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    onsetDateTime: v.recorded,
    recordedDate: v.recorded,
    reaction: each(v.reactions, (reaction) => ({
      manifestation: [concept(reaction.manifestation)],
      severity: reaction.severity,
    })),
  }),
  fill(view, entry: AllergyEntry, scope) {
    const isOver = scope.lastingStop(entry) !== undefined;
    view.id = entry.id;
    view.profile = scope.claims.allergy;
    view.clinicalStatus = isOver ? 'resolved' : 'active';
    view.clinicalDisplay = isOver ? 'Resolved' : 'Active';
    view.type = entry.allergyType ?? undefined;
    view.category = allergyCategory(entry.category);
    view.code = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.recorded = scope.dateTime(entry.start);
    view.reactions = entry.reactions.map(({ reaction, severity }) => ({
      manifestation: scope.concept([reaction]),
      severity,
    }));
  },
});
