import { z } from 'zod';
import { DISTRIBUTION_KINDS } from '../core/distributions/index.ts';
import { TIME_UNITS } from './time-units.ts';

/**
 * The kinds of field that states, conditions and transitions are made of. They take what the reference loader takes
 * (numbers written as text, text written as numbers); the editor schema shows the proper form.
 */

/** Any text; a number or boolean is taken as its text. */
export const text = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  z.string(),
);

/** A number; its text is taken too. */
export const number = z.preprocess(
  (value) =>
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value,
  z.number(),
);

/** A whole number; fractions are cut off. */
export const integer = z.preprocess(
  (value) => (typeof value === 'string' || typeof value === 'number' ? Math.trunc(Number(value)) : value),
  z.int(),
);

/** true or false, also as text. */
export const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());

/** A JSON scalar. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const code = z.strictObject({
  system: text,
  code: text,
  display: text,
  version: text.optional(),
  value_set: text.optional(),
});

export const codes = z.array(code).min(1);

/** Codes to look for, of which foreign files may list none. */
export const soughtCodes = z.array(code);

/** A unit of time as the format spells it. */
export const timeUnit = z.enum(TIME_UNITS);

/** `{quantity, unit?}`: the legacy exact form. */
export const exactQuantity = z.strictObject({ quantity: number, unit: text.optional() });

/** `{low, high, unit?, decimals?}`: the legacy uniform form. */
export const range = z.strictObject({
  low: number,
  high: number,
  unit: text.optional(),
  decimals: integer.optional(),
});

export const exactSpan = z.strictObject({ quantity: number, unit: timeUnit });
export const rangeSpan = z.strictObject({ low: number, high: number, unit: timeUnit });

/** The v2 form `{kind, parameters, round?}`, one shape per kind of distribution. */
export const distribution = z.discriminatedUnion(
  'kind',
  DISTRIBUTION_KINDS.map(({ kind, required, optional }) =>
    z.strictObject({
      kind: z.literal(kind),
      parameters: z.strictObject({
        ...Object.fromEntries(required.map((name) => [name, number])),
        ...Object.fromEntries(optional.map((name) => [name, number.optional()])),
      }),
      round: flag.optional(),
    }),
  ) as unknown as [
    z.ZodObject<{
      kind: z.ZodLiteral<string>;
      parameters: z.ZodType<Record<string, number>>;
      round: z.ZodOptional<typeof flag>;
    }>,
  ],
);

/** Id of an entry of the module's `sources`. */
export const sourceId = z.string();

/** Free notes; the format has a list of texts, some files a bare text. */
export const remarks = z.union([z.string(), z.array(z.unknown())]);

export type CodeJson = z.output<typeof code>;
export type DistributionJson = z.output<typeof distribution>;
export type ExactSpanJson = z.output<typeof exactSpan>;
export type RangeSpanJson = z.output<typeof rangeSpan>;

/** A condition as parsed; its definition knows the rest. */
export interface ConditionJson {
  readonly condition_type: string;
}

/** What a definition's fields may be made of beside the plain ones: the recursive parts. */
export interface FieldKit {
  readonly condition: z.ZodType<ConditionJson>;
}
