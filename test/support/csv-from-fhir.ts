import { systemName } from '../../src/core/code.ts';
import type { Loose } from './bundles.ts';
import type { Row } from './csv-tables.ts';

/** What rows of a table say according to FHIR resources: the columns that those decide. Written against the resources alone. */
export type RowsOfResource = (resource: Loose) => readonly Row[];

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const idOf = (reference: Loose): string => text(reference?.reference?.split('/')[1]);
const day = (dateTime: string | undefined): string => text(dateTime?.slice(0, 10));
const utc = (dateTime: string | undefined): string =>
  dateTime === undefined ? '' : new Date(dateTime).toISOString().replace('.000Z', 'Z');

function coded(concept: Loose, names = ['CODE', 'DESCRIPTION']): Row {
  const [code = '', description = ''] = names;
  return { [code]: text(concept?.coding?.[0]?.code), [description]: text(concept?.text) };
}

const system = (concept: Loose): Row => ({ SYSTEM: systemName(text(concept?.coding?.[0]?.system)) });
const reason = (concept: Loose): Row => coded(concept, ['REASONCODE', 'REASONDESCRIPTION']);

/** `STOP` of what FHIR says to be over without saying when: only whether there is one. */
export const SOME = '<some>';
const over = (isOver: boolean): Row => ({ STOP: isOver ? SOME : '' });

const SEVERITIES = ['severe', 'moderate', 'mild'];

function reactions(list: readonly Loose[] = []): Row {
  const rank = ({ severity }: Loose) => SEVERITIES.indexOf(severity);
  const told = list.length > 2 ? [...list].sort((a, b) => rank(a) - rank(b)) : list;
  const cells = [0, 1].map((i) => ({
    ...coded(told[i]?.manifestation[0], [`REACTION${i + 1}`, `DESCRIPTION${i + 1}`]),
    [`SEVERITY${i + 1}`]: text(told[i]?.severity?.toUpperCase()),
  }));
  return Object.assign({}, ...cells);
}

/** Value and type of an observation or component; undefined where it has none. */
function foundIn(v: Loose, media: Loose): Row | undefined {
  if (v.valueQuantity) {
    return { VALUE: text(v.valueQuantity.value), UNITS: text(v.valueQuantity.unit), TYPE: 'numeric' };
  }
  const words =
    v.valueSampledData?.data ??
    v.valueCodeableConcept?.text ??
    v.valueString ??
    v.valueBoolean ??
    media?.content.data ??
    media?.content.url;
  return words === undefined ? undefined : { VALUE: text(words), TYPE: 'text' };
}

function observationRows(resource: Loose, media: Loose): Row[] {
  const shared = {
    DATE: utc(resource.effectiveDateTime),
    PATIENT: idOf(resource.subject),
    ENCOUNTER: idOf(resource.encounter),
    CATEGORY: text(resource.category?.[0]?.coding[0].code),
  };
  const parts = [resource, ...(resource.component ?? [])];
  return parts.flatMap((part, i) => {
    const value = foundIn(part, i === 0 ? media : undefined);
    return value ? [{ ...shared, ...coded(part.code), ...value }] : [];
  });
}

const geo = (address: Loose, name: string): string =>
  text(address.extension[0].extension.find(({ url }: Loose) => url === name).valueDecimal);

const numbered = (resource: Loose, type: string): string =>
  text(resource.identifier.find((identifier: Loose) => identifier.type?.coding[0].code === type)?.value);

const ofPatient = (resource: Loose): Row => ({
  PATIENT: idOf(resource.subject ?? resource.patient),
  ...(resource.encounter !== undefined && { ENCOUNTER: idOf(resource.encounter) }),
});

const address = ({ line, city, state, postalCode }: Loose): Row => ({
  ADDRESS: text(line?.[0]),
  CITY: text(city),
  STATE: text(state),
  ZIP: text(postalCode),
});

/** By table: the type of the resources, and their rows. `media` finds the Media of an observation. */
export function expectations(
  media: (observation: Loose) => Loose,
): Readonly<Record<string, { type: string; rows: RowsOfResource }>> {
  return {
    patients: {
      type: 'Patient',
      rows: (r) => {
        const { STATE: _state, ...home } = address(r.address[0]);
        const former = r.name.find(({ use }: Loose) => use === 'old' || use === 'maiden');
        const row = {
          Id: r.id,
          BIRTHDATE: r.birthDate,
          DEATHDATE: day(r.deceasedDateTime),
          SSN: numbered(r, 'SS'),
          DRIVERS: numbered(r, 'DL'),
          PASSPORT: numbered(r, 'PPN'),
          FIRST: r.name[0].given[0],
          LAST: r.name[0].family,
          MAIDEN: text(former?.family),
          MARITAL: text(r.maritalStatus?.coding[0].code),
          GENDER: r.gender === 'female' ? 'F' : 'M',
          ...home,
          COUNTY: text(r.address[0].district),
          LAT: geo(r.address[0], 'latitude'),
          LON: geo(r.address[0], 'longitude'),
        };
        return [row];
      },
    },
    encounters: {
      type: 'Encounter',
      rows: (r) => [
        {
          Id: r.id,
          START: utc(r.period.start),
          STOP: utc(r.period.end),
          PATIENT: idOf(r.subject),
          ORGANIZATION: idOf(r.serviceProvider),
          PROVIDER: idOf(r.participant?.[0].individual),
          ...coded(r.type[0]),
          ...reason(r.reasonCode?.[0]),
        },
      ],
    },
    conditions: {
      type: 'Condition',
      rows: (r) => [
        {
          START: day(r.onsetDateTime),
          STOP: day(r.abatementDateTime),
          PATIENT: idOf(r.subject),
          ENCOUNTER: idOf(r.encounter),
          ...system(r.code),
          ...coded(r.code),
        },
      ],
    },
    allergies: {
      type: 'AllergyIntolerance',
      rows: (r) => [
        {
          START: day(r.recordedDate),
          ...over(r.clinicalStatus.coding[0].code === 'resolved'),
          PATIENT: idOf(r.patient),
          ENCOUNTER: idOf(r.encounter),
          ...system(r.code),
          ...coded(r.code),
          TYPE: text(r.type),
          CATEGORY: text(r.category?.[0]),
          ...reactions(r.reaction),
        },
      ],
    },
    medications: {
      type: 'MedicationRequest',
      rows: (r) => [
        {
          START: utc(r.authoredOn),
          ...over(r.status !== 'active' && r.statusReason?.text !== 'Patient deceased'),
          PATIENT: idOf(r.subject),
          ENCOUNTER: idOf(r.encounter),
          ...coded(r.medicationCodeableConcept),
          ...reason(r.reasonCode?.[0]),
        },
      ],
    },
    careplans: {
      type: 'CarePlan',
      rows: (r) => [
        {
          Id: r.id,
          START: day(r.period.start),
          STOP: day(r.period.end),
          PATIENT: idOf(r.subject),
          ENCOUNTER: idOf(r.encounter),
          ...coded(r.category[r.category.length - 1]),
          ...(r.activity && reason(r.activity[0].detail.reasonCode?.[0])),
        },
      ],
    },
    observations: { type: 'Observation', rows: (r) => observationRows(r, media(r)) },
    procedures: {
      type: 'Procedure',
      rows: (r) => [
        {
          START: utc(r.performedPeriod.start),
          STOP: utc(r.performedPeriod.end),
          PATIENT: idOf(r.subject),
          ENCOUNTER: idOf(r.encounter),
          ...system(r.code),
          ...coded(r.code),
          ...reason(r.reasonCode?.[0]),
        },
      ],
    },
    immunizations: {
      type: 'Immunization',
      rows: (r) => [
        {
          DATE: utc(r.occurrenceDateTime),
          PATIENT: idOf(r.patient),
          ENCOUNTER: idOf(r.encounter),
          ...coded(r.vaccineCode),
        },
      ],
    },
    imaging_studies: {
      type: 'ImagingStudy',
      rows: (r) =>
        r.series.flatMap((series: Loose) =>
          (series.instance ?? []).map((instance: Loose) => ({
            Id: r.id,
            DATE: utc(r.started),
            PATIENT: idOf(r.subject),
            ENCOUNTER: idOf(r.encounter),
            SERIES_UID: series.uid,
            BODYSITE_CODE: text(series.bodySite?.code),
            BODYSITE_DESCRIPTION: text(series.bodySite?.display),
            MODALITY_CODE: text(series.modality?.code),
            MODALITY_DESCRIPTION: text(series.modality?.display),
            INSTANCE_UID: instance.uid,
            SOP_CODE: instance.sopClass.code.replace('urn:oid:', ''),
            PROCEDURE_CODE: text(r.procedureCode[0].coding?.[0]?.code),
          })),
        ),
    },
    devices: {
      type: 'Device',
      rows: (r) => [
        {
          ...over(r.status === 'inactive'),
          ...ofPatient(r),
          ...coded(r.type),
          ...(r.udiCarrier && { UDI: r.udiCarrier[0].carrierHRF }),
        },
      ],
    },
    supplies: {
      type: 'SupplyDelivery',
      rows: (r) => [
        {
          DATE: day(r.occurrenceDateTime),
          ...ofPatient(r),
          ...coded(r.suppliedItem.itemCodeableConcept),
          QUANTITY: text(r.suppliedItem.quantity.value),
        },
      ],
    },
    organizations: {
      type: 'Organization',
      rows: (r) => [{ Id: r.id, NAME: r.name, ...address(r.address[0]), PHONE: text(r.telecom?.[0].value) }],
    },
    providers: {
      type: 'Practitioner',
      rows: (r) => [
        {
          Id: r.id,
          NAME: [...(r.name[0].given ?? []), r.name[0].family].join(' '),
          GENDER: r.gender === 'female' ? 'F' : 'M',
          ...address(r.address[0]),
        },
      ],
    },
  };
}
