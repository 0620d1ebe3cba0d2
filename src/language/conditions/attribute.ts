import { z } from 'zod';
import { defineCondition } from '../define.ts';
import { COMPUTED_ATTRIBUTES } from '../engine-attributes.ts';
import { code, scalar, text } from '../fields.ts';
import { compare, operator, readComparison } from './operator.ts';
import { never, watchSlots } from './watch.ts';

/** Compares an attribute of the person with a literal. */
export const attribute = defineCondition({
  type: 'Attribute',
  fields: () => ({ attribute: text, operator, value: z.union([scalar, code]).optional(), value_code: code.optional() }),
  compile(json, context, path) {
    const slot = context.reads(json.attribute, [...path, 'attribute']);
    const literal = json.value ?? json.value_code;
    const op = readComparison(json.operator, literal, context, path);
    return {
      ...watchSlots(slot),
      polls: COMPUTED_ATTRIBUTES.has(json.attribute),
      test: (life) =>
        compare(life.attribute(slot), op, literal, () =>
          life.note('kinds-differ', `attribute "${json.attribute}" was compared with a value of another kind`),
        ),
      nextChange: never,
    };
  },
});
