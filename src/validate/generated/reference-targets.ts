// Generated from the FHIR R4 StructureDefinitions by scripts/build-fhir-validators.ts. Do not edit.

/** By resource type, by path inside it, the types that a reference there may have; any where there is no row. */
export const REFERENCE_TARGETS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
 "AllergyIntolerance": {
  "patient": [
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "recorder": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "asserter": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ]
 },
 "Appointment": {
  "reasonReference": [
   "Condition",
   "ImmunizationRecommendation",
   "Observation",
   "Procedure"
  ],
  "slot": [
   "Slot"
  ],
  "basedOn": [
   "ServiceRequest"
  ],
  "participant.actor": [
   "Device",
   "HealthcareService",
   "Location",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ]
 },
 "Bundle": {},
 "CarePlan": {
  "basedOn": [
   "CarePlan"
  ],
  "replaces": [
   "CarePlan"
  ],
  "partOf": [
   "CarePlan"
  ],
  "subject": [
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "author": [
   "CareTeam",
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "contributor": [
   "CareTeam",
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "careTeam": [
   "CareTeam"
  ],
  "addresses": [
   "Condition"
  ],
  "goal": [
   "Goal"
  ],
  "activity.reference": [
   "Appointment",
   "CommunicationRequest",
   "DeviceRequest",
   "MedicationRequest",
   "NutritionOrder",
   "RequestGroup",
   "ServiceRequest",
   "Task",
   "VisionPrescription"
  ],
  "activity.detail.reasonReference": [
   "Condition",
   "DiagnosticReport",
   "DocumentReference",
   "Observation"
  ],
  "activity.detail.goal": [
   "Goal"
  ],
  "activity.detail.location": [
   "Location"
  ],
  "activity.detail.performer": [
   "CareTeam",
   "Device",
   "HealthcareService",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "activity.detail.productReference": [
   "Medication",
   "Substance"
  ]
 },
 "CareTeam": {
  "subject": [
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "participant.member": [
   "CareTeam",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "participant.onBehalfOf": [
   "Organization"
  ],
  "reasonReference": [
   "Condition"
  ],
  "managingOrganization": [
   "Organization"
  ]
 },
 "Claim": {
  "patient": [
   "Patient"
  ],
  "enterer": [
   "Practitioner",
   "PractitionerRole"
  ],
  "insurer": [
   "Organization"
  ],
  "provider": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "related.claim": [
   "Claim"
  ],
  "prescription": [
   "DeviceRequest",
   "MedicationRequest",
   "VisionPrescription"
  ],
  "originalPrescription": [
   "DeviceRequest",
   "MedicationRequest",
   "VisionPrescription"
  ],
  "payee.party": [
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "referral": [
   "ServiceRequest"
  ],
  "facility": [
   "Location"
  ],
  "careTeam.provider": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "diagnosis.diagnosisReference": [
   "Condition"
  ],
  "procedure.procedureReference": [
   "Procedure"
  ],
  "procedure.udi": [
   "Device"
  ],
  "insurance.coverage": [
   "Coverage"
  ],
  "insurance.claimResponse": [
   "ClaimResponse"
  ],
  "accident.locationReference": [
   "Location"
  ],
  "item.locationReference": [
   "Location"
  ],
  "item.udi": [
   "Device"
  ],
  "item.encounter": [
   "Encounter"
  ],
  "item.detail.udi": [
   "Device"
  ],
  "item.detail.subDetail.udi": [
   "Device"
  ]
 },
 "Condition": {
  "subject": [
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "recorder": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "asserter": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "stage.assessment": [
   "ClinicalImpression",
   "DiagnosticReport",
   "Observation"
  ]
 },
 "Coverage": {
  "policyHolder": [
   "Organization",
   "Patient",
   "RelatedPerson"
  ],
  "subscriber": [
   "Patient",
   "RelatedPerson"
  ],
  "beneficiary": [
   "Patient"
  ],
  "payor": [
   "Organization",
   "Patient",
   "RelatedPerson"
  ],
  "contract": [
   "Contract"
  ]
 },
 "Device": {
  "definition": [
   "DeviceDefinition"
  ],
  "patient": [
   "Patient"
  ],
  "owner": [
   "Organization"
  ],
  "location": [
   "Location"
  ],
  "parent": [
   "Device"
  ]
 },
 "DiagnosticReport": {
  "basedOn": [
   "CarePlan",
   "ImmunizationRecommendation",
   "MedicationRequest",
   "NutritionOrder",
   "ServiceRequest"
  ],
  "subject": [
   "Device",
   "Group",
   "Location",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "performer": [
   "CareTeam",
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "resultsInterpreter": [
   "CareTeam",
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "specimen": [
   "Specimen"
  ],
  "result": [
   "Observation"
  ],
  "imagingStudy": [
   "ImagingStudy"
  ],
  "media.link": [
   "Media"
  ]
 },
 "DocumentReference": {
  "subject": [
   "Device",
   "Group",
   "Patient",
   "Practitioner"
  ],
  "author": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "authenticator": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "custodian": [
   "Organization"
  ],
  "relatesTo.target": [
   "DocumentReference"
  ],
  "context.encounter": [
   "Encounter",
   "EpisodeOfCare"
  ],
  "context.sourcePatientInfo": [
   "Patient"
  ]
 },
 "Encounter": {
  "subject": [
   "Group",
   "Patient"
  ],
  "episodeOfCare": [
   "EpisodeOfCare"
  ],
  "basedOn": [
   "ServiceRequest"
  ],
  "participant.individual": [
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "appointment": [
   "Appointment"
  ],
  "reasonReference": [
   "Condition",
   "ImmunizationRecommendation",
   "Observation",
   "Procedure"
  ],
  "diagnosis.condition": [
   "Condition",
   "Procedure"
  ],
  "account": [
   "Account"
  ],
  "hospitalization.origin": [
   "Location",
   "Organization"
  ],
  "hospitalization.destination": [
   "Location",
   "Organization"
  ],
  "location.location": [
   "Location"
  ],
  "serviceProvider": [
   "Organization"
  ],
  "partOf": [
   "Encounter"
  ]
 },
 "EpisodeOfCare": {
  "diagnosis.condition": [
   "Condition"
  ],
  "patient": [
   "Patient"
  ],
  "managingOrganization": [
   "Organization"
  ],
  "referralRequest": [
   "ServiceRequest"
  ],
  "careManager": [
   "Practitioner",
   "PractitionerRole"
  ],
  "team": [
   "CareTeam"
  ],
  "account": [
   "Account"
  ]
 },
 "ExplanationOfBenefit": {
  "patient": [
   "Patient"
  ],
  "enterer": [
   "Practitioner",
   "PractitionerRole"
  ],
  "insurer": [
   "Organization"
  ],
  "provider": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "related.claim": [
   "Claim"
  ],
  "prescription": [
   "MedicationRequest",
   "VisionPrescription"
  ],
  "originalPrescription": [
   "MedicationRequest"
  ],
  "payee.party": [
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "referral": [
   "ServiceRequest"
  ],
  "facility": [
   "Location"
  ],
  "claim": [
   "Claim"
  ],
  "claimResponse": [
   "ClaimResponse"
  ],
  "careTeam.provider": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "diagnosis.diagnosisReference": [
   "Condition"
  ],
  "procedure.procedureReference": [
   "Procedure"
  ],
  "procedure.udi": [
   "Device"
  ],
  "insurance.coverage": [
   "Coverage"
  ],
  "accident.locationReference": [
   "Location"
  ],
  "item.locationReference": [
   "Location"
  ],
  "item.udi": [
   "Device"
  ],
  "item.encounter": [
   "Encounter"
  ],
  "item.detail.udi": [
   "Device"
  ],
  "item.detail.subDetail.udi": [
   "Device"
  ],
  "addItem.provider": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "addItem.locationReference": [
   "Location"
  ]
 },
 "FamilyMemberHistory": {
  "patient": [
   "Patient"
  ],
  "reasonReference": [
   "AllergyIntolerance",
   "Condition",
   "DiagnosticReport",
   "DocumentReference",
   "Observation",
   "QuestionnaireResponse"
  ]
 },
 "Goal": {
  "subject": [
   "Group",
   "Organization",
   "Patient"
  ],
  "expressedBy": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "addresses": [
   "Condition",
   "MedicationStatement",
   "NutritionOrder",
   "Observation",
   "RiskAssessment",
   "ServiceRequest"
  ],
  "outcomeReference": [
   "Observation"
  ]
 },
 "Group": {
  "managingEntity": [
   "Organization",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "member.entity": [
   "Device",
   "Group",
   "Medication",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "Substance"
  ]
 },
 "ImagingStudy": {
  "subject": [
   "Device",
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "basedOn": [
   "Appointment",
   "AppointmentResponse",
   "CarePlan",
   "ServiceRequest",
   "Task"
  ],
  "referrer": [
   "Practitioner",
   "PractitionerRole"
  ],
  "interpreter": [
   "Practitioner",
   "PractitionerRole"
  ],
  "endpoint": [
   "Endpoint"
  ],
  "procedureReference": [
   "Procedure"
  ],
  "location": [
   "Location"
  ],
  "reasonReference": [
   "Condition",
   "DiagnosticReport",
   "DocumentReference",
   "Media",
   "Observation"
  ],
  "series.endpoint": [
   "Endpoint"
  ],
  "series.specimen": [
   "Specimen"
  ],
  "series.performer.actor": [
   "CareTeam",
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ]
 },
 "Immunization": {
  "patient": [
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "location": [
   "Location"
  ],
  "manufacturer": [
   "Organization"
  ],
  "performer.actor": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "reasonReference": [
   "Condition",
   "DiagnosticReport",
   "Observation"
  ],
  "reaction.detail": [
   "Observation"
  ],
  "protocolApplied.authority": [
   "Organization"
  ]
 },
 "Location": {
  "managingOrganization": [
   "Organization"
  ],
  "partOf": [
   "Location"
  ],
  "endpoint": [
   "Endpoint"
  ]
 },
 "Media": {
  "basedOn": [
   "CarePlan",
   "ServiceRequest"
  ],
  "subject": [
   "Device",
   "Group",
   "Location",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "Specimen"
  ],
  "encounter": [
   "Encounter"
  ],
  "operator": [
   "CareTeam",
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "device": [
   "Device",
   "Device",
   "DeviceMetric"
  ]
 },
 "Medication": {
  "manufacturer": [
   "Organization"
  ],
  "ingredient.itemReference": [
   "Medication",
   "Substance"
  ]
 },
 "MedicationAdministration": {
  "partOf": [
   "MedicationAdministration",
   "Procedure"
  ],
  "medicationReference": [
   "Medication"
  ],
  "subject": [
   "Group",
   "Patient"
  ],
  "context": [
   "Encounter",
   "EpisodeOfCare"
  ],
  "performer.actor": [
   "Device",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "reasonReference": [
   "Condition",
   "DiagnosticReport",
   "Observation"
  ],
  "request": [
   "MedicationRequest"
  ],
  "device": [
   "Device"
  ],
  "eventHistory": [
   "Provenance"
  ]
 },
 "MedicationDispense": {
  "partOf": [
   "Procedure"
  ],
  "statusReasonReference": [
   "DetectedIssue"
  ],
  "medicationReference": [
   "Medication"
  ],
  "subject": [
   "Group",
   "Patient"
  ],
  "context": [
   "Encounter",
   "EpisodeOfCare"
  ],
  "performer.actor": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "location": [
   "Location"
  ],
  "authorizingPrescription": [
   "MedicationRequest"
  ],
  "destination": [
   "Location"
  ],
  "receiver": [
   "Patient",
   "Practitioner"
  ],
  "substitution.responsibleParty": [
   "Practitioner",
   "PractitionerRole"
  ],
  "detectedIssue": [
   "DetectedIssue"
  ],
  "eventHistory": [
   "Provenance"
  ]
 },
 "MedicationRequest": {
  "reportedReference": [
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "medicationReference": [
   "Medication"
  ],
  "subject": [
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "requester": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "performer": [
   "CareTeam",
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "recorder": [
   "Practitioner",
   "PractitionerRole"
  ],
  "reasonReference": [
   "Condition",
   "Observation"
  ],
  "basedOn": [
   "CarePlan",
   "ImmunizationRecommendation",
   "MedicationRequest",
   "ServiceRequest"
  ],
  "insurance": [
   "ClaimResponse",
   "Coverage"
  ],
  "dispenseRequest.performer": [
   "Organization"
  ],
  "priorPrescription": [
   "MedicationRequest"
  ],
  "detectedIssue": [
   "DetectedIssue"
  ],
  "eventHistory": [
   "Provenance"
  ]
 },
 "Observation": {
  "basedOn": [
   "CarePlan",
   "DeviceRequest",
   "ImmunizationRecommendation",
   "MedicationRequest",
   "NutritionOrder",
   "ServiceRequest"
  ],
  "partOf": [
   "ImagingStudy",
   "Immunization",
   "MedicationAdministration",
   "MedicationDispense",
   "MedicationStatement",
   "Procedure"
  ],
  "subject": [
   "Device",
   "Group",
   "Location",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "performer": [
   "CareTeam",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "specimen": [
   "Specimen"
  ],
  "device": [
   "Device",
   "DeviceMetric"
  ],
  "hasMember": [
   "MolecularSequence",
   "Observation",
   "QuestionnaireResponse"
  ],
  "derivedFrom": [
   "DocumentReference",
   "ImagingStudy",
   "Media",
   "MolecularSequence",
   "Observation",
   "QuestionnaireResponse"
  ]
 },
 "OperationOutcome": {},
 "Organization": {
  "partOf": [
   "Organization"
  ],
  "endpoint": [
   "Endpoint"
  ]
 },
 "Parameters": {},
 "Patient": {
  "contact.organization": [
   "Organization"
  ],
  "generalPractitioner": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "managingOrganization": [
   "Organization"
  ],
  "link.other": [
   "Patient",
   "RelatedPerson"
  ]
 },
 "Practitioner": {
  "qualification.issuer": [
   "Organization"
  ]
 },
 "PractitionerRole": {
  "practitioner": [
   "Practitioner"
  ],
  "organization": [
   "Organization"
  ],
  "location": [
   "Location"
  ],
  "healthcareService": [
   "HealthcareService"
  ],
  "endpoint": [
   "Endpoint"
  ]
 },
 "Procedure": {
  "basedOn": [
   "CarePlan",
   "ServiceRequest"
  ],
  "partOf": [
   "MedicationAdministration",
   "Observation",
   "Procedure"
  ],
  "subject": [
   "Group",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "recorder": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "asserter": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "performer.actor": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "performer.onBehalfOf": [
   "Organization"
  ],
  "location": [
   "Location"
  ],
  "reasonReference": [
   "Condition",
   "DiagnosticReport",
   "DocumentReference",
   "Observation",
   "Procedure"
  ],
  "report": [
   "Composition",
   "DiagnosticReport",
   "DocumentReference"
  ],
  "complicationDetail": [
   "Condition"
  ],
  "focalDevice.manipulated": [
   "Device"
  ],
  "usedReference": [
   "Device",
   "Medication",
   "Substance"
  ]
 },
 "Provenance": {
  "location": [
   "Location"
  ],
  "agent.who": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "agent.onBehalfOf": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ]
 },
 "QuestionnaireResponse": {
  "basedOn": [
   "CarePlan",
   "ServiceRequest"
  ],
  "partOf": [
   "Observation",
   "Procedure"
  ],
  "encounter": [
   "Encounter"
  ],
  "author": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "source": [
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ]
 },
 "RelatedPerson": {
  "patient": [
   "Patient"
  ]
 },
 "ServiceRequest": {
  "basedOn": [
   "CarePlan",
   "MedicationRequest",
   "ServiceRequest"
  ],
  "replaces": [
   "ServiceRequest"
  ],
  "subject": [
   "Device",
   "Group",
   "Location",
   "Patient"
  ],
  "encounter": [
   "Encounter"
  ],
  "requester": [
   "Device",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "performer": [
   "CareTeam",
   "Device",
   "HealthcareService",
   "Organization",
   "Patient",
   "Practitioner",
   "PractitionerRole",
   "RelatedPerson"
  ],
  "locationReference": [
   "Location"
  ],
  "reasonReference": [
   "Condition",
   "DiagnosticReport",
   "DocumentReference",
   "Observation"
  ],
  "insurance": [
   "ClaimResponse",
   "Coverage"
  ],
  "specimen": [
   "Specimen"
  ],
  "relevantHistory": [
   "Provenance"
  ]
 },
 "Specimen": {
  "subject": [
   "Device",
   "Group",
   "Location",
   "Patient",
   "Substance"
  ],
  "parent": [
   "Specimen"
  ],
  "request": [
   "ServiceRequest"
  ],
  "collection.collector": [
   "Practitioner",
   "PractitionerRole"
  ],
  "processing.additive": [
   "Substance"
  ],
  "container.additiveReference": [
   "Substance"
  ]
 },
 "SupplyDelivery": {
  "basedOn": [
   "SupplyRequest"
  ],
  "partOf": [
   "Contract",
   "SupplyDelivery"
  ],
  "patient": [
   "Patient"
  ],
  "suppliedItem.itemReference": [
   "Device",
   "Medication",
   "Substance"
  ],
  "supplier": [
   "Organization",
   "Practitioner",
   "PractitionerRole"
  ],
  "destination": [
   "Location"
  ],
  "receiver": [
   "Practitioner",
   "PractitionerRole"
  ]
 }
};
