import type { Code } from '../../src/core/code.ts';
import { DAY, HOUR, MINUTE, type SimTime, timeOf } from '../../src/core/time.ts';
import type { AllergyEntry } from '../../src/record/kinds/allergy.ts';
import type { CarePlanEntry } from '../../src/record/kinds/care-plan.ts';
import type { ConditionEntry } from '../../src/record/kinds/condition.ts';
import type { DeviceEntry } from '../../src/record/kinds/device.ts';
import type { EncounterClass, EncounterEntry } from '../../src/record/kinds/encounter.ts';
import type { Cause } from '../../src/record/kinds/entry.ts';
import type { ImagingStudyEntry } from '../../src/record/kinds/imaging-study.ts';
import type { ImmunizationEntry } from '../../src/record/kinds/immunization.ts';
import type { Entry } from '../../src/record/kinds/index.ts';
import type { MedicationEntry } from '../../src/record/kinds/medication.ts';
import type { ObservationEntry } from '../../src/record/kinds/observation.ts';
import type { ProcedureEntry } from '../../src/record/kinds/procedure.ts';
import type { ReportEntry } from '../../src/record/kinds/report.ts';
import { SPECIMEN_CODES, type SpecimenEntry, type SpecimenType } from '../../src/record/kinds/specimen.ts';
import type { SupplyEntry } from '../../src/record/kinds/supply.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import type { Address, CareSite, Person } from '../../src/record/person.ts';

const CAUSE: Cause = { module: 'test', file: 'test', state: 'State', visit: 0 };

export const REFERENCE_DATE: SimTime = timeOf(2025, 1, 1);

export function snomed(code: string, display: string): Code {
  return { system: 'SNOMED-CT', code, display };
}

export function loinc(code: string, display: string): Code {
  return { system: 'LOINC', code, display };
}

export function rxnorm(code: string, display: string): Code {
  return { system: 'RxNorm', code, display };
}

/** An id of the right shape: a UUID of version 8 from two numbers. */
export function testId(slot: number, n: number): string {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  return `${hex(slot, 8)}-0000-8000-8000-${hex(n * 16, 12)}`;
}

const ADDRESS: Address = {
  line: '12 Elm Street',
  city: 'Boston',
  state: 'MA',
  stateName: 'Massachusetts',
  postalCode: '02118',
  latitude: 42.3601,
  longitude: -71.0589,
};

/** The `n`-th of the places of care. */
export function site(n: number): CareSite {
  return {
    kind: 'hospital',
    organization: {
      id: testId(0xa0000000 + n, 1),
      name: `Hospital No. ${n}`,
      phone: '555-0100',
      npi: '2000000101',
    },
    location: { id: testId(0xa0000000 + n, 2), name: `Hospital No. ${n}, main building` },
    clinician: {
      id: testId(0xa0000000 + n, 3),
      roleId: testId(0xa0000000 + n, 4),
      givenName: 'Grace',
      familyName: `O'Neil`,
      sex: 'F',
      specialty: 'GENERAL PRACTICE',
      npi: '2000000002',
    },
    address: ADDRESS,
  };
}

/** A builder of one record: entries with every field, few of which a test has to say. */
export class RecordBuilder {
  readonly person: Person;
  /** Where the person's own clinician works. */
  readonly site: CareSite;
  readonly entries: Entry[] = [];
  #next = 1;

  constructor(slot: number, person: Partial<Person> = {}) {
    this.site = site(slot % 5);
    this.person = {
      slot,
      attempt: 0,
      id: testId(slot, 0),
      sex: slot % 2 === 0 ? 'F' : 'M',
      birth: timeOf(1950 + (slot % 60), 1 + (slot % 12), 1 + (slot % 28)) + 7 * HOUR,
      race: 'white',
      ethnicity: 'nonhispanic',
      givenName: 'María',
      familyName: `García-${slot}`,
      address: ADDRESS,
      phone: '555-0199',
      medicalRecordNumber: `MRN${1000 + slot}`,
      identifiers: {
        socialSecurityNumber: '912-34-5678',
        driversLicense: slot % 2 === 0 ? 'XDL-00000001' : undefined,
        passport: slot % 3 === 0 ? 'XPP-00000001' : undefined,
      },
      language: slot % 4 === 0 ? { code: 'es', name: 'spanish' } : { code: 'en', name: 'english' },
      birthPlace: slot % 4 === 0 ? { country: 'MX', state: undefined } : { country: 'US', state: 'MA' },
      ...person,
    };
  }

  #base(codes: readonly Code[], start: SimTime, encounter: EncounterEntry | null) {
    const id = testId(this.person.slot, this.#next++);
    return { id, start, stop: null as SimTime | null, codes: [...codes], encounter, cause: CAUSE, name: 'State' };
  }

  #add<E extends Entry>(entry: E): E {
    const made = sameShape(entry);
    this.entries.push(made);
    return made;
  }

  encounter(
    start: SimTime,
    encounterClass: EncounterClass = 'ambulatory',
    more: Partial<EncounterEntry> = {},
  ): EncounterEntry {
    return this.#add({
      ...this.#base([snomed('185345009', 'Encounter for symptom (procedure)')], start, null),
      kind: 'encounter',
      encounterClass,
      reason: null,
      reasonEntry: null,
      dischargeDisposition: null,
      stop: start + 15 * MINUTE,
      ended: true,
      specialty: 'GENERAL PRACTICE',
      site: this.site,
      ...more,
    });
  }

  condition(
    code: Code,
    start: SimTime,
    encounter: EncounterEntry | null,
    more: Partial<ConditionEntry> = {},
  ): ConditionEntry {
    return this.#add({
      ...this.#base([code], start, encounter),
      kind: 'condition',
      onset: start,
      diagnosed: true,
      ...more,
    });
  }

  allergy(
    code: Code,
    start: SimTime,
    encounter: EncounterEntry | null,
    more: Partial<AllergyEntry> = {},
  ): AllergyEntry {
    return this.#add({
      ...this.#base([code], start, encounter),
      kind: 'allergy',
      onset: start,
      diagnosed: true,
      allergyType: 'allergy',
      category: 'food',
      reactions: [],
      ...more,
    });
  }

  /** An observation that is in no list yet: a component. */
  component(
    code: Code,
    value: ObservationEntry['value'],
    unit: string | null = null,
    more: Partial<ObservationEntry> = {},
  ): ObservationEntry {
    return sameShape({ ...this.#base([code], 0, null), ...UNVALUED, value, unit, ...more });
  }

  observation(
    code: Code,
    encounter: EncounterEntry | null,
    value: ObservationEntry['value'],
    more: Partial<ObservationEntry> = {},
  ): ObservationEntry {
    return this.#add({ ...this.#base([code], encounter?.start ?? 0, encounter), ...UNVALUED, value, ...more });
  }

  specimen(
    type: SpecimenType,
    encounter: EncounterEntry | null,
    condition: SpecimenEntry['condition'] = null,
  ): SpecimenEntry {
    const base = this.#base([SPECIMEN_CODES[type]], encounter?.start ?? 0, encounter);
    return this.#add<SpecimenEntry>({ ...base, kind: 'specimen', type, condition });
  }

  report(
    code: Code,
    encounter: EncounterEntry,
    observations: readonly ObservationEntry[],
    category: string | null = 'laboratory',
  ): ReportEntry {
    const report = this.#add<ReportEntry>({
      ...this.#base([code], encounter.start, encounter),
      kind: 'report',
      category,
      observations,
    });
    for (const observation of observations) observation.report = report;
    return report;
  }

  procedure(code: Code, encounter: EncounterEntry, more: Partial<ProcedureEntry> = {}): ProcedureEntry {
    const base = this.#base([code], encounter.start, encounter);
    return this.#add({
      ...base,
      kind: 'procedure',
      stop: base.start + 30 * MINUTE,
      reasons: [],
      reasonEntry: null,
      ...more,
    });
  }

  medication(code: Code, encounter: EncounterEntry, more: Partial<MedicationEntry> = {}): MedicationEntry {
    return this.#add({
      ...this.#base([code], encounter.start, encounter),
      kind: 'medication',
      administered: false,
      chronic: false,
      prescription: null,
      reasons: [],
      reasonEntry: null,
      stopReason: null,
      renewedAs: null,
      ...more,
    });
  }

  immunization(code: Code, encounter: EncounterEntry, series: number | null = null): ImmunizationEntry {
    return this.#add({ ...this.#base([code], encounter.start, encounter), kind: 'immunization', series });
  }

  carePlan(code: Code, encounter: EncounterEntry, more: Partial<CarePlanEntry> = {}): CarePlanEntry {
    return this.#add({
      ...this.#base([code], encounter.start, encounter),
      kind: 'carePlan',
      activities: [],
      goals: [],
      reasons: [],
      reasonEntry: null,
      stopReason: null,
      ...more,
    });
  }

  device(code: Code, encounter: EncounterEntry, more: Partial<DeviceEntry> = {}): DeviceEntry {
    const base = this.#base([code], encounter.start, encounter);
    return this.#add({
      ...base,
      kind: 'device',
      manufacturer: 'Acme Devices',
      model: 'Mark II',
      manufactured: base.start - 30 * DAY,
      expires: base.start + 3000 * DAY,
      lotNumber: '12345678',
      serialNumber: '987654321',
      udi: '(01)00844588003288(11)200101(17)300101(10)12345678(21)987654321',
      ...more,
    });
  }

  imagingStudy(code: Code, encounter: EncounterEntry): ImagingStudyEntry {
    const uid = `1.2.840.99999999.1.${this.person.slot}.${this.#next}`;
    return this.#add({
      ...this.#base([code], encounter.start, encounter),
      kind: 'imagingStudy',
      uid,
      series: [
        {
          uid: `${uid}.1`,
          bodySite: snomed('51185008', 'Thoracic structure (body structure)'),
          modality: { system: 'DICOM-DCM', code: 'DX', display: 'Digital Radiography' },
          instances: [
            {
              uid: `${uid}.1.1`,
              title: 'Image of chest',
              sopClass: {
                system: 'DICOM-SOP',
                code: '1.2.840.10008.5.1.4.1.1.1.1',
                display: 'Digital X-Ray Image Storage',
              },
            },
          ],
        },
      ],
    });
  }

  supply(code: Code, encounter: EncounterEntry, quantity = 1): SupplyEntry {
    return this.#add({ ...this.#base([code], encounter.start, encounter), kind: 'supply', quantity });
  }

  /** The finished record; the life goes on to `end` unless a death says otherwise. */
  record(more: Partial<PatientRecord> = {}): PatientRecord {
    const end = more.death?.time ?? REFERENCE_DATE;
    const { person, site: primaryCare, entries } = this;
    return { person, primaryCare, entries, undiagnosed: [], symptoms: [], death: null, end, ...more };
  }

  /** The cause of what a test makes. */
  get cause(): Cause {
    return CAUSE;
  }
}

/**
 * The entry with its fields in one order for its kind, set one after the other: entries of one kind then have one hidden class, as
 * those of the engine have; objects put together by spreading each have their own, which makes reading them slow.
 */
function sameShape<E extends Entry>(entry: E): E {
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(entry).sort()) made[name] = entry[name as keyof E];
  return made as unknown as E;
}

const UNVALUED = {
  kind: 'observation',
  category: null,
  latent: null,
  absent: null,
  range: null,
  interpretation: null,
  specimen: null,
  unit: null,
  sampledData: null,
  attachment: null,
  components: [],
  report: null,
} as const;
