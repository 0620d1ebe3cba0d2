import { condition } from './condition.ts';
import { encounter } from './encounter.ts';
import { location } from './location.ts';
import { observation } from './observation.ts';
import { organization } from './organization.ts';
import { patient } from './patient.ts';
import { practitioner } from './practitioner.ts';
import { practitionerRole } from './practitioner-role.ts';

/** The registry of a patient's resources: one file, one line here. Resources of one source are written in this order. */
export const RESOURCES = {
  Patient: patient,
  Encounter: encounter,
  Condition: condition,
  Observation: observation,
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
