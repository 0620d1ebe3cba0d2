import { loadUcumNow, type UcumChecker } from '../../core/units.ts';
import { type QuantityName, quantityNamed } from './quantities/index.ts';
import type { Conversion, Quantity } from './quantity.ts';
import type { PlausibilityRule } from './rule.ts';

export const UNIT_RULE: PlausibilityRule = {
  key: 'unit-of-quantity',
  severity: 'warning',
  says: 'a quantity must be told in a unit that can measure it',
  why: 'dimensions of UCUM; masses, moles and units of assays pass for each other, as laboratories use them for the same',
};

/**
 * How values in a unit become values of a quantity: by a conversion; `other` where the unit cannot measure the quantity; `unknown` where
 * that cannot be said, as without the weight of a molecule.
 */
export type UnitReading = Conversion | 'other' | 'unknown';

/** So many units are remembered; files of anybody may have any number of them. */
const MOST_UNITS = 10_000;

/** Judges units that quantities do not name, by UCUM, whose table is loaded when the first comes. */
export class QuantityUnits {
  readonly #read = new Map<string, UnitReading>();
  #ucum: UcumChecker | undefined;

  /** `code`: as written, of the system UCUM. */
  read(name: QuantityName, code: string): UnitReading {
    const key = `${name} ${code}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    this.#ucum ??= loadUcumNow();
    if (this.#read.size >= MOST_UNITS) this.#read.clear();
    const reading = readingOf(quantityNamed(name), code, this.#ucum);
    this.#read.set(key, reading);
    return reading;
  }
}

function readingOf(quantity: Quantity, code: string, ucum: UcumChecker): UnitReading {
  const dimension = kindOf(code, ucum);
  if (dimension === undefined) return 'unknown';
  const known: readonly (readonly [string, Conversion])[] = [[quantity.unit, 1], ...Object.entries(quantity.units)];
  if (!known.some(([unit]) => kindOf(unit, ucum) === dimension)) return 'other';
  // Of what is a bare number, equal dimensions do not make the same: A1c is another number in mmol/mol than in %.
  if (dimension === NUMBER) return 'unknown';
  for (const [unit, conversion] of known) {
    const line = lineOf(code, unit, ucum);
    if (line !== undefined) return after(line, conversion);
  }
  return 'unknown';
}

interface Line {
  readonly factor: number;
  readonly offset: number;
}

/** How a unit becomes another, where that is a factor and an offset; undefined otherwise. */
function lineOf(from: string, to: string, ucum: UcumChecker): Line | undefined {
  const [one, two, three] = [1, 2, 3].map((value) => ucum.convert(value, from, to));
  if (one === undefined || two === undefined || three === undefined) return undefined;
  const factor = two - one;
  // Logarithms are no lines.
  if (Math.abs(three - two - factor) > 1e-6 * Math.abs(factor)) return undefined;
  const offset = one - factor;
  return { factor, offset: Math.abs(offset) < 1e-9 * Math.abs(factor) ? 0 : offset };
}

function after({ factor, offset }: Line, conversion: Conversion): Conversion {
  const next = typeof conversion === 'number' ? { factor: conversion, offset: 0 } : conversion;
  return { factor: factor * next.factor, offset: offset * next.factor + next.offset };
}

const NUMBER = '0,0,0,0,0,0,0';
/** Places among the powers. */
const LENGTH = 0;
const MASS = 2;

/** The dimension as a text, the same for units that tell of the same thing; undefined for what is no UCUM. */
function kindOf(unit: string, ucum: UcumChecker): string | undefined {
  const dimension = ucum.dimensionOf(unit);
  if (dimension === undefined) return undefined;
  const { powers, isAmount } = dimension;
  if (powers[LENGTH] !== -3) return powers.join(',');
  // In a volume, there is a mass, or moles, or units of an assay: of the same. Cells are counted.
  const isOfSubstance = isAmount || powers[MASS] !== 0;
  return `${powers.map((power, i) => (i === MASS ? 0 : power)).join(',')} ${isOfSubstance ? 'of a substance' : 'counted'}`;
}
