import { createRequire } from 'node:module';

/** Judges units of measure. */
export interface UcumChecker {
  /** Whether `unit` is a code of the Unified Code for Units of Measure, case-sensitive, as FHIR's UCUM system takes it. */
  isUcum(unit: string): boolean;
  /** Whether both are UCUM and mean the same, as 10*3/uL and 10*9/L do: a number in the one is the same number in the other. */
  isSame(a: string, b: string): boolean;
  /** What a number in the unit is a number of; undefined for what is no UCUM. */
  dimensionOf(unit: string): Dimension | undefined;
  /** The number in the unit `to` of what `value` is in `from`; undefined where the one cannot be worked out from the other alone. */
  convert(value: number, from: string, to: string): number | undefined;
}

/** The dimension of a unit. */
export interface Dimension {
  /** Powers of length, time, mass, angle, temperature, charge and luminous intensity. */
  readonly powers: readonly number[];
  /** Whether it counts moles, equivalents, or units of an assay that are arbitrary; UCUM takes the first two for numbers. */
  readonly isAmount: boolean;
}

/** The part of the library that is used here; it comes without types. */
interface UcumLibrary {
  readonly UcumLhcUtils: {
    getInstance(): {
      validateUnitString(unit: string, suggest: boolean): { status: string };
      convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
      getSpecifiedUnit(unit: string): { unit: LibraryUnit | null };
    };
  };
}

interface LibraryUnit {
  readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
  readonly moleExp_: number;
  readonly equivalentExp_: number;
  readonly isArbitrary_: boolean;
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
  const convert = (value: number, from: string, to: string) => {
    if (!isUcum(from) || !isUcum(to)) return undefined;
    const { status, toVal } = utilities.convertUnitTo(from, value, to);
    return status === 'succeeded' && toVal !== null ? toVal : undefined;
  };
  const isSame = (a: string, b: string) => {
    if (a === b) return isUcum(a);
    const one = convert(1, a, b);
    return one !== undefined && Math.abs(one - 1) < ROUNDING;
  };
  const dimensionOf = (code: string) => {
    const { unit } = isUcum(code) ? utilities.getSpecifiedUnit(code) : { unit: null };
    if (unit === null) return undefined;
    const { dim_: dimension, moleExp_: moles, equivalentExp_: equivalents, isArbitrary_: isArbitrary } = unit;
    return { powers: dimension?.dimVec_ ?? [], isAmount: moles !== 0 || equivalents !== 0 || isArbitrary };
  };
  return { isUcum, isSame, dimensionOf, convert };
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
