import { describe, expect, it } from 'vitest';
import { byteCount, count, counted, table, wrap } from '../../../src/cli/text.ts';

describe('text for people', () => {
  it('groups digits', () => {
    expect([0, 999, 1000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('counts nouns', () => {
    expect(counted(1, 'life', 'lives')).toBe('1 life');
    expect(counted(0, 'life', 'lives')).toBe('0 lives');
    expect(counted(2000, 'error')).toBe('2,000 errors');
  });

  it('shortens bytes', () => {
    expect([0, 999, 1000, 9_200_000, 123_456_789, 2e12].map(byteCount)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '9.2 MB',
      '123 MB',
      '2.0 TB',
    ]);
  });

  it('aligns columns, by characters', () => {
    expect(
      table(
        [
          ['a', '1'],
          ['béé', '22'],
        ],
        [1],
      ),
    ).toEqual(['a     1', 'béé  22']);
  });

  it('wraps at blanks, cuts longer words, and gives nothing for nothing', () => {
    expect(wrap('one two  three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap(' ', 10)).toEqual([]);
  });
});
