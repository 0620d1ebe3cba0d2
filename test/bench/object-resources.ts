/**
 * Resources as plain objects, written the way one writes them without templates: the baseline of serialiser.bench.ts. It shares
 * the rules (mend.ts, profiles, dosage words) with the exporter, and nothing that makes the exporter fast.
 */
import type {
  AllergyIntolerance,
  CarePlan,
  CodeableConcept,
  Coding,
  Condition,
  Device,
  DiagnosticReport,
  Encounter,
  FhirResource,
  Identifier,
  ImagingStudy,
  Immunization,
  MedicationRequest,
  Observation,
  Patient,
  Procedure,
  Specimen,
  SupplyDelivery,
} from 'fhir/r4.js';
import { type Code, systemUri } from '../../src/core/code.ts';
import { formatDate, formatLocal, formatOffset, type SimTime } from '../../src/core/time.ts';
import { actStop, lastingStop, Visits } from '../../src/export/chart/mend.ts';
import { categoryOf, vitalSignOf } from '../../src/export/chart/observation-category.ts';
import { unitOf } from '../../src/export/chart/units.ts';
import { claimsOf } from '../../src/export/fhir/claims.ts';
import { isCommonLanguage } from '../../src/export/fhir/languages.ts';
import { observationRole } from '../../src/export/fhir/observation-profiles.ts';
import type { AllergyEntry } from '../../src/record/kinds/allergy.ts';
import type { CarePlanEntry } from '../../src/record/kinds/care-plan.ts';
import type { ConditionEntry } from '../../src/record/kinds/condition.ts';
import type { DeviceEntry } from '../../src/record/kinds/device.ts';
import type { EncounterEntry } from '../../src/record/kinds/encounter.ts';
import type { ImagingStudyEntry } from '../../src/record/kinds/imaging-study.ts';
import type { ImmunizationEntry } from '../../src/record/kinds/immunization.ts';
import type { Entry } from '../../src/record/kinds/index.ts';
import type { MedicationEntry } from '../../src/record/kinds/medication.ts';
import type { ObservationEntry } from '../../src/record/kinds/observation.ts';
import type { ProcedureEntry } from '../../src/record/kinds/procedure.ts';
import type { ReportEntry } from '../../src/record/kinds/report.ts';
import type { SpecimenEntry } from '../../src/record/kinds/specimen.ts';
import type { SupplyEntry } from '../../src/record/kinds/supply.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import { DEFAULT_GUIDE } from '../../src/reference/guides.ts';

const CLAIMS = claimsOf(DEFAULT_GUIDE);
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const HL7 = 'http://terminology.hl7.org/CodeSystem';
const IDENTIFIER = 'http://anamnesis.example/identifier';

type Offset = (stateCode: string, t: SimTime) => number;

function concept(codes: readonly Code[]): CodeableConcept {
  return { coding: codes.map(coding), text: codes[0]?.display };
}

function coding({ system, code, display }: Code): Coding {
  return { system: systemUri(system), code, display };
}

function profile(name: string): { profile: string[] } {
  return { profile: [`${US_CORE}/${name}`] };
}

const BENEFICIARY = [{ system: `${HL7}/v2-0203`, code: 'SB', display: 'Social Beneficiary Identifier' }];

/** An identifier of a type, of who has one. */
function numbered(code: string, display: string, system: string, value: string | undefined): Identifier[] {
  const more = code === 'SS' ? BENEFICIARY : [];
  const type = { coding: [{ system: `${HL7}/v2-0203`, code, display }, ...more], text: display };
  return value === undefined ? [] : [{ type, system, value }];
}

function spokenLanguage(coding: Coding & { readonly code: string; readonly display: string }): CodeableConcept {
  const { code, display: text } = coding;
  if (isCommonLanguage(code)) return { coding: [coding], text };
  const url = 'http://hl7.org/fhir/StructureDefinition/iso21090-SC-coding';
  return { text, _text: { extension: [{ url, valueCoding: coding }] } };
}

/** Builds the resources of one record. */
export class ObjectResources {
  readonly #record: PatientRecord;
  readonly #offset: Offset;
  readonly #visits: Visits;
  readonly #subject: { reference: string };

  constructor(record: PatientRecord, offset: Offset) {
    this.#record = record;
    this.#offset = offset;
    this.#visits = new Visits(record.entries);
    this.#subject = { reference: `Patient/${record.person.id}` };
  }

  all(): FhirResource[] {
    const resources: FhirResource[] = [this.#patient()];
    for (const entry of this.#record.entries) resources.push(this.#resource(entry));
    return resources;
  }

  #resource(entry: Entry): FhirResource {
    switch (entry.kind) {
      case 'encounter':
        return this.#encounter(entry);
      case 'condition':
        return this.#condition(entry);
      case 'allergy':
        return this.#allergy(entry);
      case 'specimen':
        return this.#specimen(entry);
      case 'observation':
        return this.#observation(entry);
      case 'report':
        return this.#report(entry);
      case 'procedure':
        return this.#procedure(entry);
      case 'medication':
        return this.#medication(entry);
      case 'immunization':
        return this.#immunization(entry);
      case 'carePlan':
        return this.#carePlan(entry);
      case 'device':
        return this.#device(entry);
      case 'imagingStudy':
        return this.#imagingStudy(entry);
      case 'supply':
        return this.#supply(entry);
    }
  }

  #time(t: SimTime): string {
    return `${formatLocal(t)}${formatOffset(this.#offset(this.#record.person.address.state, t))}`;
  }

  #timeOr(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.#time(t);
  }

  #visit(entry: Entry): { reference: string } | undefined {
    const visit = this.#visits.of(entry);
    return visit && { reference: `Encounter/${visit.id}` };
  }

  #reason(reason: Entry | null): { reference: string }[] | undefined {
    return reason?.kind === 'condition' && reason.diagnosed ? [{ reference: `Condition/${reason.id}` }] : undefined;
  }

  #reasonCodes(codes: readonly Code[]): CodeableConcept[] | undefined {
    return codes.length === 0 ? undefined : codes.map((code) => concept([code]));
  }

  #patient(): Patient {
    const { person, primaryCare } = this.#record;
    const { identifiers, language, birthPlace } = person;
    const spoken = language.name.charAt(0).toUpperCase() + language.name.slice(1);
    const omb = (code: string, display: string) => [
      { url: 'ombCategory', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code, display } },
      { url: 'text', valueString: display },
    ];
    return {
      resourceType: 'Patient',
      id: person.id,
      meta: profile('us-core-patient'),
      extension: [
        { url: `${US_CORE}/us-core-race`, extension: omb('2106-3', 'White') },
        { url: `${US_CORE}/us-core-ethnicity`, extension: omb('2186-5', 'Not Hispanic or Latino') },
        { url: `${US_CORE}/us-core-birthsex`, valueCode: person.sex },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
          valueAddress: { ...(birthPlace.state && { state: birthPlace.state }), country: birthPlace.country },
        },
      ],
      identifier: [
        numbered('MR', 'Medical record number', `${IDENTIFIER}/medical-record-number`, person.medicalRecordNumber),
        numbered('SS', 'Social Security number', 'http://hl7.org/fhir/sid/us-ssn', identifiers.socialSecurityNumber),
        numbered('DL', "Driver's license number", `${IDENTIFIER}/drivers-license`, identifiers.driversLicense),
        numbered('PPN', 'Passport number', `${IDENTIFIER}/passport-number`, identifiers.passport),
      ].flat(),
      name: [{ use: 'official', family: person.familyName, given: [person.givenName] }],
      telecom: [{ system: 'phone', value: person.phone, use: 'home' }],
      gender: person.sex === 'F' ? 'female' : 'male',
      birthDate: formatDate(person.birth),
      address: [
        {
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
              extension: [
                { url: 'latitude', valueDecimal: person.address.latitude },
                { url: 'longitude', valueDecimal: person.address.longitude },
              ],
            },
          ],
          use: 'home',
          line: [person.address.line],
          city: person.address.city,
          state: person.address.state,
          postalCode: person.address.postalCode,
          country: 'US',
        },
      ],
      communication: [
        {
          language: spokenLanguage({ system: 'urn:ietf:bcp:47', code: language.code, display: spoken }),
          preferred: true,
        },
      ],
      generalPractitioner: primaryCare ? [{ reference: `Practitioner/${primaryCare.clinician.id}` }] : undefined,
      managingOrganization: primaryCare ? { reference: `Organization/${primaryCare.organization.id}` } : undefined,
    };
  }

  #encounter(entry: EncounterEntry): Encounter {
    const stop = this.#visits.stop(entry, this.#record);
    const period = { start: this.#time(this.#visits.start(entry)), end: this.#timeOr(stop) };
    const isStay = entry.encounterClass === 'inpatient';
    const performer = { system: `${HL7}/v3-ParticipationType`, code: 'PPRF', display: 'primary performer' };
    return {
      resourceType: 'Encounter',
      id: entry.id,
      meta: profile('us-core-encounter'),
      identifier: [{ use: 'official', system: `${IDENTIFIER}/encounter`, value: entry.id }],
      status: stop === undefined ? 'in-progress' : 'finished',
      class: {
        system: `${HL7}/v3-ActCode`,
        code: isStay ? 'IMP' : 'AMB',
        display: isStay ? 'inpatient encounter' : 'ambulatory',
      },
      type: [concept(entry.codes)],
      subject: this.#subject,
      participant: entry.site
        ? [
            {
              type: [{ coding: [performer], text: 'primary performer' }],
              period,
              individual: { reference: `Practitioner/${entry.site.clinician.id}` },
            },
          ]
        : undefined,
      period,
      reasonCode: this.#reasonCodes(entry.reason ? [entry.reason] : []),
      reasonReference: this.#reason(entry.reasonEntry),
      hospitalization: entry.dischargeDisposition
        ? { dischargeDisposition: concept([entry.dischargeDisposition]) }
        : undefined,
      location: entry.site ? [{ location: { reference: `Location/${entry.site.location.id}` } }] : undefined,
      serviceProvider: entry.site ? { reference: `Organization/${entry.site.organization.id}` } : undefined,
    };
  }

  #condition(entry: ConditionEntry): Condition {
    const stop = lastingStop(entry, this.#record);
    const encounter = this.#visit(entry);
    const isProblem = !encounter || (stop ?? this.#record.end) - entry.start >= 90 * 86_400_000;
    const recorded = this.#time(entry.start);
    return {
      resourceType: 'Condition',
      id: entry.id,
      meta: profile(isProblem ? 'us-core-condition-problems-health-concerns' : 'us-core-condition-encounter-diagnosis'),
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate', valueDateTime: recorded }],
      clinicalStatus: {
        coding: [
          {
            system: `${HL7}/condition-clinical`,
            code: stop === undefined ? 'active' : 'resolved',
            display: stop === undefined ? 'Active' : 'Resolved',
          },
        ],
      },
      verificationStatus: {
        coding: [{ system: `${HL7}/condition-ver-status`, code: 'confirmed', display: 'Confirmed' }],
      },
      category: [
        {
          coding: [
            {
              system: `${HL7}/condition-category`,
              code: isProblem ? 'problem-list-item' : 'encounter-diagnosis',
              display: isProblem ? 'Problem List Item' : 'Encounter Diagnosis',
            },
          ],
        },
      ],
      code: concept(entry.codes),
      subject: this.#subject,
      encounter,
      onsetDateTime: recorded,
      abatementDateTime: this.#timeOr(stop),
      recordedDate: recorded,
    };
  }

  #allergy(entry: AllergyEntry): AllergyIntolerance {
    const isOver = lastingStop(entry, this.#record) !== undefined;
    const recorded = this.#time(entry.start);
    return {
      resourceType: 'AllergyIntolerance',
      id: entry.id,
      meta: profile('us-core-allergyintolerance'),
      clinicalStatus: {
        coding: [
          {
            system: `${HL7}/allergyintolerance-clinical`,
            code: isOver ? 'resolved' : 'active',
            display: isOver ? 'Resolved' : 'Active',
          },
        ],
      },
      verificationStatus: {
        coding: [{ system: `${HL7}/allergyintolerance-verification`, code: 'confirmed', display: 'Confirmed' }],
      },
      type: entry.allergyType ?? undefined,
      category: [entry.category as 'food'],
      code: concept(entry.codes),
      patient: this.#subject,
      encounter: this.#visit(entry),
      onsetDateTime: recorded,
      recordedDate: recorded,
      reaction:
        entry.reactions.length === 0
          ? undefined
          : entry.reactions.map(({ reaction, severity }) => ({ manifestation: [concept([reaction])], severity })),
    };
  }

  #observation(entry: ObservationEntry): Observation {
    const vital = vitalSignOf(entry.codes);
    const category = vital ? 'vital-signs' : entry.category;
    const categoryCode = categoryOf(category);
    const site = this.#visits.of(entry)?.site;
    const role = observationRole(vital, category, entry);
    const url = role && CLAIMS[role];
    const effective = this.#time(entry.start);
    const performer =
      category === 'laboratory' ? `Organization/${site?.organization.id}` : `Practitioner/${site?.clinician.id}`;
    return {
      resourceType: 'Observation',
      id: entry.id,
      meta: url ? { profile: [url] } : undefined,
      status: 'final',
      category: categoryCode ? [concept([categoryCode])] : undefined,
      code: concept(entry.codes),
      subject: this.#subject,
      encounter: this.#visit(entry),
      effectiveDateTime: effective,
      issued: effective,
      performer: site ? [{ reference: performer }] : undefined,
      ...valueOfEntry(entry),
      component:
        entry.components.length === 0
          ? undefined
          : entry.components.map((component) => ({ code: concept(component.codes), ...valueOfEntry(component) })),
    };
  }

  #specimen(entry: SpecimenEntry): Specimen {
    return {
      resourceType: 'Specimen',
      id: entry.id,
      meta: profile('us-core-specimen'),
      status: entry.condition === 'insufficient' ? 'unsatisfactory' : 'available',
      type: concept(entry.codes),
      subject: this.#subject,
      collection: { collectedDateTime: this.#time(entry.start) },
    };
  }

  #report(entry: ReportEntry): DiagnosticReport {
    const effective = this.#time(entry.start);
    const site = this.#visits.of(entry)?.site;
    return {
      resourceType: 'DiagnosticReport',
      id: entry.id,
      meta: profile('us-core-diagnosticreport-lab'),
      status: 'final',
      category: [concept([{ system: `${HL7}/v2-0074`, code: 'LAB', display: 'Laboratory' }])],
      code: concept(entry.codes),
      subject: this.#subject,
      encounter: this.#visit(entry),
      effectiveDateTime: effective,
      issued: effective,
      performer: site ? [{ reference: `Organization/${site.organization.id}` }] : undefined,
      result: entry.observations.map(({ id }) => ({ reference: `Observation/${id}` })),
    };
  }

  #procedure(entry: ProcedureEntry): Procedure {
    const stop = actStop(entry.stop, entry.start, this.#record);
    const site = this.#visits.of(entry)?.site;
    return {
      resourceType: 'Procedure',
      id: entry.id,
      meta: profile('us-core-procedure'),
      status: stop === undefined ? 'in-progress' : 'completed',
      code: concept(entry.codes),
      subject: this.#subject,
      encounter: this.#visit(entry),
      performedPeriod: { start: this.#time(entry.start), end: this.#timeOr(stop) },
      performer: site ? [{ actor: { reference: `Practitioner/${site.clinician.id}` } }] : undefined,
      location: site ? { reference: `Location/${site.location.id}` } : undefined,
      reasonCode: this.#reasonCodes(entry.reasons),
      reasonReference: this.#reason(entry.reasonEntry),
    };
  }

  #medication(entry: MedicationEntry): MedicationRequest {
    const stop = lastingStop(entry, this.#record);
    const dosage = entry.prescription?.dosage;
    const site = this.#visits.of(entry)?.site ?? this.#record.primaryCare;
    return {
      resourceType: 'MedicationRequest',
      id: entry.id,
      meta: profile('us-core-medicationrequest'),
      status: stop === undefined ? 'active' : 'completed',
      intent: 'order',
      category: [
        {
          coding: [{ system: `${HL7}/medicationrequest-category`, code: 'community', display: 'Community' }],
          text: 'Community',
        },
      ],
      reportedBoolean: false,
      medicationCodeableConcept: concept(entry.codes),
      subject: this.#subject,
      encounter: this.#visit(entry),
      authoredOn: this.#time(entry.start),
      requester: site ? { reference: `Practitioner/${site.clinician.id}` } : undefined,
      reasonCode: this.#reasonCodes(entry.reasons),
      reasonReference: this.#reason(entry.reasonEntry),
      dosageInstruction: dosage
        ? [
            {
              sequence: 1,
              text: `${dosage.amount} dose ${dosage.frequency} times per day`,
              timing: { repeat: { frequency: dosage.frequency, period: dosage.period, periodUnit: 'd' } },
              asNeededBoolean: false,
              doseAndRate: [{ doseQuantity: { value: dosage.amount } }],
            },
          ]
        : undefined,
      dispenseRequest:
        entry.prescription?.refills === undefined ? undefined : { numberOfRepeatsAllowed: entry.prescription.refills },
    };
  }

  #immunization(entry: ImmunizationEntry): Immunization {
    const site = this.#visits.of(entry)?.site;
    return {
      resourceType: 'Immunization',
      id: entry.id,
      meta: profile('us-core-immunization'),
      status: 'completed',
      vaccineCode: concept(entry.codes),
      patient: this.#subject,
      encounter: this.#visit(entry),
      occurrenceDateTime: this.#time(entry.start),
      primarySource: true,
      location: site ? { reference: `Location/${site.location.id}` } : undefined,
      performer: site ? [{ actor: { reference: `Practitioner/${site.clinician.id}` } }] : undefined,
      protocolApplied: entry.series === null ? undefined : [{ doseNumberPositiveInt: entry.series }],
    };
  }

  #carePlan(entry: CarePlanEntry): CarePlan {
    const items = entry.activities.map(({ display }) => `<li>${display}</li>`).join('');
    return {
      resourceType: 'CarePlan',
      id: entry.id,
      meta: profile('us-core-careplan'),
      text: {
        status: 'generated',
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${entry.codes[0]?.display}</p><ul>${items}</ul></div>`,
      },
      status: 'active',
      intent: 'order',
      category: [
        {
          coding: [
            {
              system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category',
              code: 'assess-plan',
              display: 'Assessment and Plan of Treatment',
            },
          ],
        },
        concept(entry.codes),
      ],
      subject: this.#subject,
      encounter: this.#visit(entry),
      period: { start: this.#time(entry.start) },
      activity: entry.activities.map((activity) => ({
        detail: { code: concept([activity]), status: 'in-progress' },
      })),
    };
  }

  #device(entry: DeviceEntry): Device {
    return {
      resourceType: 'Device',
      id: entry.id,
      meta: profile('us-core-implantable-device'),
      udiCarrier: [{ deviceIdentifier: entry.udi.slice(4, 18), carrierHRF: entry.udi }],
      status: 'active',
      distinctIdentifier: entry.serialNumber,
      manufacturer: entry.manufacturer ?? undefined,
      manufactureDate: this.#time(entry.manufactured),
      expirationDate: this.#time(entry.expires),
      lotNumber: entry.lotNumber,
      serialNumber: entry.serialNumber,
      deviceName: entry.model === null ? undefined : [{ name: entry.model, type: 'model-name' }],
      type: concept(entry.codes),
      patient: this.#subject,
    };
  }

  #imagingStudy(entry: ImagingStudyEntry): ImagingStudy {
    const started = this.#time(entry.start);
    const site = this.#visits.of(entry)?.site;
    return {
      resourceType: 'ImagingStudy',
      id: entry.id,
      identifier: [{ use: 'official', system: 'urn:dicom:uid', value: `urn:oid:${entry.uid}` }],
      status: 'available',
      subject: this.#subject,
      encounter: this.#visit(entry),
      started,
      numberOfSeries: entry.series.length,
      numberOfInstances: entry.series.reduce((sum, { instances }) => sum + instances.length, 0),
      procedureCode: [concept(entry.codes)],
      location: site ? { reference: `Location/${site.location.id}` } : undefined,
      series: entry.series.map((series, i) => ({
        uid: series.uid,
        number: i + 1,
        modality: coding(series.modality),
        numberOfInstances: series.instances.length,
        bodySite: coding(series.bodySite),
        started,
        instance: series.instances.map(({ uid, sopClass, title }, j) => ({
          uid,
          sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${sopClass.code}` },
          number: j + 1,
          title,
        })),
      })),
    };
  }

  #supply(entry: SupplyEntry): SupplyDelivery {
    const site = this.#visits.of(entry)?.site;
    return {
      resourceType: 'SupplyDelivery',
      id: entry.id,
      status: 'completed',
      patient: this.#subject,
      type: { coding: [{ system: `${HL7}/supply-item-type`, code: 'device', display: 'Device' }] },
      suppliedItem: { quantity: { value: entry.quantity }, itemCodeableConcept: concept(entry.codes) },
      occurrenceDateTime: this.#time(entry.start),
      destination: site ? { reference: `Location/${site.location.id}` } : undefined,
    };
  }
}

function valueOfEntry({ value, unit }: ObservationEntry): Partial<Observation> {
  if (typeof value === 'number') {
    const { text, ucum } = unitOf(unit) ?? {};
    return { valueQuantity: { value, unit: text, system: 'http://unitsofmeasure.org', code: ucum } };
  }
  if (typeof value === 'string') return { valueString: value };
  if (typeof value === 'boolean') return { valueBoolean: value };
  return value === null ? {} : { valueCodeableConcept: concept([value]) };
}
