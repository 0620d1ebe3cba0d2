import { roundTo } from '../../core/numeric.ts';
import { ageInYears, formatDate, type SimTime } from '../../core/time.ts';
import type { CourseValues } from '../../record/life-course.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { Family, Relationship } from '../../record/relative.ts';
import { groupOf } from '../../reference/group.ts';
import { licenseHeld } from '../chart/license.ts';

type Value = string | number;

/** Names of the columns of persons.csv, in order. */
export const COLUMNS: readonly string[] = [
  'slot',
  'id',
  'medical_record_number',
  'social_security_number',
  'drivers_license',
  'passport',
  'sex',
  'birth',
  'death',
  'cause_of_death',
  'age',
  'race',
  'ethnicity',
  'group',
  'language',
  'birth_country',
  'birth_state',
  'given',
  'family',
  'line',
  'city',
  'county',
  'county_fips',
  'state',
  'postal_code',
  'latitude',
  'longitude',
  'phone',
  'education',
  'marital_status',
  'employment',
  'industry',
  'income',
  'poverty_ratio',
  'coverage',
  'smoking',
  'drinking_days',
  'drinks_a_day',
  'leisure_activity',
  'general_health',
  'low_mood',
  'difficulties',
  'tenure',
  'housing',
  'social_needs',
  'family_size',
  'own_children_at_home',
  'relatives',
  'spouse',
  'mother',
  'father',
  'children',
  'siblings',
];

const NO_COURSE: readonly Value[] = Array.from({ length: 17 }, () => '');
const NO_FAMILY: readonly Value[] = Array.from({ length: 8 }, () => '');

/** The row of one life, in the order of COLUMNS. */
export function rowOf(record: PatientRecord): Value[] {
  const { person, death, end } = record;
  const { address, identifiers, course, family } = person;
  const row: Value[] = [
    person.slot,
    person.id,
    person.medicalRecordNumber,
    identifiers.socialSecurityNumber ?? '',
    licenseHeld(record) ?? '',
    identifiers.passport ?? '',
    person.sex,
    formatDate(person.birth),
    death === null ? '' : formatDate(death.time),
    death?.code?.code ?? '',
    ageInYears(person.birth, end),
    person.race,
    person.ethnicity,
    groupOf(person),
    person.language.code,
    person.birthPlace.country,
    person.birthPlace.state ?? '',
    person.givenName,
    person.familyName,
    address.line,
    address.city,
    address.county?.name ?? '',
    address.county?.fips ?? '',
    address.state,
    address.postalCode,
    address.latitude,
    address.longitude,
    person.phone,
  ];
  if (course === undefined) row.push(...NO_COURSE);
  else addCourse(row, course.at(end));
  if (family === undefined) row.push(...NO_FAMILY);
  else addFamily(row, family, end);
  return row;
}

function addCourse(row: Value[], values: CourseValues): void {
  const { income, povertyRatio, drinkingDays, drinksADay, leisureActivity, difficulties, socialNeeds } = values;
  row.push(
    values.education ?? '',
    values.maritalStatus ?? '',
    values.employment ?? '',
    values.industry ?? '',
    rounded(income, 0),
    rounded(povertyRatio, 2),
    values.coverage ?? '',
    values.smoking ?? '',
    rounded(drinkingDays, 0),
    rounded(drinksADay, 1),
    leisureActivity === undefined ? '' : String(leisureActivity),
    values.generalHealth ?? '',
    values.lowMood ?? '',
    difficulties?.join(';') ?? '',
    values.tenure ?? '',
    values.housing ?? '',
    socialNeeds?.join(';') ?? '',
  );
}

/** Whose slots are told, in the order of the columns. */
const TOLD: readonly Relationship[] = ['spouse', 'mother', 'father', 'child', 'sibling'];

/** Relatives who were born at `end` are counted; those of them who are persons of the population are told by their slots. */
function addFamily(row: Value[], { household, relatives }: Family, end: SimTime): void {
  const slots = ['', '', '', '', ''];
  let born = 0;
  for (const { relationship, birth, slot } of relatives) {
    if (birth > end) continue;
    born++;
    const column = slot === null ? -1 : TOLD.indexOf(relationship);
    if (column >= 0) slots[column] = slots[column] === '' ? `${slot}` : `${slots[column]};${slot}`;
  }
  row.push(household.familySize, household.ownChildrenAtHome, born, ...slots);
}

function rounded(value: number | undefined, decimals: number): Value {
  return value === undefined ? '' : roundTo(value, decimals);
}
