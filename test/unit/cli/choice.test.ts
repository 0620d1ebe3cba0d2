import { expect, it } from 'vitest';
import { choiceFlag } from '../../../src/cli/choice.ts';

it('a flag of some words is one of them, or is not given', () => {
  const read = (flags: Record<string, string>) => choiceFlag(flags, 'verify', ['full', 'counts', 'off']);
  expect([read({ verify: 'counts' }), read({})]).toEqual(['counts', undefined]);
  expect(() => read({ verify: 'ful' })).toThrow('--verify "ful" is not one of full, counts, off; did you mean "full"?');
});
