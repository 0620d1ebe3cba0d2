/** Types whose resources are of no patient alone, in the order in which a server should meet them. */
export const SHARED_TYPES: readonly string[] = [
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'HealthcareService',
  'Endpoint',
  'Substance',
  'Medication',
  'Questionnaire',
];

/**
 * Types in the order in which a server should meet them, where their references leave a choice. Those that are not named stand among the
 * clinical ones, after Encounter.
 */
const FIRST: readonly string[] = [
  ...SHARED_TYPES,
  'Patient',
  'RelatedPerson',
  'Person',
  'Coverage',
  'EpisodeOfCare',
  'Encounter',
];

const LAST: readonly string[] = ['DocumentReference', 'Claim', 'ClaimResponse', 'ExplanationOfBenefit', 'Provenance'];

const RANKS: ReadonlyMap<string, number> = new Map([
  ...FIRST.map((type, index) => [type, index] as const),
  ...LAST.map((type, index) => [type, FIRST.length + 1 + index] as const),
]);

/** Smaller is earlier. */
export function rankOf(type: string): number {
  return RANKS.get(type) ?? FIRST.length;
}
