import { murmur3 } from '../core/random/murmur3.ts';
import type { FacilityKind } from '../record/person.ts';
import { MOST_SPECIALTIES } from '../reference/specialties.ts';

/** Places of care of one kind: how many there are, what they are called, and who works there. */
export interface Facilities {
  readonly kind: FacilityKind;
  /** Of the kind's name: keys what chance decides about it. */
  readonly hash: number;
  /** Residents for whom there is one. */
  readonly residentsPerFacility: number;
  /** What follows the invented word in the name. */
  readonly names: readonly string[];
  /** Specialties of those who work there; undefined: whoever is asked for, one of each specialty. */
  readonly roster: readonly string[] | undefined;
  /** Positions in the roster by specialty. */
  readonly slotsOf: ReadonlyMap<string, readonly number[]>;
  /** Clinicians of one specialty, where whoever is asked for works there. */
  readonly ofEach: number;
}

/**
 * Numbers in the United States, rounded, over 335 million residents: 6,100 hospitals (AHA 2023), about 65,000 primary care practices and
 * 210,000 primary care physicians (AHRQ), 14,000 urgent care centres (UCA 2023), 60,000 pharmacies (NCPDP), 15,000 nursing homes (CMS), 5,900
 * hospices (MedPAC), 1,300 sites of the Veterans Health Administration. Recalled, not re-read; specialist groups are a judgement.
 */
const KINDS: readonly Omit<Facilities, 'hash' | 'slotsOf'>[] = [
  {
    kind: 'primary-care',
    residentsPerFacility: 5_200,
    names: [
      'Family Practice',
      'Medical Group',
      'Primary Care',
      'Family Health Center',
      'Pediatrics and Family Medicine',
    ],
    roster: [
      'FAMILY PRACTICE',
      'INTERNAL MEDICINE',
      'PEDIATRIC MEDICINE',
      'FAMILY PRACTICE',
      'INTERNAL MEDICINE',
      'PEDIATRIC MEDICINE',
      'NURSE PRACTITIONER',
    ],
    ofEach: 1,
  },
  {
    kind: 'hospital',
    residentsPerFacility: 55_000,
    names: ['Medical Center', 'Memorial Hospital', 'Regional Hospital', 'Community Hospital'],
    roster: undefined,
    ofEach: 3,
  },
  {
    kind: 'specialists',
    residentsPerFacility: 12_000,
    names: ['Specialists', 'Specialty Clinic', 'Specialty Associates'],
    roster: undefined,
    ofEach: 1,
  },
  {
    kind: 'urgent-care',
    residentsPerFacility: 24_000,
    names: ['Urgent Care'],
    roster: ['EMERGENCY MEDICINE', 'FAMILY PRACTICE', 'NURSE PRACTITIONER'],
    ofEach: 1,
  },
  { kind: 'pharmacy', residentsPerFacility: 5_600, names: ['Pharmacy'], roster: ['PHARMACY', 'PHARMACY'], ofEach: 1 },
  {
    kind: 'nursing-home',
    residentsPerFacility: 22_000,
    names: ['Nursing and Rehabilitation Center', 'Care Center'],
    roster: ['GERIATRIC MEDICINE', 'INTERNAL MEDICINE', 'NURSE PRACTITIONER'],
    ofEach: 1,
  },
  {
    kind: 'hospice',
    residentsPerFacility: 57_000,
    names: ['Hospice'],
    roster: ['HOSPICE AND PALLIATIVE CARE', 'NURSE PRACTITIONER'],
    ofEach: 1,
  },
  {
    kind: 'veterans',
    residentsPerFacility: 250_000,
    names: ['VA Medical Center'],
    roster: undefined,
    ofEach: 2,
  },
];

export const FACILITIES: readonly Facilities[] = KINDS.map((kind) => ({
  ...kind,
  slotsOf: slotsOf(kind.roster ?? []),
  hash: murmur3(kind.kind),
}));

function slotsOf(roster: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const slots = new Map<string, number[]>();
  for (const [slot, specialty] of roster.entries()) slots.set(specialty, [...(slots.get(specialty) ?? []), slot]);
  return slots;
}

/** How many clinicians a facility has room for, in numbering them. */
export function clinicianSlots({ roster, ofEach }: Facilities): number {
  return roster?.length ?? MOST_SPECIALTIES * ofEach;
}
