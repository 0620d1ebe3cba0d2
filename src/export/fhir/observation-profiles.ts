import { type Code, sameCode, systemUri } from '../../core/code.ts';
import type { ObservationEntry } from '../../record/kinds/observation.ts';
import type { VitalSign } from '../chart/observation-category.ts';
import { unitOf } from '../chart/units.ts';
import type { Role } from './claims.ts';

const SNOMED = 'http://snomed.info/sct';

export const PULSE_OXIMETRY = {
  pulse: { system: 'LOINC', code: '59408-5', display: 'Oxygen saturation in Arterial blood by Pulse oximetry' },
  saturation: { system: 'LOINC', code: '2708-6', display: 'Oxygen saturation in Arterial blood' },
} as const;

/** Systolic and diastolic. */
const BLOOD_PRESSURE = ['8480-6', '8462-4'];

const SMOKING_STATUS = '72166-2';

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

export function hasCode(codes: readonly Code[], code: Code): boolean {
  return codes.some((other) => sameCode(other, code));
}

/** What an observation is to profiles; undefined when it fulfils none. */
export function observationRole(
  vital: VitalSign | undefined,
  category: string | null,
  entry: ObservationEntry,
): Role | undefined {
  if (vital) return fulfilsVitalSign(vital, entry) ? vital.name : undefined;
  // An attachment is a Media of its own, and US Core knows no observation whose value is one.
  if (category === null || entry.attachment !== null) return undefined;
  const value = typeof entry.value === 'object' ? entry.value : null;
  if (category === 'social-history' && value && entry.codes[0]?.code === SMOKING_STATUS) {
    return systemUri(value.system) === SNOMED ? 'smokingStatus' : undefined;
  }
  return ROLE_BY_CATEGORY[category];
}

function fulfilsVitalSign(vital: VitalSign, entry: ObservationEntry): boolean {
  if (vital.name !== 'bloodPressure') return isIn(vital.units, entry);
  const parts = entry.components;
  return BLOOD_PRESSURE.every((code) => parts.some((part) => part.codes[0]?.code === code && isIn(vital.units, part)));
}

function isIn(units: readonly string[], entry: ObservationEntry): boolean {
  const ucum = unitOf(entry.unit)?.ucum;
  return typeof entry.value === 'number' && ucum !== undefined && units.includes(ucum);
}
