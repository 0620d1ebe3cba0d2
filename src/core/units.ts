import { createRequire } from 'node:module';

/** Judges units of measure. */
export interface UcumChecker {
  /** Whether `unit` is a code of the Unified Code for Units of Measure, case-sensitive, as FHIR's UCUM system takes it. */
  isUcum(unit: string): boolean;
}

/** The part of the library that is used here; it comes without types. */
interface UcumLibrary {
  readonly UcumLhcUtils: { getInstance(): { validateUnitString(unit: string, suggest: boolean): { status: string } } };
}

/**
 * Loads the table of units, which takes some 30 ms. Only what checks units needs it; making records does not.
 */
export async function loadUcum(): Promise<UcumChecker> {
  return checkerOf((await import('@lhncbc/ucum-lhc' as string)) as UcumLibrary);
}

/** The same at once, for who cannot wait. */
export function loadUcumNow(): UcumChecker {
  return checkerOf(createRequire(import.meta.url)('@lhncbc/ucum-lhc') as UcumLibrary);
}

function checkerOf(library: UcumLibrary): UcumChecker {
  const utilities = library.UcumLhcUtils.getInstance();
  return { isUcum: (unit) => isPlausible(unit) && utilities.validateUnitString(unit, false).status === 'valid' };
}

/** Names that every object inherits, which the library finds in its tables. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/**
 * Sorts out what the library trims, takes by mistake, or writes to the console about. UCUM has ASCII without white space
 * only, nothing in empty parentheses, and nothing but an operator after an annotation.
 */
function isPlausible(unit: string): boolean {
  if (unit.length > 100 || !/^[!-~]+$/.test(unit) || /\(\)|\}\d/.test(unit)) return false;
  const bare = unit.replace(/\{[^}]*\}/g, '');
  return !INHERITED.some((name) => bare.includes(name));
}
