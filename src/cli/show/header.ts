import { listOf, objectOf, textOf } from '../../language/loose-json.ts';
import type { Bundle, Resource } from './bundle.ts';
import { medicationText } from './events.ts';
import { conceptText, dayOf, yearsBetween } from './words.ts';

/** A heading and its lines, in columns: when, what. */
export interface ListSection {
  readonly title: string;
  readonly rows: readonly (readonly [when: string, what: string])[];
}

/** Who the patient is, in one to three lines. */
export function whoIs(patient: Resource): { readonly name: string; readonly facts: readonly string[] } {
  const names = listOf(patient['name']).map(objectOf);
  const { prefix, given, family, suffix, text } = names.find(({ use }) => use === 'official') ?? names[0] ?? {};
  const parts = [...listOf(prefix), ...listOf(given), family, ...listOf(suffix)].map(textOf);
  const name = parts.filter((part) => part !== '').join(' ') || textOf(text) || 'nameless';
  const born = textOf(patient['birthDate']);
  const died = dayOf(patient['deceasedDateTime']);
  const age = died === '' ? undefined : yearsBetween(born, died);
  const life = [`born ${born || 'at an unknown date'}`];
  if (died !== '') life.push(`died ${died}${age === undefined ? '' : ` aged ${age}`}`);
  else if (patient['deceasedBoolean'] === true) life.push('died');
  const { city, state, country } = objectOf(listOf(patient['address'])[0]);
  const place = [city, state, country].map(textOf).filter((part) => part !== '');
  const people = [textOf(patient['gender']), usCoreText(patient, 'race'), usCoreText(patient, 'ethnicity')];
  return {
    name,
    facts: [
      [...people.filter((part) => part !== ''), ...life].join(', '),
      ...(place.length > 0 ? [`${died === '' ? 'lives' : 'lived'} in ${place.join(', ')}`] : []),
      ...numbersOf(patient),
    ],
  };
}

/** The text of the race or ethnicity extension of US Core. */
function usCoreText(patient: Resource, what: 'race' | 'ethnicity'): string {
  const extension = listOf(patient['extension'])
    .map(objectOf)
    .find(({ url }) => textOf(url).endsWith(`/us-core-${what}`));
  const parts = listOf(extension?.['extension']).map(objectOf);
  return textOf(parts.find(({ url }) => url === 'text')?.['valueString']);
}

/** Id and record number; a bundle whose ids a server gives has no id. */
function numbersOf(patient: Resource): readonly string[] {
  const id = textOf(patient['id']);
  const numbers = [...(id === '' ? [] : [`id ${id}`]), ...recordNumber(patient)];
  return numbers.length === 0 ? [] : [numbers.join(', ')];
}

function recordNumber(patient: Resource): readonly string[] {
  const identifiers = listOf(patient['identifier']).map(objectOf);
  const number = identifiers.find(({ type }) => textOf(objectOf(listOf(objectOf(type)['coding'])[0])['code']) === 'MR');
  return number === undefined ? [] : [`record number ${textOf(number['value'])}`];
}

/** Problems, allergies, medicines and devices: what goes on first, then what is over. */
export function listsOf(bundle: Bundle): readonly ListSection[] {
  const conditions = bundle.of('Condition').map((json) => ({
    isActive: json['abatementDateTime'] === undefined && statusOf(json) !== 'resolved',
    from: dayOf(json['onsetDateTime'] ?? json['recordedDate']),
    to: dayOf(json['abatementDateTime']),
    text: conceptText(json['code']),
  }));
  const medicines = bundle.of('MedicationRequest').map((json) => ({
    isActive: json['status'] === 'active',
    from: dayOf(json['authoredOn']),
    to: '',
    text: medicationText(json, bundle),
  }));
  const allergies = bundle.of('AllergyIntolerance').map((json) => ({
    isActive: statusOf(json) !== 'resolved',
    from: dayOf(json['recordedDate'] ?? json['onsetDateTime']),
    to: '',
    text: conceptText(json['code']),
  }));
  // A Device says when it was made, not since when it is worn.
  const devices = bundle.of('Device').map((json) => ({
    isActive: json['status'] === 'active',
    from: '',
    to: '',
    text: conceptText(json['type']) || textOf(objectOf(listOf(json['deviceName'])[0])['name']),
  }));
  return [
    section('Problems', conditions, true),
    section('Past problems', conditions, false),
    section('Allergies', allergies, true),
    section('Medicines', medicines, true),
    section('Past medicines', medicines, false),
    section('Devices', devices, true),
    section('Past devices', devices, false),
  ].filter(({ rows }) => rows.length > 0);
}

interface Listed {
  readonly isActive: boolean;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** One row for each text, since when and how often. */
function section(title: string, items: readonly Listed[], active: boolean): ListSection {
  const byText = new Map<string, { from: string; to: string; times: number }>();
  for (const { isActive, from, to, text } of items) {
    if (isActive !== active || text === '') continue;
    const known = byText.get(text);
    if (!known) byText.set(text, { from, to, times: 1 });
    else {
      known.times++;
      if (from < known.from) known.from = from;
      const last = to === '' ? from : to;
      if (last > known.to) known.to = last;
    }
  }
  const rows = [...byText].sort(([, a], [, b]) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return {
    title,
    rows: rows.map(([text, { from, to, times }]) => [
      active || to === '' || to === from ? from : `${from} to ${to}`,
      times === 1 ? text : `${text} (${times} times)`,
    ]),
  };
}

function statusOf(json: Resource): string {
  return textOf(objectOf(listOf(objectOf(json['clinicalStatus'])['coding'])[0])['code']);
}
