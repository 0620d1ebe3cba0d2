import { allergyIntolerance } from './allergy-intolerance.ts';
import { carePlan } from './care-plan.ts';
import { condition } from './condition.ts';
import { device } from './device.ts';
import { diagnosticReport } from './diagnostic-report.ts';
import { encounter } from './encounter.ts';
import { familyMemberHistory } from './family-member-history.ts';
import { goal } from './goal.ts';
import { imagingStudy } from './imaging-study.ts';
import { immunization } from './immunization.ts';
import { location } from './location.ts';
import { media } from './media.ts';
import { medicationAdministration } from './medication-administration.ts';
import { medicationRequest } from './medication-request.ts';
import { observation } from './observation.ts';
import { organization } from './organization.ts';
import { patient } from './patient.ts';
import { practitioner } from './practitioner.ts';
import { practitionerRole } from './practitioner-role.ts';
import { procedure } from './procedure.ts';
import { relatedPerson } from './related-person.ts';
import { specimen } from './specimen.ts';
import { supplyDelivery } from './supply-delivery.ts';

/**
 * The registry of a patient's resources: one file, one line here, then `npm run build:writers`. Resources of one source are written
 * in this order.
 */
export const RESOURCES = {
  Patient: patient,
  RelatedPerson: relatedPerson,
  FamilyMemberHistory: familyMemberHistory,
  Encounter: encounter,
  Condition: condition,
  AllergyIntolerance: allergyIntolerance,
  Specimen: specimen,
  Media: media,
  Observation: observation,
  DiagnosticReport: diagnosticReport,
  Procedure: procedure,
  Immunization: immunization,
  MedicationRequest: medicationRequest,
  MedicationAdministration: medicationAdministration,
  Goal: goal,
  CarePlan: carePlan,
  Device: device,
  ImagingStudy: imagingStudy,
  SupplyDelivery: supplyDelivery,
};

/** The registry of resources that patients share, in the order in which a server must be given them. */
export const SHARED_RESOURCES = {
  Organization: organization,
  Location: location,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
};

export type ResourceType = keyof typeof RESOURCES;
export type SharedType = keyof typeof SHARED_RESOURCES;
