import { z } from 'zod';
import type { Prescription } from '../../record/kinds/medication.ts';
import { code, flag, integer, number, timeUnit } from '../fields.ts';

/** How a drug is to be taken, as files write it. */
export const prescription = z.strictObject({
  dosage: z.strictObject({ amount: number, frequency: number, period: number, unit: timeUnit }).optional(),
  duration: z.strictObject({ quantity: number, unit: timeUnit }).optional(),
  refills: integer.optional(),
  as_needed: flag.optional(),
  instructions: z.array(code).optional(),
});

export function compilePrescription(json: z.output<typeof prescription>): Prescription {
  return {
    ...(json.dosage && { dosage: json.dosage }),
    ...(json.duration && { duration: json.duration }),
    ...(json.refills !== undefined && { refills: json.refills }),
    ...(json.as_needed !== undefined && { asNeeded: json.as_needed }),
    ...(json.instructions && { instructions: json.instructions }),
  };
}
