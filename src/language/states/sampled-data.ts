import { z } from 'zod';
import type { SampledData } from '../../record/kinds/observation.ts';
import type { CompileContext, Path } from '../define.ts';
import { number, text } from '../fields.ts';
import type { Life } from '../run.ts';
import { isSeries, type Series } from '../values.ts';

/** A snapshot of series that attributes hold. */
export const sampledData = z.strictObject({
  attributes: z.array(text).min(1),
  origin_value: number.optional(),
  factor: number.optional(),
  lower_limit: number.optional(),
  upper_limit: number.optional(),
  decimal_format: text.optional(),
});

/** Takes the series now; null, with a note naming the attribute, when one is missing or they do not fit together. */
export function compileSampledData(
  json: z.output<typeof sampledData>,
  context: CompileContext,
  path: Path,
): (life: Life) => SampledData | null {
  const slots = json.attributes.map((name, i) => context.reads(name, [...path, 'attributes', i]));
  return (life) => {
    const found: Series[] = [];
    for (const [i, slot] of slots.entries()) {
      const value = life.attribute(slot);
      if (!isSeries(value)) {
        life.note('series-absent', `attribute "${json.attributes[i]}" holds no series to sample`);
        return null;
      }
      found.push(value);
    }
    const first = found[0] as Series;
    const fits = found.every(
      (other) => other.samples.length === first.samples.length && other.periodSeconds === first.periodSeconds,
    );
    if (!fits) {
      life.note('series-differ', `series ${json.attributes.join(', ')} differ in length or period`);
      return null;
    }
    return {
      series: found.map((item) => item.samples),
      periodSeconds: first.periodSeconds,
      originValue: json.origin_value ?? 0,
      factor: json.factor ?? 1,
      lowerLimit: json.lower_limit ?? null,
      upperLimit: json.upper_limit ?? null,
      decimalFormat: json.decimal_format ?? null,
    };
  };
}
