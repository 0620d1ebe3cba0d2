import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The three cohorts once more, from the exported FHIR alone: plain code that knows nothing of how the program judges lives. Each function
 * gives the index date of a patient who fits, or why the patient does not.
 */

/** A patient's bundle, as JSON. */
export interface Bundle {
  readonly entry: readonly { readonly resource: Resource }[];
}

interface Coding {
  readonly system?: string;
  readonly code?: string;
}

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly birthDate?: string;
  readonly deceasedDateTime?: string;
  readonly code?: { readonly coding?: readonly Coding[] };
  readonly medicationCodeableConcept?: { readonly coding?: readonly Coding[] };
  readonly authoredOn?: string;
  readonly recordedDate?: string;
  readonly effectiveDateTime?: string;
  readonly class?: Coding;
  readonly period?: { readonly start: string; readonly end?: string };
  readonly valueQuantity?: { readonly value: number; readonly code?: string };
  readonly component?: readonly Pick<Resource, 'code' | 'valueQuantity'>[];
}

/** The bundles of patients in the folder of a run, by the id of the patient. */
export function patientBundles(folder: string): ReadonlyMap<string, Bundle> {
  const found = new Map<string, Bundle>();
  for (const name of readdirSync(join(folder, 'fhir')).filter((file) => file.endsWith('.json'))) {
    const bundle = JSON.parse(readFileSync(join(folder, 'fhir', name), 'utf8')) as Bundle;
    const patient = bundle.entry.find(({ resource }) => resource.resourceType === 'Patient');
    if (patient) found.set(patient.resource.id, bundle);
  }
  return found;
}

/** Whether a patient is a member: the index date, or what is missing. */
export type Verdict = { readonly index: string } | { readonly missing: string };

/** Day of a FHIR date or time on the clock of the place, which is how it is written. */
function day(text: string | undefined): string {
  if (text === undefined) throw new Error('a date is missing');
  return text.slice(0, 10);
}

/** The date so many months (or days) from another; negative before. */
export function shifted(date: string, { months = 0, days = 0 }: { months?: number; days?: number }): string {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number);
  const first = new Date(Date.UTC(y, m - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  // A day that the month does not have is the first of the next.
  const shiftedDay =
    d > last ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1) : first.getTime() + (d - 1) * DAY;
  return new Date(shiftedDay + days * DAY).toISOString().slice(0, 10);
}

const DAY = 86_400_000;

function resources({ entry }: Bundle, type: string): readonly Resource[] {
  return entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

function has(concept: Resource['code'], codes: readonly string[]): boolean {
  return concept?.coding?.some(({ code }) => code !== undefined && codes.includes(code)) === true;
}

/** Days on which one of these drugs was ordered, in order. */
function orders(bundle: Bundle, codes: readonly string[]): string[] {
  const found = resources(bundle, 'MedicationRequest').filter((order) => has(order.medicationCodeableConcept, codes));
  return found.map(({ authoredOn }) => day(authoredOn)).sort();
}

function diagnoses(bundle: Bundle, codes: readonly string[]): string[] {
  const found = resources(bundle, 'Condition').filter(({ code }) => has(code, codes));
  return found.map(({ recordedDate }) => day(recordedDate)).sort();
}

/** Days of results (or components) with this code and a value that fits. */
function results(bundle: Bundle, code: string, fits: (value: number) => boolean): string[] {
  const parts = resources(bundle, 'Observation').flatMap((observation) =>
    [observation, ...(observation.component ?? [])].map((part) => ({ part, on: day(observation.effectiveDateTime) })),
  );
  const found = parts.filter(
    ({ part }) => has(part.code, [code]) && part.valueQuantity !== undefined && fits(part.valueQuantity.value),
  );
  return found.map(({ on }) => on).sort();
}

function patientOf(bundle: Bundle): Resource {
  return resources(bundle, 'Patient')[0] as Resource;
}

/** Whether somebody born on `birth` has completed so many years on `date`. */
function isAged(birth: string | undefined, date: string, years: number): boolean {
  return shifted(day(birth), { months: 12 * years }) <= date;
}

const METFORMIN = '861007';
const INSULINS = ['311041', '311028'];
const GLUCOSE_DRUGS = [METFORMIN, '310490', '312440', '665033', '1545658', '1551295', '197496', ...INSULINS];

export function newlyTreatedDiabetes(bundle: Bundle, end: string): Verdict {
  const drugs = orders(bundle, GLUCOSE_DRUGS);
  const [index] = drugs;
  if (index === undefined || index < '2015-01-01') return { missing: 'first drug ever since 2015' };
  if (!isAged(patientOf(bundle).birthDate, index, 18)) return { missing: 'adult' };
  if (!diagnoses(bundle, ['44054006']).some((date) => date <= index)) return { missing: 'diagnosis' };
  const high = results(bundle, '4548-4', (value) => value >= 6.5);
  const since = shifted(index, { months: -6 });
  if (!high.some((date) => date >= since && date <= index)) return { missing: 'HbA1c of 6.5 or more' };
  if (orders(bundle, INSULINS).includes(index)) return { missing: 'other than insulin' };
  if (diagnoses(bundle, ['431857002', '433146000']).some((date) => date <= index)) return { missing: 'kidneys' };
  return shifted(index, { months: 12 }) <= end ? { index } : { missing: 'a year of records' };
}

const PRESSURE_DRUGS = [
  ...['310798', '197956', '856519', '197381', '317173', '858817'],
  ...['314076', '197361', '979492', '866514', '313096'],
];

export function uncontrolledHypertension(bundle: Bundle, end: string): Verdict {
  const raised = [
    ...results(bundle, '8480-6', (value) => value >= 140),
    ...results(bundle, '8462-4', (value) => value >= 90),
  ];
  const days = [...new Set(raised)].sort();
  const drugs = orders(bundle, PRESSURE_DRUGS);
  const index = days.find((date) => {
    const year = shifted(date, { months: -12 });
    const [first, last] = [shifted(date, { months: -15 }), shifted(date, { days: -90 })];
    const isTwice = days.filter((other) => other >= year && other <= date).length >= 2;
    return date >= '2016-01-01' && isTwice && drugs.some((order) => order >= first && order <= last);
  });
  if (index === undefined) return { missing: 'two raised readings on treatment' };
  const { birthDate } = patientOf(bundle);
  if (!isAged(birthDate, index, 18) || isAged(birthDate, index, 86)) return { missing: 'age' };
  const halfYear = shifted(index, { months: -6 });
  if (!diagnoses(bundle, ['59621000']).some((date) => date <= halfYear)) return { missing: 'diagnosis' };
  if (diagnoses(bundle, ['433146000']).some((date) => date <= index)) return { missing: 'kidneys' };
  return shifted(index, { months: 6 }) <= end ? { index } : { missing: 'half a year of records' };
}

const CONTROLLERS = [
  ...['831246', '317769', '966540', '895999', '351109', '242438', '311759'],
  ...['200224', '896184', '1246304', '1657209'],
];

export function childhoodAsthma(bundle: Bundle, end: string): Verdict {
  const [index] = orders(bundle, CONTROLLERS);
  if (index === undefined || index < '2010-01-01') return { missing: 'first controller ever since 2010' };
  if (isAged(patientOf(bundle).birthDate, index, 12)) return { missing: 'childhood' };
  if (!diagnoses(bundle, ['195967001']).some((date) => date <= index)) return { missing: 'diagnosis' };
  const [from, to] = [shifted(index, { days: -30 }), shifted(index, { days: -1 })];
  const stays = resources(bundle, 'Encounter').filter((encounter) => encounter.class?.code === 'IMP');
  const isStay = stays.some(({ period }) => day(period?.start) <= to && day(period?.end ?? '9999-12-31') >= from);
  if (isStay) return { missing: 'no stay in hospital' };
  return shifted(index, { months: 12 }) <= end ? { index } : { missing: 'a year of records' };
}

/** When and why the follow-up of so many years ends. */
export function followUpEnd(bundle: Bundle, index: string, years: number, end: string): readonly [string, string] {
  const planned = shifted(index, { months: 12 * years });
  const { deceasedDateTime } = patientOf(bundle);
  const death = deceasedDateTime === undefined ? undefined : day(deceasedDateTime);
  if (death !== undefined && death <= planned) return [death, 'death'];
  return planned <= end ? [planned, 'length reached'] : [end, 'end of records'];
}
