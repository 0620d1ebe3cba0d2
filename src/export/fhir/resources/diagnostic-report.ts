import type { DiagnosticReport } from 'fhir/r4.js';
import type { Code } from '../../../core/code.ts';
import type { ReportEntry } from '../../../record/kinds/report.ts';
import { categoryOf } from '../../chart/observation-category.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { SYSTEM } from '../systems.ts';
import { choice, list, object, optional, token } from '../template/shape.ts';
import { each, items, join, when } from '../template/template.ts';

const shape = {
  id: token,
  profile: optional(token),
  status: choice('final', 'cancelled'),
  category: optional(object(conceptShape)),
  code: object(conceptShape),
  patient: token,
  encounter: optional(token),
  effective: token,
  performer: optional(token),
  specimens: list(token),
  results: list(token),
};

const LABORATORY: Code = { system: SYSTEM.diagnosticService, code: 'LAB', display: 'Laboratory' };

/** Findings that belong together, in order. */
export const diagnosticReport = defineResource({
  type: 'DiagnosticReport',
  source: 'report',
  items: itself,
  shape,
  template: (v): DiagnosticReport => ({
    resourceType: 'DiagnosticReport',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    status: v.status,
    category: items(when(v.category, concept)),
    code: concept(v.code),
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    effectiveDateTime: v.effective,
    issued: v.effective,
    performer: items(reference('Organization', v.performer)),
    specimen: each(v.specimens, (id) => ({ reference: join('Specimen/', id) })),
    result: each(v.results, (id) => ({ reference: join('Observation/', id) })),
  }),
  fill(view, entry: ReportEntry, scope) {
    const isLaboratory = entry.observations.every(({ category }) => category === 'laboratory');
    const category = entry.category ?? (isLaboratory && entry.observations.length > 0 ? 'laboratory' : null);
    const code = category === 'laboratory' ? LABORATORY : categoryOf(category);
    view.id = entry.id;
    view.status = isUnmeasured(entry) ? 'cancelled' : 'final';
    // The laboratory profile holds every result to the profile of laboratory observations.
    view.profile = category === 'laboratory' && isLaboratory ? scope.claims.laboratoryReport : undefined;
    view.category = code ? scope.optionalConcept(code) : undefined;
    view.code = scope.concept(entry.codes);
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.effective = scope.dateTime(entry.start);
    view.performer = scope.site(entry)?.organization.id;
    view.specimens = specimensOf(entry);
    view.results = entry.observations.map(({ id }) => id);
  },
});

/** Whether nothing of it could be measured. */
function isUnmeasured({ observations }: ReportEntry): boolean {
  return observations.length > 0 && observations.every(({ absent }) => absent !== null);
}

function specimensOf({ observations }: ReportEntry): readonly string[] {
  return [...new Set(observations.flatMap(({ specimen }) => (specimen === null ? [] : [specimen.id])))];
}
