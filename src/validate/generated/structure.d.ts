// Generated from the FHIR R4 JSON schema by scripts/build-fhir-validators.ts. Do not edit.

/** A fault as Ajv tells it, without message. */
export interface RawFault {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Judges one resource; `errors` holds the fault of the last one that it turned down. */
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly RawFault[] | null;
}

export const AllergyIntolerance: Validator;
export const Appointment: Validator;
export const Bundle: Validator;
export const CarePlan: Validator;
export const CareTeam: Validator;
export const Claim: Validator;
export const Condition: Validator;
export const Coverage: Validator;
export const Device: Validator;
export const DiagnosticReport: Validator;
export const DocumentReference: Validator;
export const Encounter: Validator;
export const EpisodeOfCare: Validator;
export const ExplanationOfBenefit: Validator;
export const FamilyMemberHistory: Validator;
export const Goal: Validator;
export const Group: Validator;
export const ImagingStudy: Validator;
export const Immunization: Validator;
export const Location: Validator;
export const Media: Validator;
export const Medication: Validator;
export const MedicationAdministration: Validator;
export const MedicationDispense: Validator;
export const MedicationRequest: Validator;
export const Observation: Validator;
export const OperationOutcome: Validator;
export const Organization: Validator;
export const Parameters: Validator;
export const Patient: Validator;
export const Practitioner: Validator;
export const PractitionerRole: Validator;
export const Procedure: Validator;
export const Provenance: Validator;
export const QuestionnaireResponse: Validator;
export const RelatedPerson: Validator;
export const ServiceRequest: Validator;
export const Specimen: Validator;
export const SupplyDelivery: Validator;
