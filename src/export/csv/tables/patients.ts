import { roundTo } from '../../../core/numeric.ts';
import type { PatientRecord } from '../../../record/patient-record.ts';
import type { Address } from '../../../record/person.ts';
import { homesAt } from '../../../record/residence.ts';
import { valueAt } from '../../../record/timeline.ts';
import { licenseHeld } from '../../chart/license.ts';
import { MARITAL_STATUS } from '../../chart/marital-status.ts';
import { fhirText } from '../../chart/text.ts';
import { unfilled } from '../columns.ts';
import type { RowScope } from '../row-scope.ts';
import { type Cell, type Column, defineTable, itself } from '../table.ts';

type PatientColumn = Column<PatientRecord, RowScope>;

/** A column of text. */
function text(name: string, about: string, value: PatientColumn['value']): PatientColumn {
  return { name, type: 'text', about, value };
}

/** What somebody may have that records do not say of anybody. */
function unsaid(name: string, about: string): PatientColumn {
  return text(name, `${about}; nobody has one.`, () => undefined);
}

/** Something about the last home. */
function home(
  name: string,
  type: PatientColumn['type'],
  about: string,
  cell: (address: Address) => Cell,
): PatientColumn {
  return { name, type, about, value: ({ person, end }) => cell(homesAt(person, end)[0]?.address ?? person.address) };
}

function maidenName({ person, end }: PatientRecord): string | undefined {
  const former = person.family?.formerName;
  return former && former.until <= end ? fhirText(former.familyName) : undefined;
}

function maritalStatus({ person, end }: PatientRecord): string | undefined {
  const status = person.course && valueAt(person.course.maritalStatus, end);
  return status && MARITAL_STATUS[status].code;
}

function income({ person, end }: PatientRecord): number | undefined {
  const dollars = person.course && valueAt(person.course.income, end);
  return dollars === undefined ? undefined : roundTo(dollars, 0);
}

/** The people, as they are at the end of their records. */
export const patients = defineTable({
  name: 'patients',
  about: 'The people, one row each, as they are at the end of their records: the reference date, or death.',
  source: 'patient',
  rows: itself<PatientRecord>,
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The patient; id of the FHIR Patient.',
      required: true,
      primary: true,
      value: ({ person }) => person.id,
    },
    {
      name: 'BIRTHDATE',
      type: 'date',
      about: 'Date of birth.',
      required: true,
      value: ({ person }, scope) => scope.date(person.birth),
    },
    {
      name: 'DEATHDATE',
      type: 'date',
      about: 'Date of death; empty of the living.',
      value: ({ death }, scope) => scope.optionalDate(death?.time),
    },
    text('SSN', 'Number shaped like a social security number, of a range in which none is issued.', ({ person }) => {
      return person.identifiers.socialSecurityNumber;
    }),
    text('DRIVERS', "Number of the driver's license.", licenseHeld),
    text('PASSPORT', 'Number of the passport.', ({ person }) => person.identifiers.passport),
    unsaid('PREFIX', 'What stands before a name, such as Dr.'),
    text('FIRST', 'First name.', ({ person }) => fhirText(person.givenName) ?? 'Unknown'),
    unsaid('MIDDLE', 'Middle name'),
    text('LAST', 'Family name.', ({ person }) => fhirText(person.familyName) ?? 'Unknown'),
    unsaid('SUFFIX', 'What stands after a name, such as MD'),
    text('MAIDEN', 'Family name from birth until a marriage changed it.', maidenName),
    text(
      'MARITAL',
      'Marital status: S never married, M married, L separated, D divorced, W widowed; empty of children.',
      maritalStatus,
    ),
    text('RACE', 'Race: white, black, asian, native, hawaiian or other.', ({ person }) => person.race),
    text('ETHNICITY', 'Ethnicity: hispanic or nonhispanic.', ({ person }) => person.ethnicity),
    text('GENDER', 'Sex: F or M.', ({ person }) => person.sex),
    text(
      'BIRTHPLACE',
      'Where the person was born: state (of those born in the United States) and country, by their letters.',
      ({ person: { birthPlace } }) => [birthPlace.state, birthPlace.country].filter(Boolean).join(' '),
    ),
    home('ADDRESS', 'text', 'House and street.', ({ line }) => fhirText(line)),
    home('CITY', 'text', 'City.', ({ city }) => fhirText(city)),
    home('STATE', 'text', 'Name of the state.', ({ stateName }) => fhirText(stateName)),
    home('COUNTY', 'text', 'County.', ({ county }) => fhirText(county?.name)),
    home('FIPS', 'text', 'Code of the county: five digits.', ({ county }) => county?.fips),
    home('ZIP', 'text', 'Postal code: five digits.', ({ postalCode }) => fhirText(postalCode)),
    home('LAT', 'number', 'Latitude of the home, in degrees (WGS 84).', ({ latitude }) => latitude),
    home('LON', 'number', 'Longitude of the home, in degrees (WGS 84).', ({ longitude }) => longitude),
    unfilled('HEALTHCARE_EXPENSES', 'money', 'What the patient paid for care.'),
    unfilled('HEALTHCARE_COVERAGE', 'money', 'What payers paid for the care of the patient.'),
    {
      name: 'INCOME',
      type: 'integer',
      about: 'Personal income in dollars of the year; empty of children.',
      value: income,
    },
  ],
});
