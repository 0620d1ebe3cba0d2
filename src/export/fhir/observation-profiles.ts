import { type Code, sameCode, systemUri } from '../../core/code.ts';
import type { ObservationEntry } from '../../record/kinds/observation.ts';
import { unitOf } from '../chart/units.ts';
import type { Role } from './claims.ts';
import { SYSTEM } from './systems.ts';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';

/** A vital sign as US Core wants it. */
export interface VitalSign {
  readonly role: Role;
  /** The UCUM codes that its profile allows; of a blood pressure, in its components. */
  readonly units: readonly string[];
}

/** By LOINC code. R4 itself holds most of these to a profile, whether or not it is claimed (fhir R4, vital signs). */
const VITAL_SIGNS: Readonly<Record<string, VitalSign>> = {
  '85354-9': { role: 'bloodPressure', units: ['mm[Hg]'] },
  '8302-2': { role: 'bodyHeight', units: ['cm', '[in_i]'] },
  '29463-7': { role: 'bodyWeight', units: ['kg', 'g', '[lb_av]'] },
  '39156-5': { role: 'bodyMassIndex', units: ['kg/m2'] },
  '8310-5': { role: 'bodyTemperature', units: ['Cel', '[degF]'] },
  '8867-4': { role: 'heartRate', units: ['/min'] },
  '9279-1': { role: 'respiratoryRate', units: ['/min'] },
  '59408-5': { role: 'pulseOximetry', units: ['%'] },
  '9843-4': { role: 'headCircumference', units: ['cm', '[in_i]'] },
  '59576-9': { role: 'bodyMassIndexForAge', units: ['%'] },
  '77606-2': { role: 'weightForHeight', units: ['%'] },
  '8289-1': { role: 'headCircumferencePercentile', units: ['%'] },
};

export const PULSE_OXIMETRY = {
  pulse: { system: 'LOINC', code: '59408-5', display: 'Oxygen saturation in Arterial blood by Pulse oximetry' },
  saturation: { system: 'LOINC', code: '2708-6', display: 'Oxygen saturation in Arterial blood' },
} as const;

/** Systolic and diastolic. */
const BLOOD_PRESSURE = ['8480-6', '8462-4'];

const SMOKING_STATUS = '72166-2';

/** The categories of http://terminology.hl7.org/CodeSystem/observation-category, with their displays. */
const CATEGORIES: ReadonlyMap<string, Code> = new Map(
  [
    ['social-history', 'Social History'],
    ['vital-signs', 'Vital Signs'],
    ['imaging', 'Imaging'],
    ['laboratory', 'Laboratory'],
    ['procedure', 'Procedure'],
    ['survey', 'Survey'],
    ['exam', 'Exam'],
    ['therapy', 'Therapy'],
    ['activity', 'Activity'],
  ].map(([code = '', display = '']) => [code, { system: SYSTEM.observationCategory, code, display }]),
);

/** Roles of observations that are no vital signs, by category. */
const ROLE_BY_CATEGORY: Readonly<Record<string, Role>> = {
  laboratory: 'laboratory',
  survey: 'survey',
  'social-history': 'simpleObservation',
  activity: 'clinicalResult',
  exam: 'clinicalResult',
  imaging: 'clinicalResult',
  procedure: 'clinicalResult',
  therapy: 'clinicalResult',
};

/** The category code of a word that a module uses; undefined for other words. */
export function categoryOf(category: string | null): Code | undefined {
  return category === null ? undefined : CATEGORIES.get(category);
}

/** The word of the category that an observation is written in; undefined when it is in none. What a vital sign is, its code says. */
export function observationCategory({ codes, category }: ObservationEntry): string | undefined {
  return vitalSignOf(codes) ? 'vital-signs' : categoryOf(category)?.code;
}

export function hasCode(codes: readonly Code[], code: Code): boolean {
  return codes.some((other) => sameCode(other, code));
}

/** The vital sign that one of the codes names. */
export function vitalSignOf(codes: readonly Code[]): VitalSign | undefined {
  for (const code of codes) {
    const vital = VITAL_SIGNS[code.code];
    if (vital !== undefined && systemUri(code.system) === LOINC) return vital;
  }
  return undefined;
}

/** What an observation is to profiles; undefined when it fulfils none. */
export function observationRole(
  vital: VitalSign | undefined,
  category: string | null,
  entry: ObservationEntry,
): Role | undefined {
  if (vital) return fulfilsVitalSign(vital, entry) ? vital.role : undefined;
  // An attachment is a Media of its own, and US Core knows no observation whose value is one.
  if (category === null || entry.attachment !== null) return undefined;
  const value = typeof entry.value === 'object' ? entry.value : null;
  if (category === 'social-history' && value && entry.codes[0]?.code === SMOKING_STATUS) {
    return systemUri(value.system) === SNOMED ? 'smokingStatus' : undefined;
  }
  return ROLE_BY_CATEGORY[category];
}

function fulfilsVitalSign(vital: VitalSign, entry: ObservationEntry): boolean {
  if (vital.role !== 'bloodPressure') return isIn(vital.units, entry);
  const parts = entry.components;
  return BLOOD_PRESSURE.every((code) => parts.some((part) => part.codes[0]?.code === code && isIn(vital.units, part)));
}

function isIn(units: readonly string[], entry: ObservationEntry): boolean {
  const ucum = unitOf(entry.unit)?.ucum;
  return typeof entry.value === 'number' && ucum !== undefined && units.includes(ucum);
}
