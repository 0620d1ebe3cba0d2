import { find, type Loose } from '../bundles.ts';

/** A way to break a sound bundle: that of every kind of entry (../every-kind.ts). */
export interface Mutation {
  readonly name: string;
  readonly mutate: (bundle: Loose) => void;
  /** The codes that a finding may have that catches it. */
  readonly codes: readonly string[];
  /** What the expression of that finding matches. */
  readonly at: RegExp;
  /** How severe the finding is; an error unless said otherwise. */
  readonly severity: 'error' | 'warning' | 'note';
}

export function caught(
  name: string,
  codes: string | readonly string[],
  at: RegExp,
  mutate: (bundle: Loose) => void,
  severity: Mutation['severity'] = 'error',
): Mutation {
  return { name, mutate, codes: typeof codes === 'string' ? [codes] : codes, at, severity };
}

/** A defect that nobody can find in what is given, with the reason. */
export interface Unfound {
  readonly name: string;
  readonly mutate: (bundle: Loose) => void;
  readonly reason: string;
}

export const patient = (b: Loose): Loose => find(b, 'Patient');
export const encounter = (b: Loose): Loose => find(b, 'Encounter');
export const problem = (b: Loose): Loose =>
  find(b, 'Condition', ({ abatementDateTime }) => abatementDateTime === undefined);
export const diagnosis = (b: Loose): Loose =>
  find(b, 'Condition', ({ abatementDateTime }) => abatementDateTime !== undefined);
export const height = (b: Loose): Loose => find(b, 'Observation', ({ valueQuantity }) => valueQuantity?.unit === 'cm');
export const pressure = (b: Loose): Loose => find(b, 'Observation', ({ component }) => component?.length === 2);
export const smoking = (b: Loose): Loose => find(b, 'Observation', ({ code }) => code.coding[0].code === '72166-2');
export const laboratory = (b: Loose): Loose => find(b, 'Observation', ({ code }) => code.coding[0].code === '2339-0');
export const unclaimed = (b: Loose): Loose => find(b, 'Observation', ({ meta }) => meta === undefined);
export const absent = (b: Loose): Loose =>
  find(b, 'Observation', ({ dataAbsentReason }) => dataAbsentReason !== undefined);
export const order = (b: Loose): Loose => find(b, 'MedicationRequest');
export const vaccination = (b: Loose): Loose => find(b, 'Immunization', ({ status }) => status === 'completed');
export const report = (b: Loose): Loose => find(b, 'DiagnosticReport', ({ meta }) => meta !== undefined);
export const race = (b: Loose): Loose => patient(b).extension.find(({ url }: Loose) => url.endsWith('us-core-race'));
export const ethnicity = (b: Loose): Loose =>
  patient(b).extension.find(({ url }: Loose) => url.endsWith('us-core-ethnicity'));
export const birthSex = (b: Loose): Loose =>
  patient(b).extension.find(({ url }: Loose) => url.endsWith('us-core-birthsex'));

export const OMB = 'urn:oid:2.16.840.1.113883.6.238';
export const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
