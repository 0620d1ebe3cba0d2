import { roundTo } from '../core/numeric.ts';

const DECIMALS: Readonly<Record<string, number>> = {
  Height: 1,
  Weight: 1,
  'Systolic Blood Pressure': 0,
  'Diastolic Blood Pressure': 0,
  'Heart Rate': 0,
  'Respiration Rate': 0,
};

/**
 * A value that a module set for a vital sign, or that the reference engine draws, as it is read: pressures and rates whole, height and weight to
 * 0.1, all else to 0.01; halves up.
 */
export function roundVitalSign(name: string, value: number): number {
  return roundTo(value, DECIMALS[name] ?? 2);
}
