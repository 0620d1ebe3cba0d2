import { isObject, listOf, type ResourceJson } from '../../core/json.ts';

const PROFILES = 'http://hl7.org/fhir/StructureDefinition/';

/** R4's profile of all vital signs. */
export const VITAL_SIGNS = `${PROFILES}vitalsigns`;

/** The vital signs that R4 holds to a profile whether or not it is claimed, by LOINC code (observation-vitalsigns.html). */
const BY_CODE: ReadonlyMap<string, string> = new Map([
  ['85353-1', 'vitalspanel'],
  ['9279-1', 'resprate'],
  ['8867-4', 'heartrate'],
  ['2708-6', 'oxygensat'],
  ['8310-5', 'bodytemp'],
  ['8302-2', 'bodyheight'],
  ['9843-4', 'headcircum'],
  ['29463-7', 'bodyweight'],
  ['39156-5', 'bmi'],
  ['85354-9', 'bp'],
]);

/** The URL of the profile that a resource must hold to for what it is; undefined for most. */
export function impliedProfile(resource: ResourceJson): string | undefined {
  if (resource.resourceType !== 'Observation') return undefined;
  const { code } = resource;
  if (!isObject(code)) return undefined;
  for (const coding of listOf(code['coding'])) {
    if (!isObject(coding) || coding['system'] !== 'http://loinc.org') continue;
    const name = typeof coding['code'] === 'string' ? BY_CODE.get(coding['code']) : undefined;
    if (name !== undefined) return PROFILES + name;
  }
  return undefined;
}
