import { GROUPS, type Group } from '../places.ts';
import type { Sex } from '../terms.ts';

/**
 * The oldest age at the reference date that births are drawn for, in completed years. Of the living about one in a
 * hundred thousand is older; of those born earlier practically nobody lives, and their lives would fill the output.
 */
export const OLDEST = 105;

export const SEXES = ['F', 'M'] as const satisfies readonly Sex[];
const GROUP_COUNT = GROUPS.length;

/** Number of cells: single years of age from 0 to OLDEST, by sex and group. */
export const CELLS = (OLDEST + 1) * SEXES.length * GROUP_COUNT;

/** One cell of the joint distribution of the population. */
export interface PopulationCell {
  /** Age at the reference date in completed years. */
  readonly age: number;
  readonly sex: Sex;
  readonly group: Group;
}

/** Position of a cell: ages in order, within an age by sex and group. */
export function cellIndex(age: number, sex: number, group: number): number {
  return (age * SEXES.length + sex) * GROUP_COUNT + group;
}

export function ageOfCell(index: number): number {
  return Math.floor(index / (SEXES.length * GROUP_COUNT));
}

/** Position in SEXES. */
export function sexOfCell(index: number): number {
  return Math.floor(index / GROUP_COUNT) % SEXES.length;
}

/** Position in GROUPS. */
export function groupOfCell(index: number): number {
  return index % GROUP_COUNT;
}

/** All cells in order. */
export function allCells(): readonly PopulationCell[] {
  return Array.from({ length: CELLS }, (_, i) => ({
    age: ageOfCell(i),
    sex: SEXES[sexOfCell(i)] as Sex,
    group: GROUPS[groupOfCell(i)] as Group,
  }));
}

/** First ages of the classes in which the age structure of states is published. */
const STATE_AGES = [0, 5, 18, 65] as const;
export const STATE_AGE_CLASSES = STATE_AGES.length;

/** The class of an age: under 5, 5 to 17, 18 to 64, 65 and over. */
export function stateAgeClass(age: number): number {
  return STATE_AGES.findLastIndex((first) => age >= first);
}

/** Five-year band of an age, the last of them open. */
export const BANDS = 18;
export function bandOf(age: number): number {
  return Math.min(BANDS - 1, Math.floor(age / 5));
}
