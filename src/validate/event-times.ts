/**
 * When the events of a patient's life happened, by resource type: the elements whose times must lie between birth and death. Each
 * row names a dateTime or a Period. Times of paper work (`issued`, `recorded`), of things (a device's making) and of plans (a due
 * date) are left out: they may lie outside a life.
 */
export const EVENT_TIMES: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['onsetDateTime', 'lastOccurrence'],
  CarePlan: ['period'],
  Condition: ['onsetDateTime', 'onsetPeriod', 'abatementDateTime', 'recordedDate'],
  DiagnosticReport: ['effectiveDateTime', 'effectivePeriod'],
  Encounter: ['period'],
  Goal: ['startDate'],
  ImagingStudy: ['started'],
  Immunization: ['occurrenceDateTime'],
  Media: ['createdDateTime'],
  MedicationAdministration: ['effectiveDateTime', 'effectivePeriod'],
  MedicationDispense: ['whenPrepared', 'whenHandedOver'],
  MedicationRequest: ['authoredOn'],
  Observation: ['effectiveDateTime', 'effectivePeriod'],
  Procedure: ['performedDateTime', 'performedPeriod'],
  QuestionnaireResponse: ['authored'],
  ServiceRequest: ['authoredOn', 'occurrenceDateTime'],
  SupplyDelivery: ['occurrenceDateTime'],
};
