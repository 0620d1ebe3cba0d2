import type { Filter } from '@medplum/core';
import { isObject } from '../../core/json.ts';

const NUMBER = /^-?\d+(?:\.(\d+))?(?:[eE][+-]?\d+)?$/;

/** Whether a text is a number, or a number with a unit (`5.4|http://unitsofmeasure.org|mg`). */
export function isQuantityText(text: string): boolean {
  return NUMBER.test(text.split('|')[0] ?? '');
}

/** Compares a number as FHIR does: 5.4 stands for all that is rounded to it. */
export function matchesNumber(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  return typeof value === 'number' && compare(value, operator, wanted);
}

/** A quantity as `number`, `number||unit` or `number|system|code`. */
export function matchesQuantity(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  if (!isObject(value) || typeof value['value'] !== 'number') return false;
  const [number = '', system = '', unit = ''] = wanted.split('|');
  if (system !== '' && value['system'] !== system) return false;
  if (unit !== '' && value['code'] !== unit && (system !== '' || value['unit'] !== unit)) return false;
  return compare(value['value'], operator, number);
}

function compare(value: number, operator: Filter['operator'], text: string): boolean {
  const wanted = Number(text);
  const half = precision(text) / 2;
  const isEqual = value >= wanted - half && value < wanted + half;
  switch (operator) {
    case 'eq':
      return isEqual;
    case 'ne':
      return !isEqual;
    case 'gt':
    case 'sa':
      return value > wanted;
    case 'lt':
    case 'eb':
      return value < wanted;
    case 'ge':
      return value >= wanted;
    case 'le':
      return value <= wanted;
    default:
      return Math.abs(value - wanted) <= Math.max(half, Math.abs(wanted) / 10);
  }
}

/** The size of the last digit that is written. */
function precision(text: string): number {
  const decimals = NUMBER.exec(text)?.[1]?.length ?? 0;
  const exponent = Number(/[eE](.+)$/.exec(text)?.[1] ?? 0);
  return Number(`1e${exponent - decimals}`);
}
