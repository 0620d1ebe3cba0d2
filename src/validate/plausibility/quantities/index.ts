import type { Quantity } from '../quantity.ts';
import { BLOOD } from './blood.ts';
import { CHEMISTRY } from './chemistry.ts';
import { METABOLISM } from './metabolism.ts';
import { SCORES } from './scores.ts';
import { VITAL_SIGNS } from './vital-signs.ts';

/** The registry of quantities whose values are judged: a row a quantity, in the file of its system. */
export const QUANTITIES = { ...VITAL_SIGNS, ...CHEMISTRY, ...METABOLISM, ...BLOOD, ...SCORES };

export type QuantityName = keyof typeof QUANTITIES;

export function quantityNamed(name: QuantityName): Quantity {
  return QUANTITIES[name];
}

/** By LOINC code. */
const NAME_OF_CODE: ReadonlyMap<string, QuantityName> = new Map(
  (Object.keys(QUANTITIES) as QuantityName[]).flatMap((name) =>
    QUANTITIES[name].codes.map((code) => [code, name] as const),
  ),
);

/** The quantity that a LOINC code measures; undefined where none is judged. */
export function quantityOfCode(code: string): QuantityName | undefined {
  return NAME_OF_CODE.get(code);
}
