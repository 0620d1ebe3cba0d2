import { type Code, systemUri } from '../../core/code.ts';
import type { ObservationEntry } from '../../record/kinds/observation.ts';

const LOINC = 'http://loinc.org';

const CATEGORY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** A vital sign as US Core knows it. */
export interface VitalSign {
  readonly name:
    | 'bloodPressure'
    | 'bodyHeight'
    | 'bodyWeight'
    | 'bodyMassIndex'
    | 'bodyTemperature'
    | 'heartRate'
    | 'respiratoryRate'
    | 'pulseOximetry'
    | 'headCircumference'
    | 'bodyMassIndexForAge'
    | 'weightForHeight'
    | 'headCircumferencePercentile';
  /** The UCUM codes that its profile allows; of a blood pressure, in its components. */
  readonly units: readonly string[];
}

/** By LOINC code. R4 itself holds most of these to a profile, whether or not it is claimed (fhir R4, vital signs). */
const VITAL_SIGNS: Readonly<Record<string, VitalSign>> = {
  '85354-9': { name: 'bloodPressure', units: ['mm[Hg]'] },
  '8302-2': { name: 'bodyHeight', units: ['cm', '[in_i]'] },
  '29463-7': { name: 'bodyWeight', units: ['kg', 'g', '[lb_av]'] },
  '39156-5': { name: 'bodyMassIndex', units: ['kg/m2'] },
  '8310-5': { name: 'bodyTemperature', units: ['Cel', '[degF]'] },
  '8867-4': { name: 'heartRate', units: ['/min'] },
  '9279-1': { name: 'respiratoryRate', units: ['/min'] },
  '59408-5': { name: 'pulseOximetry', units: ['%'] },
  '9843-4': { name: 'headCircumference', units: ['cm', '[in_i]'] },
  '59576-9': { name: 'bodyMassIndexForAge', units: ['%'] },
  '77606-2': { name: 'weightForHeight', units: ['%'] },
  '8289-1': { name: 'headCircumferencePercentile', units: ['%'] },
};

/** The categories of CATEGORY_SYSTEM, with their displays. */
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
  ].map(([code = '', display = '']) => [code, { system: CATEGORY_SYSTEM, code, display }]),
);

/** The category code of a word that a module uses; undefined for other words. */
export function categoryOf(category: string | null): Code | undefined {
  return category === null ? undefined : CATEGORIES.get(category);
}

/** The word of the category that an observation is written in; undefined when it is in none. What a vital sign is, its code says. */
export function observationCategory({ codes, category }: ObservationEntry): string | undefined {
  return vitalSignOf(codes) ? 'vital-signs' : categoryOf(category)?.code;
}

/** The vital sign that one of the codes names. */
export function vitalSignOf(codes: readonly Code[]): VitalSign | undefined {
  for (const code of codes) {
    const vital = VITAL_SIGNS[code.code];
    if (vital !== undefined && systemUri(code.system) === LOINC) return vital;
  }
  return undefined;
}
