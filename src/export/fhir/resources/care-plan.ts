import type { CarePlan } from 'fhir/r4.js';
import type { CarePlanEntry } from '../../../record/kinds/care-plan.ts';
import { planEnd } from '../../chart/plan-end.ts';
import { xhtml } from '../../chart/text.ts';
import { concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { ReasonType } from '../scope.ts';
import { SYSTEM } from '../systems.ts';
import { choice, list, object, optional, text, token } from '../template/shape.ts';
import { each, join, when } from '../template/template.ts';

const activityShape = {
  code: object(conceptShape),
  status: choice('in-progress', 'completed', 'cancelled'),
  reasons: list(object(conceptShape)),
};

const shape = {
  id: token,
  profile: optional(token),
  narrative: text,
  status: choice('active', 'completed', 'revoked'),
  kind: object(conceptShape),
  patient: token,
  encounter: optional(token),
  start: token,
  end: optional(token),
  addresses: optional(token),
  goals: list(token),
  activities: list(object(activityShape)),
};

const REASONS: readonly ReasonType[] = ['Condition'];

const ACTIVITY_STATUS = { active: 'in-progress', completed: 'completed', revoked: 'cancelled' } as const;

/** A plan of care; its goals are resources of their own. */
export const carePlan = defineResource({
  type: 'CarePlan',
  source: 'carePlan',
  items: itself,
  shape,
  template: (v): CarePlan => ({
    resourceType: 'CarePlan',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    text: { status: 'generated', div: v.narrative },
    status: v.status,
    intent: 'order',
    category: [
      {
        coding: [
          { system: SYSTEM.usCoreCarePlanCategory, code: 'assess-plan', display: 'Assessment and Plan of Treatment' },
        ],
      },
      concept(v.kind),
    ],
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    period: { start: v.start, end: v.end },
    addresses: referenceList(v.addresses),
    goal: each(v.goals, (id) => ({ reference: join('Goal/', id) })),
    activity: each(v.activities, (activity) => ({
      detail: { code: concept(activity.code), reasonCode: each(activity.reasons, concept), status: activity.status },
    })),
  }),
  fill(view, entry: CarePlanEntry, scope) {
    const { status, stop } = planEnd(entry, scope.record);
    const reasons = scope.concepts(entry.reasons);
    view.id = entry.id;
    view.profile = scope.claims.carePlan;
    view.status = status;
    view.kind = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.start = scope.dateTime(entry.start);
    view.end = scope.optionalDateTime(stop);
    view.addresses = scope.reasonReference(entry.reasonEntry, REASONS);
    view.goals = entry.goals.map(({ id }) => id);
    view.activities = scope
      .concepts(entry.activities)
      .map((code) => ({ code, status: ACTIVITY_STATUS[status], reasons }));
    view.narrative = narrative(
      view.kind.text ?? '',
      view.activities.map(({ code }) => code.text ?? ''),
    );
  },
});

/** US Core wants a plan to be readable. */
function narrative(title: string, activities: readonly string[]): string {
  const listed = activities.map((activity) => `<li>${xhtml(activity)}</li>`).join('');
  const list = listed === '' ? '' : `<ul>${listed}</ul>`;
  return `<div xmlns="http://www.w3.org/1999/xhtml"><p>${xhtml(title)}</p>${list}</div>`;
}
