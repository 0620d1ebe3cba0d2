import type { Observation } from 'fhir/r4.js';
import type { Code } from '../../../core/code.ts';
import type { ObservationEntry } from '../../../record/kinds/observation.ts';
import { hasMedia } from '../../chart/attachments.ts';
import { categoryOf, vitalSignOf } from '../../chart/observation-category.ts';
import { hasCode, observationRole, PULSE_OXIMETRY } from '../observation-profiles.ts';
import { comparison, fillValue, valueProperties, valueShape } from '../observation-value.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import type { Scope } from '../scope.ts';
import { boolean, choice, list, object, optional, token, type View, viewMaker } from '../template/shape.ts';
import { each, items, when } from '../template/template.ts';

const componentShape = { code: object(conceptShape), ...valueShape };

const shape = {
  id: token,
  profile: optional(token),
  status: choice('final', 'cancelled'),
  category: optional(object(conceptShape)),
  code: object(conceptShape),
  patient: token,
  encounter: optional(token),
  effective: token,
  performerType: choice('Practitioner', 'Organization'),
  performer: optional(token),
  ...valueShape,
  isHaemolysed: boolean,
  specimen: optional(token),
  media: optional(token),
  components: list(object(componentShape)),
};

/** What a laboratory writes beside results of such a specimen. */
const HAEMOLYSED = 'Specimen hemolyzed: results may be affected.';

const NO_COMPONENTS: readonly View<typeof componentShape>[] = [];

/**
 * Something measured, seen or answered. What could not be measured is cancelled, as HL7 maps "results cannot be obtained" (v2-to-FHIR,
 * concept map of table 0085, X).
 */
export const observation = defineResource({
  type: 'Observation',
  source: 'observation',
  items: itself,
  shape,
  template: (v): Observation => ({
    resourceType: 'Observation',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: v.status,
    category: items(when(v.category, concept)),
    code: concept(v.code),
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    effectiveDateTime: v.effective,
    issued: v.effective,
    performer: items(reference(v.performerType, v.performer)),
    ...valueProperties(v),
    interpretation: comparison(v).interpretation,
    note: items(when(v.isHaemolysed, () => ({ text: HAEMOLYSED }))),
    specimen: reference('Specimen', v.specimen),
    referenceRange: comparison(v).referenceRange,
    derivedFrom: items(reference('Media', v.media)),
    component: each(v.components, (component) => ({
      code: concept(component.code),
      ...valueProperties(component),
      ...comparison(component),
    })),
  }),
  fill(view, entry: ObservationEntry, scope) {
    const vital = vitalSignOf(entry.codes);
    const category = vital ? 'vital-signs' : entry.category;
    const categoryCode = categoryOf(category);
    const site = scope.site(entry);
    view.id = entry.id;
    view.status = entry.absent === null ? 'final' : 'cancelled';
    view.category = categoryCode ? scope.optionalConcept(categoryCode) : undefined;
    view.code = scope.concept(codesOf(entry.codes));
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.effective = scope.dateTime(entry.start);
    // A laboratory answers for its results, a clinician for what they saw.
    view.performerType = category === 'laboratory' ? 'Organization' : 'Practitioner';
    view.performer = category === 'laboratory' ? site?.organization.id : site?.clinician.id;
    fillValue(view, entry, scope);
    view.isHaemolysed = entry.specimen?.condition === 'haemolysed';
    view.specimen = entry.specimen?.id;
    view.media = hasMedia(entry) ? entry.id : undefined;
    if (entry.attachment !== null && !hasMedia(entry)) scope.notes.count('attachment without data or address left out');
    view.components = entry.components.length === 0 ? NO_COMPONENTS : componentsOf(entry, scope);
    const role = observationRole(vital, category, entry);
    view.profile = role && scope.claims[role];
  },
});

/** US Core wants a pulse oximetry to say both that it is one and that it is an oxygen saturation. */
function codesOf(codes: readonly Code[]): readonly Code[] {
  if (!hasCode(codes, PULSE_OXIMETRY.pulse) || hasCode(codes, PULSE_OXIMETRY.saturation)) return codes;
  return [...codes, PULSE_OXIMETRY.saturation];
}

const newComponent = viewMaker(componentShape);

function componentsOf(entry: ObservationEntry, scope: Scope): View<typeof componentShape>[] {
  return entry.components.map((component) => {
    const view = newComponent();
    view.code = scope.concept(component.codes);
    fillValue(view, component, scope);
    return view;
  });
}
