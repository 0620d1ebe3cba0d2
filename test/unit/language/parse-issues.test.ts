import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainIssue, type ParseIssue } from '../../../src/language/parse-issues.ts';

const SHAPE = z.strictObject({
  share: z.number().min(0).max(1).optional(),
  below: z.number().lt(1).optional(),
  above: z.number().positive().optional(),
  count: z.int().optional(),
  text: z.string().min(1).optional(),
  flag: z.boolean().optional(),
  list: z.array(z.string()).min(1).optional(),
  pair: z.tuple([z.string(), z.string()]).optional(),
  named: z.record(z.string().min(1), z.number()).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  listed: z.enum(['one', 'two']).optional(),
});

function said(value: unknown, shape: z.ZodType = SHAPE): readonly string[] {
  const result = shape.safeParse(value);
  return ((result.error?.issues ?? []) as readonly ParseIssue[]).map((issue) => {
    const { message, hint } = explainIssue(issue, value);
    return hint === undefined ? message : `${message} (${hint})`;
  });
}

describe('what is wrong with the shape of a file is said in words of its author', () => {
  it.each([
    [{ share: 3 }, '"share" is 3, which is above 1'],
    [{ share: -0.5 }, '"share" is -0.5, which is below 0'],
    [{ below: 1 }, '"below" is 1, which is not below 1'],
    [{ above: 0 }, '"above" is 0, which is not above 0'],
    [{ count: 1.5 }, '"count" is 1.5, and not a whole number'],
    [{ share: '0' }, '"share" is "0", and not a number'],
    [{ text: 5 }, '"text" is 5, and not a text'],
    [{ text: '' }, '"text" is empty'],
    [{ flag: 'yes' }, '"flag" is "yes", and not true or false'],
    [{ list: {} }, '"list" is {}, and not a list'],
    [{ list: [] }, '"list" is empty'],
    [{ pair: ['a', 'b', 'c'] }, '"pair" has more than 2 items'],
    [{ pair: ['a'] }, '"pair" has fewer than 2 items'],
    [{ named: ['a'] }, '"named" is ["a"], and not an object'],
    [{ named: { '': 1 } }, 'a name is empty'],
    [{ either: [] }, '"either" is [], and not a text or a number'],
    [{ listed: 'on' }, '"listed" cannot be "on"; did you mean "one"? (one of "one", "two")'],
    [{ listed: 7 }, '"listed" cannot be 7 (one of "one", "two")'],
  ])('%j: %s', (value, message) => {
    expect(said(value)).toEqual([message]);
  });

  it('with what is expected where a field is missing', () => {
    const shape = z.strictObject({ n: z.number(), l: z.array(z.string()), o: z.record(z.string(), z.number()) });
    expect(said({}, shape)).toEqual([
      'field "n" is missing (expected a number)',
      'field "l" is missing (expected a list)',
      'field "o" is missing (expected an object)',
    ]);
  });
});
