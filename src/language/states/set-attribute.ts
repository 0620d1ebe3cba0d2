import { z } from 'zod';
import { Purpose } from '../../core/random/purpose.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { code, distribution, number, range, scalar, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import type { AttributeValue } from '../values.ts';
import { distributionAmount, rangeAmount } from './amount.ts';
import { compileExpression } from './expression-value.ts';

const fields = {
  attribute: text,
  expression: text.optional(),
  range: range.optional(),
  series_data: text.optional(),
  period: number.optional(),
  distribution: distribution.optional(),
  value_code: code.optional(),
  value_attribute: text.optional(),
  value: z.union([scalar, code]).optional(),
};

type Json = z.output<z.ZodObject<typeof fields>>;
type Value = (life: Life, visit: Visit) => AttributeValue | undefined;

/** Sets an attribute of the person; without any value field, removes it. */
export const setAttribute = defineState({
  type: 'SetAttribute',
  fields: () => fields,
  compile(json, context, path) {
    const slot = context.writes(json.attribute, [...path, 'attribute']);
    const value = compileValue(json, context, path);
    return {
      process(life, visit) {
        life.setAttribute(slot, value(life, visit));
        return Outcome.pass;
      },
    };
  },
});

/** The first field given decides, in this order. */
function compileValue(json: Json, context: CompileContext, path: Path): Value {
  if (json.expression !== undefined) return compileExpression(json.expression, context, [...path, 'expression']);
  if (json.range) return rangeAmount(json.range, Purpose.value);
  if (json.series_data !== undefined)
    return compileSeries(json.series_data, json.attribute, json.period, context, path);
  if (json.distribution) {
    return distributionAmount(json.distribution, context, [...path, 'distribution'], Purpose.value);
  }
  const { value, value_code: valueCode, value_attribute: valueAttribute } = json;
  if (valueCode) return () => valueCode;
  if (valueAttribute !== undefined) {
    const slot = context.reads(valueAttribute, [...path, 'value_attribute']);
    return (life) => life.attribute(slot) ?? value;
  }
  return () => value;
}

function compileSeries(
  data: string,
  attribute: string,
  period: number | undefined,
  context: CompileContext,
  path: Path,
): Value {
  const tokens = data.split(/\s+/).filter((token) => token !== '');
  const bad = tokens.find((token) => !Number.isFinite(Number(token)));
  if (bad !== undefined) {
    context.report(
      'error',
      'series-token',
      `the series for attribute "${attribute}" has "${bad}", which is no number`,
      [...path, 'series_data'],
    );
    return () => undefined;
  }
  const series = { samples: tokens.map(Number), periodSeconds: period !== undefined && period > 0 ? period : 1 };
  return () => series;
}
