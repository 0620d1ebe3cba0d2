import type { IdMaker } from '../core/id.ts';
import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { DAY, yearOf } from '../core/time.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { Relative } from '../record/relative.ts';
import type { Reference } from '../reference/data.ts';

/** Procedures by which a child is born (SNOMED CT). A module tells of a birth by doing one of them. */
const DELIVERIES: ReadonlySet<string> = new Set([
  // Childbirth, as modules for the reference engine write it.
  '66348005',
  // Delivery procedure, and normal delivery.
  '236973005',
  '177184002',
  // Vaginal delivery: of fetus, with medical personnel present, breech, spontaneous breech.
  '700000006',
  '22633006',
  '237311001',
  '177157003',
  // Instrumental delivery, by forceps, by vacuum extraction.
  '236974004',
  '302383004',
  '61586001',
  // Cesarean section: any, elective, classical.
  '11466000',
  '177141003',
  '84195007',
]);
/** Two procedures of one delivery are closer to each other than two deliveries can be. */
const ONE_DELIVERY = 150 * DAY;
const NEWBORN = murmur3('newborn');
const SEX = 0;
const GIVEN_NAME = 1;
/** Boys among births: NCHS natality. */
const BOY = 0.512;

/** The children born in the pregnancies that modules simulated, as relatives: by the visit of the state that delivered them. */
export function newbornsOf(record: PatientRecord, reference: Reference, ids: IdMaker, draws: Draws): Relative[] {
  if (record.person.sex !== 'F') return [];
  const newborns: Relative[] = [];
  for (const entry of record.entries) {
    if (!isDelivery(entry)) continue;
    const last = newborns[newborns.length - 1];
    if (last === undefined || entry.start - last.birth > ONE_DELIVERY) {
      newborns.push(newbornOf(entry, record, reference, ids, draws));
    }
  }
  return newborns;
}

function isDelivery({ kind, codes }: Entry): boolean {
  return kind === 'procedure' && codes.some(({ code }) => DELIVERIES.has(code));
}

function newbornOf(
  entry: Entry,
  { person }: PatientRecord,
  reference: Reference,
  ids: IdMaker,
  draws: Draws,
): Relative {
  const { cause, start } = entry;
  const state = murmur3(`${cause.file} ${cause.state}`);
  const sex = draws.uniform(NEWBORN, state, cause.visit, SEX) < BOY ? 'M' : 'F';
  const spouse = person.family?.relatives.find(({ relationship }) => relationship === 'spouse');
  const uName = draws.uniform(NEWBORN, state, cause.visit, GIVEN_NAME);
  return {
    relationship: 'child',
    id: ids.id(NEWBORN, state, cause.visit, 0),
    sex,
    birth: start,
    death: null,
    givenName: reference.names.givenName(sex, yearOf(start), uName),
    familyName: spouse?.familyName ?? person.familyName,
    address: person.address,
    phone: person.phone,
    slot: null,
    medicalRecordNumber: null,
    sharesHome: true,
    conditions: [],
  };
}
