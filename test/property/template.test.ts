import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WRITERS } from '../../src/export/fhir/generated/writers.ts';
import { RESOURCES, SHARED_RESOURCES } from '../../src/export/fhir/resources/index.ts';
import { viewOf } from '../support/views.ts';

const DEFINITIONS = { ...RESOURCES, ...SHARED_RESOURCES };

/** A writer must give, byte for byte, what JSON.stringify gives of the object that the template makes of the same view. */
describe('generated writers', () => {
  it.each(Object.entries(DEFINITIONS))('%s equals JSON.stringify of its template', (type, definition) => {
    const write = WRITERS[type as keyof typeof WRITERS] as (view: never) => string;
    const template = definition.template as (view: never) => unknown;
    fc.assert(
      fc.property(viewOf(definition.shape), (view) => {
        const expected = JSON.stringify(template(view as never));
        expect(write(view as never)).toBe(expected);
        // Parts remember what they wrote; what they remember must be as right as what they write.
        expect(write(view as never)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
