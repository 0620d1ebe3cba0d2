import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../src/core/time.ts';
import type { AttributeValue } from '../../../src/language/values.ts';
import { type Json, NOW, programOf, Script, type States } from '../../support/scripts.ts';
import { expectShare } from '../../support/tolerance.ts';

const ENDS: States = { One: { type: 'Terminal' }, Two: { type: 'Terminal' }, Three: { type: 'Terminal' } };

interface Lives {
  readonly count?: number;
  readonly sex?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly at?: number;
}

/** How often a transition of Initial leads to each state. */
function ends(transition: Json, { count = 200, sex = 'F', attributes = {}, at = 0 }: Lives = {}) {
  const program = programOf({ Initial: { type: 'Initial', ...transition }, ...ENDS });
  const counts: Record<string, number> = {};
  for (let number = 0; number < count; number++) {
    const end = new Script(program, { number, sex, attributes }).runAt(at).path.at(-1) ?? '';
    counts[end] = (counts[end] ?? 0) + 1;
  }
  return counts;
}

function sexIs(gender: string): Json {
  return { condition_type: 'Gender', gender };
}

describe('distributed transitions', () => {
  const held = ['p1', 'p2', 'p3'].map((attribute, i) => ({
    distribution: { attribute, default: [0.15, 0.55, 0.3][i] },
    transition: Object.keys(ENDS)[i],
  }));

  it('gmf 60: weights that attributes hold are used where they are', () => {
    const transition = { distributed_transition: held };
    expect(ends(transition, { attributes: { p1: 1 } })).toEqual({ One: 200 });
    expect(ends(transition, { attributes: { p1: 0, p2: 0, p3: 1 } })).toEqual({ Three: 200 });
  });

  it('gmf 60: and their defaults where they are not', () => {
    const counts = ends({ distributed_transition: held }, { count: 2000 });
    expectShare(counts['One'] ?? 0, 2000, 0.15);
    expectShare(counts['Two'] ?? 0, 2000, 0.55);
  });

  it('a negative weight that an attribute holds counts as none', () => {
    const counts = ends({ distributed_transition: held.slice(0, 2) }, { attributes: { p1: -1 } });
    expect(counts).toEqual({ Two: 200 });
  });
});

describe('conditional and complex transitions', () => {
  const bySex = { condition: sexIs('M'), transition: 'One' };

  it('gmf 61: a conditional transition takes the first option that holds', () => {
    const options = [bySex, { condition: sexIs('F'), transition: 'Two' }, { transition: 'Three' }];
    const sexes = ['M', 'F', 'X'].map((sex) => ends({ conditional_transition: options }, { sex, count: 1 }));
    expect(sexes).toEqual([{ One: 1 }, { Two: 1 }, { Three: 1 }]);
  });

  it('gmf 61: the last option is taken although its condition does not hold', () => {
    expect(ends({ conditional_transition: [bySex] }, { count: 1 })).toEqual({ One: 1 });
  });

  it('gmf 62: a complex transition draws from the option that holds, and from the last when none does', () => {
    const between = (first: number): Json[] => [
      { distribution: first, transition: 'One' },
      { distribution: 1 - first, transition: 'Two' },
    ];
    const options = [
      { condition: sexIs('M'), distributions: between(0.15) },
      { condition: sexIs('F'), distributions: between(0.75) },
    ];
    for (const [sex, share] of [
      ['M', 0.15],
      ['F', 0.75],
      ['X', 0.75],
    ] as const) {
      expectShare(ends({ complex_transition: options }, { sex, count: 2000 })['One'] ?? 0, 2000, share);
    }
  });

  it('in a complex option the transition wins over its distributions, which may be empty', () => {
    const options = [{ condition: sexIs('F'), transition: 'Three', distributions: [] }, { transition: 'One' }];
    expect(ends({ complex_transition: options }, { count: 5 })).toEqual({ Three: 5 });
  });

  it('of two transition fields the one first in the format counts', () => {
    const two = { conditional_transition: [{ transition: 'One' }], direct_transition: 'Two' };
    expect(ends(two, { count: 1 })).toEqual({ Two: 1 });
  });
});

describe('type of care', () => {
  const transition = { type_of_care_transition: { ambulatory: 'One', emergency: 'Two', telemedicine: 'Three' } };
  const year = (calendar: number) => timeOf(calendar, 6, 1) - NOW;

  it.each([
    [2021, undefined, [0.66, 0.25, 0.09]],
    [2021, 'medicaid', [0.66, 0.25, 0.09]],
    [2021, 'private', [0.56, 0.2, 0.24]],
    [2015, 'none', [0.65, 0.35, 0]],
    [2015, 'private', [0.75, 0.25, 0]],
  ] as const)('gmf 65: in %i with insurance %s the shares of care are %j', (calendar, insurance, shares) => {
    const attributes = insurance === undefined ? {} : { insurance_status: insurance };
    const counts = ends(transition, { at: year(calendar), attributes, count: 2000 });
    for (const [i, share] of shares.entries()) expectShare(counts[Object.keys(ENDS)[i] ?? ''] ?? 0, 2000, share);
  });
});
