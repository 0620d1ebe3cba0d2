import { listOf, objectOf, textOf } from '../../language/loose-json.ts';
import type { Bundle, Resource } from './bundle.ts';
import { conceptText, localTime, valueText } from './words.ts';

/** One thing that a record tells. */
export interface ChartEvent {
  /** Local time, or date, as FHIR writes it without the offset; empty when it is not told. */
  readonly time: string;
  /** What happened: one word before the text. */
  readonly label: string;
  readonly text: string;
  /** The encounter that it was part of, where that is known. */
  readonly encounter: Resource | undefined;
}

type Describe = (resource: Resource, bundle: Bundle) => Omit<ChartEvent, 'encounter'>;

/** How the resources of each type read, in the order in which an encounter tells them. */
const DESCRIBE: Readonly<Record<string, Describe>> = {
  Condition: (json) => ({
    time: localTime(json['recordedDate'] ?? json['onsetDateTime'] ?? objectOf(json['onsetPeriod'])['start']),
    label: 'diagnosed',
    text: conceptText(json['code']),
  }),
  AllergyIntolerance: (json) => ({
    time: localTime(json['recordedDate'] ?? json['onsetDateTime']),
    label: 'allergy',
    text: conceptText(json['code']) + reactionText(json),
  }),
  DiagnosticReport: (json) => ({
    time: localTime(json['effectiveDateTime'] ?? objectOf(json['effectivePeriod'])['start']),
    label: 'reported',
    text: conceptText(json['code']),
  }),
  Observation: (json) => ({ time: observed(json), label: 'measured', text: observationText(json) }),
  ImagingStudy: (json) => ({
    time: localTime(json['started']),
    label: 'imaged',
    text: conceptText(listOf(json['procedureCode'])[0]) || modalityText(json),
  }),
  Procedure: (json) => ({
    time: localTime(objectOf(json['performedPeriod'])['start'] ?? json['performedDateTime']),
    label: 'done',
    text: conceptText(json['code']),
  }),
  MedicationRequest: (json, bundle) => ({
    time: localTime(json['authoredOn']),
    label: 'prescribed',
    text: medicationText(json, bundle),
  }),
  MedicationAdministration: (json, bundle) => ({
    time: localTime(json['effectiveDateTime'] ?? objectOf(json['effectivePeriod'])['start']),
    label: 'given',
    text: medicationText(json, bundle),
  }),
  Immunization: (json) => ({
    time: localTime(json['occurrenceDateTime']),
    label: 'vaccinated',
    text: conceptText(json['vaccineCode']),
  }),
  CarePlan: (json) => ({
    time: localTime(objectOf(json['period'])['start']),
    label: 'planned',
    text: carePlanText(json),
  }),
  Goal: (json) => ({ time: localTime(json['startDate']), label: 'goal', text: conceptText(json['description']) }),
  SupplyDelivery: (json) => ({
    time: localTime(json['occurrenceDateTime']),
    label: 'supplied',
    text: supplyText(json),
  }),
};

/** Labels in the order in which an encounter tells them. */
const LABELS: readonly string[] = [
  ...['diagnosed', 'allergy', 'reported', 'measured', 'imaged', 'done', 'prescribed', 'given', 'vaccinated'],
  ...['planned', 'goal', 'supplied', 'resolved', 'died'],
];

/** What the resources of a bundle tell, encounters and the patient left out; and how many it has no words for, by type. */
export function eventsOf(bundle: Bundle): {
  readonly events: readonly ChartEvent[];
  readonly untold: ReadonlyMap<string, number>;
} {
  const events: ChartEvent[] = [];
  const untold = new Map<string, number>();
  for (const resource of bundle.resources) {
    const type = textOf(resource['resourceType']);
    if (TOLD_ELSEWHERE.has(type)) continue;
    const describe = DESCRIBE[type];
    if (!describe) {
      untold.set(type, (untold.get(type) ?? 0) + 1);
      continue;
    }
    const encounter = bundle.target(resource['encounter'] ?? resource['context']);
    const event = describe(resource, bundle);
    if (event.text !== '') events.push({ ...event, encounter });
    if (type === 'Condition' && resource['abatementDateTime'] !== undefined) {
      const time = localTime(resource['abatementDateTime']);
      events.push({ time, label: 'resolved', text: event.text, encounter: encounterAt(time, bundle) });
    }
  }
  return { events: events.sort(compareEvents), untold };
}

const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['Patient', 'Encounter', 'Medication', 'Device', 'Specimen']);

/** The encounter during which a condition was found to be over; none for a time without hours. */
function encounterAt(time: string, bundle: Bundle): Resource | undefined {
  return bundle.of('Encounter').find((encounter) => {
    const { start, end } = objectOf(encounter['period']);
    return time.length > 10 && localTime(start) <= time && time <= localTime(end);
  });
}

function compareEvents(a: ChartEvent, b: ChartEvent): number {
  const byLabel = LABELS.indexOf(a.label) - LABELS.indexOf(b.label);
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return byLabel !== 0 ? byLabel : 0;
}

/** What a MedicationRequest or MedicationAdministration is about. */
export function medicationText(json: Resource, bundle: Bundle): string {
  const medication = bundle.target(json['medicationReference']);
  return conceptText(json['medicationCodeableConcept'] ?? medication?.['code']);
}

function observed(json: Resource): string {
  return localTime(json['effectiveDateTime'] ?? objectOf(json['effectivePeriod'])['start'] ?? json['issued']);
}

function observationText(json: Resource): string {
  const name = conceptText(json['code']);
  const parts = listOf(json['component']).map((part) => `${conceptText(objectOf(part)['code'])} ${valueText(part)}`);
  const value = [valueText(json), ...parts].filter((text) => text.trim() !== '').join(', ');
  return value === '' ? name : `${name}: ${value}`;
}

function reactionText(json: Resource): string {
  const reactions = listOf(json['reaction']).map((reaction) => {
    const { manifestation, severity } = objectOf(reaction);
    const what = conceptText(listOf(manifestation)[0]);
    return severity === undefined ? what : `${what}, ${textOf(severity)}`;
  });
  return reactions.length === 0 ? '' : ` (${reactions.join('; ')})`;
}

function carePlanText(json: Resource): string {
  const activities = listOf(json['activity']).map((activity) =>
    conceptText(objectOf(objectOf(activity)['detail'])['code']),
  );
  const categories = listOf(json['category']).map(conceptText);
  // US Core puts one category of its own before what the plan is.
  const name = textOf(json['title']) || (categories.at(-1) ?? '');
  const named = activities.filter((text) => text !== '');
  return named.length === 0 ? name : `${name}: ${named.join(', ')}`;
}

function supplyText(json: Resource): string {
  const { itemCodeableConcept, quantity } = objectOf(json['suppliedItem']);
  const amount = textOf(objectOf(quantity)['value']);
  const name = conceptText(itemCodeableConcept);
  return amount === '' || amount === '1' ? name : `${amount} × ${name}`;
}

function modalityText(json: Resource): string {
  const { modality } = objectOf(listOf(json['series'])[0]);
  return textOf(objectOf(modality)['display']);
}
