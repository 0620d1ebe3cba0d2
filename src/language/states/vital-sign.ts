import type { z } from 'zod';
import { uniformBetween } from '../../core/distributions/uniform.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { distribution, exactQuantity, range, text } from '../fields.ts';
import { type Life, Outcome, type Visit, type VitalSource } from '../run.ts';
import { compileExpression } from './expression-value.ts';

const fields = {
  vital_sign: text,
  unit: text.optional(),
  exact: exactQuantity.optional(),
  range: range.optional(),
  expression: text.optional(),
  distribution: distribution.optional(),
};

/** Says how a vital sign is supplied from now on: a constant, or a sample at every reading. The chart is not touched. */
export const vitalSign = defineState({
  type: 'VitalSign',
  fields: () => fields,
  compile(json, context, path) {
    const source = compileSource(json, context, path);
    return {
      process(life, visit) {
        const supply = source(life, visit);
        if (supply !== undefined) life.setVitalSign(json.vital_sign, supply);
        return Outcome.pass;
      },
    };
  },
});

function compileSource(
  json: z.output<z.ZodObject<typeof fields>>,
  context: CompileContext,
  path: Path,
): (life: Life, visit: Visit) => VitalSource | undefined {
  if (json.exact) {
    const { quantity } = json.exact;
    return () => quantity;
  }
  if (json.range) {
    const between = uniformBetween(json.range.low, json.range.high);
    return () => between;
  }
  if (json.expression !== undefined) {
    const evaluate = compileExpression(json.expression, context, [...path, 'expression']);
    return (life, visit) => {
      const value = evaluate(life, visit);
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      life.note('vital-sign-expression', `the expression for vital sign "${json.vital_sign}" gives no finite number`);
      return undefined;
    };
  }
  if (json.distribution) {
    const drawn = context.distribution(json.distribution, [...path, 'distribution']);
    return () => drawn;
  }
  context.report('error', 'amount-missing', 'a VitalSign needs exact, range, expression or distribution', path);
  return () => undefined;
}
