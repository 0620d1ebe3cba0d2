import { ageInYears } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { Sex } from '../../record/person.ts';
import type { Relationship, Relative } from '../../record/relative.ts';

/** Code and display of a relationship, of HL7's v3-RoleCode. */
export interface RoleView {
  readonly code: string;
  readonly display: string;
}

const role = (code: string, display: string): RoleView => ({ code, display });

/** What the relative is to the patient, by the relative's sex. */
const ROLES: Readonly<Record<Relationship, Readonly<Record<Sex, RoleView>>>> = {
  spouse: { F: role('WIFE', 'wife'), M: role('HUSB', 'husband') },
  mother: { F: role('MTH', 'mother'), M: role('PRN', 'parent') },
  father: { F: role('PRN', 'parent'), M: role('FTH', 'father') },
  child: { F: role('DAUC', 'daughter'), M: role('SONC', 'son') },
  sibling: { F: role('SIS', 'sister'), M: role('BRO', 'brother') },
  grandparent: { F: role('GRMTH', 'grandmother'), M: role('GRFTH', 'grandfather') },
  grandchild: { F: role('GRNDDAU', 'granddaughter'), M: role('GRNDSON', 'grandson') },
  'aunt-or-uncle': { F: role('AUNT', 'aunt'), M: role('UNCLE', 'uncle') },
  'niece-or-nephew': { F: role('NIECE', 'niece'), M: role('NEPHEW', 'nephew') },
  'parent-in-law': { F: role('MTHINLAW', 'mother-in-law'), M: role('FTHINLAW', 'father-in-law') },
  'sibling-in-law': { F: role('SISINLAW', 'sister-in-law'), M: role('BROINLAW', 'brother-in-law') },
};

export function roleOf({ relationship, sex }: Relative): RoleView {
  return ROLES[relationship][sex];
}

/** The relatives that a chart can speak of at its end: nobody who is born later. */
export function relativesOf({ person, end, newborns = [] }: PatientRecord): readonly Relative[] {
  return [...(person.family?.relatives ?? []), ...newborns].filter(({ birth }) => birth <= end);
}

/** When a relative died, if the chart can know. */
export function deathOf({ death }: Relative, { end }: PatientRecord): number | undefined {
  return death === null || death > end ? undefined : death;
}

/** The living relatives who share the home, and the next of kin. */
export function relatedPersons(record: PatientRecord): readonly Relative[] {
  const kin = nextOfKin(record);
  return relativesOf(record).filter(
    (relative) => relative === kin || (relative.sharesHome && deathOf(relative, record) === undefined),
  );
}

const ADULT = 18;
/** Who is asked first, for children and for adults. */
const KIN_OF_CHILD: readonly Relationship[] = ['mother', 'father', 'grandparent', 'sibling', 'aunt-or-uncle'];
const KIN_OF_ADULT: readonly Relationship[] = ['spouse', 'child', 'mother', 'father', 'sibling'];

/** The grown relative whom one would call. */
export function nextOfKin(record: PatientRecord): Relative | undefined {
  const { person, end } = record;
  const order = ageInYears(person.birth, end) < ADULT ? KIN_OF_CHILD : KIN_OF_ADULT;
  const living = relativesOf(record).filter(
    (relative) => deathOf(relative, record) === undefined && ageInYears(relative.birth, end) >= ADULT,
  );
  for (const relationship of order) {
    const found = living.find((relative) => relative.relationship === relationship);
    if (found) return found;
  }
  return undefined;
}
