import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { code, scalar, text } from '../fields.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/** Compares a parameter that the caller of this submodule gave (native extension). */
export const parameter = defineCondition({
  type: 'Parameter',
  extension: true,
  fields: () => ({ parameter: text, operator, value: z.union([scalar, code]).optional() }),
  compile(json, context, path) {
    if (!context.hasParameter(json.parameter)) {
      context.report(
        'error',
        'unknown-parameter',
        `parameter "${json.parameter}" is not declared`,
        [...path, 'parameter'],
        'declare it under "parameters" at the top of the file',
      );
    }
    const op = readComparison(json.operator, json.value, context, path);
    return {
      ...WATCHES_NOTHING,
      test: (life) =>
        compare(life.frame.parameters?.get(json.parameter), op, json.value, () =>
          life.note('kinds-differ', `parameter "${json.parameter}" was compared with a value of another kind`),
        ),
      nextChange: never,
    };
  },
});
