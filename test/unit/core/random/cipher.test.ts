import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdMaker } from '../../../../src/core/id.ts';
import { Draws, toUniform } from '../../../../src/core/random/draws.ts';
import { derive, lifeKeys, runKeys } from '../../../../src/core/random/keys.ts';
import { murmur3 } from '../../../../src/core/random/murmur3.ts';
import { Permutation } from '../../../../src/core/random/permutation.ts';
import { Purpose } from '../../../../src/core/random/purpose.ts';
import { threefry20 } from '../../../../src/core/random/threefry.ts';
import { expectDistribution } from '../../../support/tolerance.ts';

type Four = readonly [number, number, number, number];

const ONES: Four = [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff];
const PI: Four = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
const PI_KEY: Four = [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89];

/** Known answers of the Random123 distribution for 20 rounds: counter, key, output. */
const KNOWN: readonly (readonly [Four, Four, string])[] = [
  [[0, 0, 0, 0], [0, 0, 0, 0], '9c6ca96a e17eae66 fc10ecd4 5256a7d8'],
  [ONES, ONES, '2a881696 57012287 f6c7446e a16a6732'],
  [PI, PI_KEY, '59cd1dbb b8879579 86b5d00c ac8b6d84'],
];

function hex(words: Uint32Array): string {
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');
}

describe('the cipher', () => {
  it.each(KNOWN)('gives the published answer for the counter %j', (counter, key, answer) => {
    const out = new Uint32Array(4);
    threefry20(Uint32Array.from(key), ...counter, out);
    expect(hex(out)).toBe(answer);
  });

  it('takes signed and unsigned words alike', () => {
    const out = new Uint32Array(4);
    const signed = new Int32Array(4);
    threefry20(Uint32Array.from(PI_KEY), ...PI, out);
    threefry20(Int32Array.from(PI_KEY), PI[0] | 0, PI[1] | 0, PI[2] | 0, PI[3] | 0, signed);
    expect(hex(Uint32Array.from(signed))).toBe(hex(out));
  });
});

describe('the hash of names', () => {
  it.each([
    ['', 0],
    ['a', 0x3c2569b2],
    ['aa', 0x371091a9],
    ['abc', 0xb3dd93fa],
    ['test', 0xba6bd213],
    ['Hello, world!', 0xc0363e43],
    ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
    ['ππππππππ', 0xec72b6e8],
  ])('of %j is the published one', (text, hash) => {
    expect(murmur3(text)).toBe(hash);
  });
});

describe('a permutation', () => {
  const KEY = runKeys('permutation').identifiers;

  it('gives every number once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.string(), (size, name) => {
        const permutation = new Permutation(KEY, name, size);
        const seen = new Set(Array.from({ length: size }, (_, i) => permutation.at(i)));
        expect(seen.size).toBe(size);
        expect(Math.min(...seen)).toBe(0);
        expect(Math.max(...seen)).toBe(size - 1);
      }),
      { numRuns: 40 },
    );
  });

  it('stays within the largest sizes', () => {
    for (const size of [0x10_0000_0000_0000, 0xf_ffff_ffff_ffff, 0x100_0000_0001, 1e9, 99_999_999]) {
      const permutation = new Permutation(KEY, 'large', size);
      const values = Array.from({ length: 500 }, (_, i) => permutation.at(i));
      expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < size)).toBe(true);
      expect(new Set(values).size).toBe(500);
    }
  });

  it('refuses what lies outside', () => {
    const permutation = new Permutation(KEY, 'ten', 10);
    for (const index of [-1, 10, 0.5, Number.NaN]) expect(() => permutation.at(index)).toThrow(RangeError);
  });

  it('of another name is another', () => {
    const order = (name: string) => Array.from({ length: 50 }, (_, i) => new Permutation(KEY, name, 50).at(i));
    expect(order('mrn')).not.toEqual(order('ssn'));
    expect(order('mrn')).toEqual(order('mrn'));
  });
});

describe('keys', () => {
  it('of a run follow from any text, and differ among themselves and from those of other texts', () => {
    const keys = ['1', '2', 'Lebensläufe', ' '].map(runKeys);
    const all = keys.flatMap(({ draws, ids, identifiers }) => [draws, ids, identifiers].map((key) => key.join()));
    expect(new Set(all).size).toBe(12);
    expect(runKeys('1').draws).toEqual(keys[0]?.draws);
  });

  it('of lives differ by slot, also beyond 32 bits, and by attempt', () => {
    const run = runKeys('lives');
    const places = [0, 1, 0x1_0000_0000, 0x1_0000_0001, Number.MAX_SAFE_INTEGER];
    const all = places.flatMap((slot) => [0, 1].map((attempt) => lifeKeys(run, slot, attempt).draws.join()));
    expect(new Set(all).size).toBe(10);
    expect(lifeKeys(run, 5, 0)).toEqual(lifeKeys(run, 5, 0));
  });

  it('depend on every bit of what they are derived from', () => {
    const base = derive(Int32Array.of(1, 2, 3, 4), 5, 6).join();
    const others = [
      ...[0, 1, 2, 3].map((word) =>
        derive(
          Int32Array.from([1, 2, 3, 4], (v, i) => (i === word ? v ^ 64 : v)),
          5,
          6,
        ),
      ),
      derive(Int32Array.of(1, 2, 3, 4), 4, 6),
      derive(Int32Array.of(1, 2, 3, 4), 5, 7),
    ];
    expect(new Set([base, ...others.map((key) => key.join())]).size).toBe(7);
  });
});

describe('draws', () => {
  const draws = new Draws(runKeys('draws').draws);

  it('are (k + 0.5) / 2^53, and so never 0', () => {
    expect(toUniform(0, 0)).toBe(Number.EPSILON / 4);
    expect(toUniform(0, 1 << 11)).toBe(0.75 * Number.EPSILON);
    expect(toUniform(0x80000000, 0)).toBeCloseTo(0.5, 15);
  });

  it('are never 1, not even with all bits set', () => {
    expect(toUniform(-1, -1)).toBeLessThan(1);
  });

  it('lie in the open interval between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (high, low) => {
        const u = toUniform(high, low);
        expect(u > 0 && u < 1).toBe(true);
      }),
    );
  });

  it('rise with the high word, then with the low', () => {
    expect(toUniform(1, 0)).toBeGreaterThan(toUniform(0, -1));
    expect(toUniform(1, 1 << 11)).toBeGreaterThan(toUniform(1, 0));
  });

  it('are functions of what they decide: asking again, or for something else in between, changes nothing', () => {
    const first = draws.uniform(1, 2, 3, Purpose.transition);
    draws.uniform(9, 9, 9, 9);
    expect(draws.uniform(1, 2, 3, Purpose.transition)).toBe(first);
    // The words of a draw are those that its uniform number is made of.
    const [high = 0, low = 0] = draws.words(1, 2, 3, Purpose.transition);
    expect(toUniform(high, low)).toBe(first);
    expect(new Set(draws.words(1, 2, 3, Purpose.transition)).size).toBe(4);
    const near = [
      draws.uniform(2, 2, 3, 0),
      draws.uniform(1, 3, 3, 0),
      draws.uniform(1, 2, 4, 0),
      draws.uniform(1, 2, 3, 1),
    ];
    expect(new Set([first, ...near]).size).toBe(5);
  });

  it('are uniform over visits, states, streams and purposes', () => {
    const count = 5000;
    const over = (draw: (i: number) => number) => Array.from({ length: count }, (_, i) => draw(i));
    for (const values of [
      over((i) => draws.uniform(1, 2, i, 0)),
      over((i) => draws.uniform(1, i, 0, 0)),
      over((i) => draws.uniform(i, 2, 0, 0)),
      over((i) => draws.uniform(1, 2, 0, i)),
    ]) {
      expectDistribution(values, (u) => u);
    }
  });

  it('of the exponential have mean 1 and its shape', () => {
    const values = Array.from({ length: 5000 }, (_, i) => draws.exponential(1, 2, i, 0));
    expectDistribution(values, (x) => 1 - Math.exp(-x));
  });
});

describe('purposes', () => {
  it('are distinct, with room for the numbers added to them', () => {
    const values = Object.values(Purpose);
    expect(new Set(values).size).toBe(values.length);
    const spacious = values.filter((value) => value >= 1000);
    expect(spacious.every((value) => value % 1000 === 0)).toBe(true);
  });
});

describe('ids', () => {
  const ids = new IdMaker(runKeys('ids').ids);

  it('are UUIDs of version 8', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (stream, state, visit, k) => {
        expect(ids.id(stream, state, visit, k)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it('differ for everything that they name, and are the same for the same', () => {
    const all = Array.from({ length: 2000 }, (_, i) => ids.id(i & 3, (i >> 2) & 7, (i >> 5) & 7, i >> 8));
    expect(new Set(all).size).toBe(2000);
    expect(ids.id(1, 2, 3, 4)).toBe(ids.id(1, 2, 3, 4));
    expect(new IdMaker(runKeys('other').ids).id(1, 2, 3, 4)).not.toBe(ids.id(1, 2, 3, 4));
  });
});
