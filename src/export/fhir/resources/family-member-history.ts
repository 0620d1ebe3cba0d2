import type { FamilyMemberHistory } from 'fhir/r4.js';
import { YEAR } from '../../../core/time.ts';
import type { PatientRecord } from '../../../record/patient-record.ts';
import type { Relative } from '../../../record/relative.ts';
import { fhirText } from '../../chart/text.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { deathOf, relativesOf, roleOf } from '../relatives.ts';
import { defineResource } from '../resource.ts';
import { siblingId } from '../sibling-id.ts';
import { SYSTEM } from '../systems.ts';
import { boolean, choice, list, number, object, optional, text, token } from '../template/shape.ts';
import { each } from '../template/template.ts';

const conditionShape = { code: object(conceptShape), onset: number };

const shape = {
  id: token,
  patient: token,
  date: token,
  name: text,
  roleCode: token,
  roleDisplay: token,
  gender: choice('female', 'male'),
  genderDisplay: choice('Female', 'Male'),
  born: token,
  died: optional(token),
  deceased: optional(boolean),
  conditions: list(object(conditionShape)),
};

/** A relative, and what the chart knows of the relative's illnesses. */
export interface KnownRelative {
  readonly relative: Relative;
  readonly conditions: Relative['conditions'];
  readonly record: PatientRecord;
}

/** What ran in the family: parents, brothers and sisters with an illness that is asked for. */
export const familyMemberHistory = defineResource({
  type: 'FamilyMemberHistory',
  source: 'patient',
  items: (record: PatientRecord): KnownRelative[] =>
    relativesOf(record).flatMap((relative) => {
      const conditions = relative.conditions.filter(
        ({ onsetAge }) => relative.birth + (onsetAge + 1) * YEAR <= record.end,
      );
      return conditions.length === 0 ? [] : [{ relative, conditions, record }];
    }),
  shape,
  template: (v): FamilyMemberHistory => ({
    resourceType: 'FamilyMemberHistory',
    id: v.id,
    status: 'completed',
    patient: reference('Patient', v.patient),
    date: v.date,
    name: v.name,
    relationship: {
      coding: [{ system: SYSTEM.roleCode, code: v.roleCode, display: v.roleDisplay }],
      text: v.roleDisplay,
    },
    sex: {
      coding: [{ system: SYSTEM.administrativeGender, code: v.gender, display: v.genderDisplay }],
      text: v.genderDisplay,
    },
    bornDate: v.born,
    deceasedBoolean: v.deceased,
    deceasedDate: v.died,
    condition: each(v.conditions, (condition) => ({
      code: concept(condition.code),
      onsetAge: { value: condition.onset, unit: 'years', system: SYSTEM.ucum, code: 'a' },
    })),
  }),
  fill(view, { relative, conditions, record }: KnownRelative, scope) {
    const role = roleOf(relative);
    const death = deathOf(relative, record);
    view.id = siblingId(relative.id, 1);
    view.patient = scope.patientId;
    view.date = scope.date(record.end);
    view.name = fhirText(`${relative.givenName} ${relative.familyName}`) ?? 'Unknown';
    view.roleCode = role.code;
    view.roleDisplay = role.display;
    view.gender = relative.sex === 'F' ? 'female' : 'male';
    view.genderDisplay = relative.sex === 'F' ? 'Female' : 'Male';
    view.born = scope.date(relative.birth);
    view.died = death === undefined ? undefined : scope.date(death);
    view.deceased = death === undefined ? false : undefined;
    view.conditions = conditions.map(({ code, onsetAge }) => ({ code: scope.concept([code]), onset: onsetAge }));
  },
});
