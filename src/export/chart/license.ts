import { ageInYears } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import { LICENSE_AGE } from '../../record/person.ts';

/** The number of the driver's license that a person came to hold: who died as a child never did. */
export function licenseHeld({ person, end }: PatientRecord): string | undefined {
  return ageInYears(person.birth, end) >= LICENSE_AGE ? person.identifiers.driversLicense : undefined;
}
