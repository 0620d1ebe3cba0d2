import { roundTo } from '../../core/numeric.ts';

/** Units as people write them, where UCUM writes them for machines. */
const UNITS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  '10*3/uL': '10³/µL',
  '10*6/uL': '10⁶/µL',
  'kg/m2': 'kg/m²',
  Cel: '°C',
  '[pH]': 'pH',
  '{ratio}': 'ratio',
  '{score}': 'points',
  '{INR}': 'INR',
  'ug/mL{FEU}': 'µg/mL FEU',
};

/** A UCUM unit for people. */
export function unitText(unit: string): string {
  return UNITS[unit] ?? unit.replace(/\[IU\]/g, 'IU').replace(/^u(?=g|mol|IU|L)/, 'µ');
}

/** A number on an axis: to so many decimals, or to its own. */
export function tickText(value: number, decimals: number | null): string {
  return grouped(decimals === null ? String(Number(value.toPrecision(6))) : value.toFixed(decimals));
}

/** A value of a quantity: to its decimals, and to one more where an average or percentile is finer. */
export function valueText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '';
  return grouped(roundTo(value, decimals).toFixed(decimals));
}

/** `+12 %`, `−3 %`. */
export function signedPercent(share: number): string {
  const percent = Math.round(100 * share);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)}\u00a0%`;
}

/** A correlation. */
export function correlationText(r: number): string {
  return `${r < 0 ? '−' : ''}${Math.abs(r).toFixed(2)}`;
}

/** `20 to 39`; `80 and over` where nobody is older. */
export function agesText(from: number, to: number): string {
  if (to >= 99) return from === 0 ? 'all' : `${from} and over`;
  return from === to ? String(from) : `${from} to ${to}`;
}

/** `1234567` as `1,234,567`. */
export function countText(value: number): string {
  return grouped(String(value));
}

/** Text of at most so many characters, with an ellipsis where some are gone. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function grouped(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
