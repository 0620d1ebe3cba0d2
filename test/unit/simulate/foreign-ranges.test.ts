import { describe, expect, it } from 'vitest';
import type { Code } from '../../../src/core/code.ts';
import { createWorld, simulate, type WorldOptions } from '../../../src/index.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { loinc } from '../../support/records.ts';
import { compiled, delay, encounter, type Json } from '../../support/scripts.ts';

const REFERENCE = loadReference();
const CREATININE = loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma');
const OTHER = loinc('99999-9', 'Not a signal of the program');

function see(code: Code, range: Json, unit: string): Json {
  return { type: 'Observation', codes: [code], category: 'laboratory', unit, range };
}

/** A module of the plain format: two readings of creatinine at one time, one of another unit, one of no signal. */
const { program } = compiled({
  plain: {
    states: {
      Grows: delay(30, 'years'),
      Visit: encounter('ambulatory'),
      First: see(CREATININE, { low: 0.6, high: 1.2, decimals: 2 }, 'mg/dL'),
      Second: see(CREATININE, { low: 6, high: 12, decimals: 1 }, 'mg/L'),
      Share: see(CREATININE, { low: 0, high: 1 }, '%'),
      Other: see(OTHER, { low: 0, high: 1 }, 'mg/dL'),
    },
  },
});

/** The values of the four readings of each of some people. */
function readings(options: WorldOptions): readonly (readonly number[])[] {
  const world = createWorld(program, { seed: 'ranges', minAge: 35, maxAge: 90, reference: REFERENCE, ...options });
  return [...simulate(world, { from: 0, to: 59 })].flatMap((life) => {
    if (life.kind !== 'life') throw new Error('a life could not go on');
    const seen = life.record.entries.flatMap((entry) => (entry.kind === 'observation' ? [entry.value as number] : []));
    // Who died before thirty saw nobody.
    return seen.length === 4 ? [seen] : [];
  });
}

/** How often the two readings have one place between their bounds. */
function agreeing(lives: readonly (readonly number[])[]): number {
  return lives.filter(([first = 0, second = 0]) => Math.abs(first - second / 10) < 0.011).length / lives.length;
}

describe('a bare range of a foreign observation whose code is of a signal', () => {
  const lives = readings({});

  it('bounds the reading: two ranges at one time have the place of one body', () => {
    expect(lives.length).toBeGreaterThan(30);
    expect(agreeing(lives)).toBe(1);
    for (const [first = 0] of lives) {
      expect(first).toBeGreaterThanOrEqual(0.6);
      expect(first).toBeLessThanOrEqual(1.2);
    }
    // People differ: sixty of one place would be a body that nobody has.
    expect(new Set(lives.map(([first]) => first)).size).toBeGreaterThan(20);
  });

  it('is drawn for itself where the switch says so, where the unit is of another kind, and where the code is of no signal', () => {
    const apart = readings({ independentRanges: true });
    // A second draw within 0.011 of the first, on a range of 0.6, in half of them: not in a thousand years.
    expect(agreeing(apart)).toBeLessThan(0.5);
    expect(apart.map(([, , share, other]) => [share, other])).toEqual(
      lives.map(([, , share, other]) => [share, other]),
    );
  });

  it('is drawn for itself in the reference world', () => {
    expect(agreeing(readings({ world: 'reference' }))).toBeLessThan(0.5);
  });
});
