import { createRequire } from 'node:module';

/** Judges units of measure. */
export interface UcumChecker {
  /** Whether `unit` is a code of the Unified Code for Units of Measure, case-sensitive, as FHIR's UCUM system takes it. */
  isUcum(unit: string): boolean;
  /** Whether both are UCUM and mean the same, as 10*3/uL and 10*9/L do: a number in the one is the same number in the other. */
  isSame(a: string, b: string): boolean;
}

/** The part of the library that is used here; it comes without types. */
interface UcumLibrary {
  readonly UcumLhcUtils: {
    getInstance(): {
      validateUnitString(unit: string, suggest: boolean): { status: string };
      convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
    };
  };
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
  const isUcum = (unit: string) => isPlausible(unit) && utilities.validateUnitString(unit, false).status === 'valid';
  const isSame = (a: string, b: string) => {
    if (!isUcum(a) || !isUcum(b)) return false;
    if (a === b) return true;
    const { status, toVal } = utilities.convertUnitTo(a, 1, b);
    return status === 'succeeded' && toVal !== null && Math.abs(toVal - 1) < ROUNDING;
  };
  return { isUcum, isSame };
}

/** Factors of units are products of powers of ten and published constants. */
const ROUNDING = 1e-9;

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
