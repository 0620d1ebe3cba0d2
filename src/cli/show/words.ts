import { ageInYears, parseTime } from '../../core/time.ts';
import { listOf, objectOf, textOf } from '../../language/loose-json.ts';

/** What a CodeableConcept says: its text, display or code, without the tag of SNOMED CT. */
export function conceptText(concept: unknown): string {
  const { text, coding } = objectOf(concept);
  const { display, code } = objectOf(listOf(coding)[0]);
  return withoutTag(textOf(text) || textOf(display) || textOf(code));
}

/** `Asthma (disorder)` as `Asthma`. */
function withoutTag(text: string): string {
  return text.replace(/ \([a-z][a-z/ ]+\)$/, '');
}

/** `1970-01-31T08:05` of a FHIR date or time, as the clock of its place showed it; what is missing of the time is left out. */
export function localTime(value: unknown): string {
  return textOf(value).slice(0, 16);
}

/** `1970-01-31`. */
export function dayOf(value: unknown): string {
  return textOf(value).slice(0, 10);
}

/** Completed years between two dates; undefined when one of them is not there. */
export function yearsBetween(birth: string, day: string): number | undefined {
  const from = parseTime(birth.slice(0, 10));
  const to = parseTime(day.slice(0, 10));
  return from === undefined || to === undefined ? undefined : ageInYears(from, to);
}

/** The value of an observation or of one of its components: number and unit, words, or nothing. */
export function valueText(holder: unknown): string {
  const json = objectOf(holder);
  const quantity = objectOf(json['valueQuantity']);
  if (quantity['value'] !== undefined) {
    return `${textOf(quantity['comparator'])}${shortNumber(quantity['value'])} ${unitText(quantity)}`.trim();
  }
  if (json['valueCodeableConcept'] !== undefined) return conceptText(json['valueCodeableConcept']);
  if (json['valueSampledData'] !== undefined) return 'a series of samples';
  if (json['valueAttachment'] !== undefined) return 'an attachment';
  const plain = ['valueString', 'valueBoolean', 'valueInteger', 'valueDateTime', 'valueTime'].map((key) => json[key]);
  return textOf(plain.find((value) => value !== undefined));
}

/** Four digits are more than a reader needs. */
function shortNumber(value: unknown): string {
  const number = Number(value);
  return Number.isFinite(number) ? String(Number(number.toPrecision(4))) : textOf(value);
}

function unitText(quantity: unknown): string {
  const { unit, code } = objectOf(quantity);
  const text = textOf(unit) || textOf(code);
  // Annotations such as {score} and the unit of pure numbers say nothing to a reader.
  return /^(\{.*\}|1)$/.test(text) ? '' : text;
}
