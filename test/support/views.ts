import fc from 'fast-check';
import type { Field, Shape } from '../../src/export/fhir/template/shape.ts';

/** Text that a JSON writer can get wrong: controls, quotes, backslashes, lone surrogates, line separators, everything else. */
const nastyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u2028', '\ud800', '\udfff', '😀', 'é', '<'),
  }),
);

const token = fc.stringMatching(/^[A-Za-z0-9:/.+-]{0,20}$/);

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1e21, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
);

/** Any view of a shape. */
export function viewOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valueOfField(field)])));
}

function valueOfField(field: Field): fc.Arbitrary<unknown> {
  const value = presentValue(field);
  return field.optional ? fc.option(value, { nil: undefined }) : value;
}

function presentValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'token':
      return token;
    case 'text':
      return nastyText;
    case 'number':
      return anyNumber;
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(valueOfField(field.item as Field), { maxLength: 3 });
    case 'object':
      return viewOf(field.shape as Shape);
    case 'memo':
      return fc.constant('');
  }
}
