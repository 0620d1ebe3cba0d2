/** A kind of clinician: the code and name that the National Uniform Claim Committee gives it. */
export interface Specialty {
  /** In the words of US Medicare, as modules ask for it. */
  readonly name: string;
  readonly code: string;
  readonly display: string;
}

/**
 * Specialties with their codes. Source: CMS, Medicare provider and supplier taxonomy crosswalk; NUCC, Health Care Provider Taxonomy 24.0.
 * Their order numbers clinicians: only append.
 */
const SPECIALTIES: readonly Specialty[] = [
  ['GENERAL PRACTICE', '208D00000X', 'General Practice Physician'],
  ['FAMILY PRACTICE', '207Q00000X', 'Family Medicine Physician'],
  ['INTERNAL MEDICINE', '207R00000X', 'Internal Medicine Physician'],
  ['PEDIATRIC MEDICINE', '208000000X', 'Pediatrics Physician'],
  ['EMERGENCY MEDICINE', '207P00000X', 'Emergency Medicine Physician'],
  ['HOSPITALIST', '208M00000X', 'Hospitalist Physician'],
  ['GENERAL SURGERY', '208600000X', 'Surgery Physician'],
  ['OBSTETRICS/GYNECOLOGY', '207V00000X', 'Obstetrics & Gynecology Physician'],
  ['CARDIOVASCULAR DISEASE (CARDIOLOGY)', '207RC0000X', 'Cardiovascular Disease Physician'],
  ['ENDOCRINOLOGY', '207RE0101X', 'Endocrinology, Diabetes & Metabolism Physician'],
  ['NEPHROLOGY', '207RN0300X', 'Nephrology Physician'],
  ['OPHTHALMOLOGY', '207W00000X', 'Ophthalmology Physician'],
  ['PULMONARY DISEASE', '207RP1001X', 'Pulmonary Disease Physician'],
  ['NEUROLOGY', '2084N0400X', 'Neurology Physician'],
  ['PSYCHIATRY', '2084P0800X', 'Psychiatry Physician'],
  ['DERMATOLOGY', '207N00000X', 'Dermatology Physician'],
  ['GASTROENTEROLOGY', '207RG0100X', 'Gastroenterology Physician'],
  ['HEMATOLOGY/ONCOLOGY', '207RH0003X', 'Hematology & Oncology Physician'],
  ['UROLOGY', '208800000X', 'Urology Physician'],
  ['RHEUMATOLOGY', '207RR0500X', 'Rheumatology Physician'],
  ['INFECTIOUS DISEASE', '207RI0200X', 'Infectious Disease Physician'],
  ['OTOLARYNGOLOGY', '207Y00000X', 'Otolaryngology Physician'],
  ['ORTHOPEDIC SURGERY', '207X00000X', 'Orthopaedic Surgery Physician'],
  ['PHYSICAL MEDICINE AND REHABILITATION', '208100000X', 'Physical Medicine & Rehabilitation Physician'],
  ['GERIATRIC MEDICINE', '207QG0300X', 'Geriatric Medicine (Family Medicine) Physician'],
  ['HOSPICE AND PALLIATIVE CARE', '207QH0002X', 'Hospice and Palliative Medicine (Family Medicine) Physician'],
  ['ALLERGY/IMMUNOLOGY', '207K00000X', 'Allergy & Immunology Physician'],
  ['DIAGNOSTIC RADIOLOGY', '2085R0202X', 'Diagnostic Radiology Physician'],
  ['ANESTHESIOLOGY', '207L00000X', 'Anesthesiology Physician'],
  ['PODIATRY', '213E00000X', 'Podiatrist'],
  ['NURSE PRACTITIONER', '363L00000X', 'Nurse Practitioner'],
  ['PHARMACY', '183500000X', 'Pharmacist'],
].map(([name = '', code = '', display = '']) => ({ name, code, display }));

const POSITION = new Map(SPECIALTIES.map(({ name }, position) => [name, position]));

/** Room for specialties in the numbers of clinicians. */
export const MOST_SPECIALTIES = 80;

/** The position of a specialty among all, from 0; of general practice for one that is not known. */
export function specialtyNumber(name: string): number {
  return POSITION.get(name) ?? 0;
}

/** A specialty by its number. */
export function specialtyAt(position: number): Specialty {
  return SPECIALTIES[position] as Specialty;
}

/** A specialty by name; undefined for one that is not known. */
export function findSpecialty(name: string): Specialty | undefined {
  const position = POSITION.get(name);
  return position === undefined ? undefined : SPECIALTIES[position];
}
