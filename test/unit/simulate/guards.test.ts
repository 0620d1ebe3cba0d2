import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, timeOf, WEEK } from '../../../src/core/time.ts';
import { loinc, snomed } from '../../support/records.ts';
import {
  attributeIs,
  BIRTH,
  chain,
  compiled,
  delay,
  encounter,
  guard,
  type Json,
  live,
  liveIn,
  NOW,
  native,
  Script,
  type States,
  set,
} from '../../support/scripts.ts';

const END = timeOf(1997, 1, 1);
const ILL = snomed('73211009', 'Diabetes');

/** Days after birth at which the guard lets people pass; null when it never does. */
function opens(allow: Json, others: Readonly<Record<string, Json>> = {}, grain = 0): number | null {
  const [visit] = live({ m: { Gate: guard(allow) }, ...others }, { end: END, grain }).visitsTo('Gate');
  return visit?.left === null || visit?.left === undefined ? null : (visit.left - BIRTH) / DAY;
}

function later(days: number, ...states: readonly Json[]): States {
  return chain({ Wait: delay(days, 'days'), ...Object.fromEntries(states.map((state, i) => [`Do ${i}`, state])) });
}

describe('a guard on time', () => {
  const operator = fc.constantFrom('<', '<=', '==', '>=', '>', '!=');
  const ages = fc
    .tuple(
      operator,
      fc.constantFrom([0, 12, 'years'] as const, [0, 100, 'months'] as const),
      fc.nat(1000),
      fc.boolean(),
    )
    .map(([op, [low, high, unit], share, isWhole]): Json => {
      const quantity = low + ((high - low) * share) / 1000;
      return { condition_type: 'Age', operator: op, quantity: isWhole ? Math.floor(quantity) : quantity, unit };
    });
  const dates = fc
    .tuple(operator, fc.integer({ min: 1984, max: 1996 }), fc.integer({ min: 1, max: 12 }), fc.nat(2))
    .map(([op, year, month, form]): Json => {
      const fields = [{ year }, { month }, { date: { year, month, day: 5 } }][form];
      return { condition_type: 'Date', operator: op, ...fields };
    });
  const condition = fc.letrec<{ any: Json }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      { arbitrary: ages, weight: 3 },
      { arbitrary: dates, weight: 3 },
      { arbitrary: tie('any').map((part): Json => ({ condition_type: 'Not', condition: part })), weight: 2 },
      {
        arbitrary: fc
          .tuple(fc.constantFrom('And', 'Or'), fc.array(tie('any'), { maxLength: 3 }))
          .map(([type, conditions]): Json => ({ condition_type: type, conditions })),
        weight: 1,
      },
    ),
  })).any;

  it('opens at the first instant at which its condition holds', () => {
    fc.assert(
      fc.property(condition, (allow) => {
        const { program } = compiled({ m: { Gate: guard(allow) } });
        const left = liveIn(program, { end: END }).visitsTo('Gate')[0]?.left ?? null;
        // Ages and dates change at midnight, and a moment is over one millisecond later.
        const script = new Script(program);
        for (let day = BIRTH; day < END; day += DAY) {
          for (const t of [day, day + 1]) {
            if (script.process('Gate', t - NOW)) {
              expect(left).toBe(t);
              return;
            }
          }
        }
        expect(left).toBeNull();
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it.each([
    ['>', 5, 'years', timeOf(1991, 1, 15)],
    ['>=', 5, 'years', timeOf(1990, 1, 15)],
    ['>=', 4.5, 'years', timeOf(1990, 1, 15)],
    ['>', 7, 'months', timeOf(1985, 9, 15)],
  ])('Age %s %d %s opens on its day', (op, quantity, unit, time) => {
    expect(opens({ condition_type: 'Age', operator: op, quantity, unit })).toBe((time - BIRTH) / DAY);
  });

  it.each([
    ['>', { year: 1990 }, timeOf(1991, 1, 1)],
    ['==', { year: 1990 }, timeOf(1990, 1, 1)],
    ['==', { month: 3 }, timeOf(1985, 3, 1)],
    ['>', { date: { year: 1990, month: 5, day: 6, hour: 7 } }, timeOf(1990, 5, 6) + 7 * HOUR + 1],
  ])('Date %s %j opens at its instant', (op, fields, time) => {
    expect(opens({ condition_type: 'Date', operator: op, ...fields })).toBe((time - BIRTH) / DAY);
  });

  it('within a span after a state closes again, exactly at its end', () => {
    const prior = { condition_type: 'PriorState', name: 'Seen', within: { quantity: 3, unit: 'days' } };
    const lived = live(
      { m: { Seen: { type: 'Simple' }, Gate: guard({ condition_type: 'Not', condition: prior }) } },
      { end: END },
    );
    expect(lived.visitsTo('Gate')).toMatchObject([{ left: BIRTH + 3 * DAY }]);
  });
});

describe('a guard on what others do', () => {
  const START = { type: 'ConditionOnset', codes: [ILL] };
  const STOP = { type: 'ConditionEnd', codes: [ILL] };

  it.each<[string, Json, States, number]>([
    ['an attribute that is set', attributeIs('go', '==', 'now'), later(10, set('go', 'now')), 10],
    ['a condition that begins', { condition_type: 'Active Condition', codes: [ILL] }, later(11, START), 11],
    [
      'an observation',
      { condition_type: 'Observation', codes: [loinc('1', 'One')], operator: '>', value: 5 },
      later(13, encounter('ambulatory'), {
        type: 'Observation',
        codes: [loinc('1', 'One')],
        unit: 'g',
        exact: { quantity: 6 },
      }),
      13,
    ],
  ])('opens with %s at once', (_what, allow, other, day) => {
    expect(opens(allow, { z: other })).toBe(day);
  });

  it.each<[string, Json, States, number]>([
    [
      'an attribute',
      attributeIs('go', 'is nil'),
      chain({ Set: set('go', 1), Wait: delay(9, 'days'), Clear: set('go') }),
      9,
    ],
    [
      'a condition',
      { condition_type: 'Not', condition: { condition_type: 'Active Condition', codes: [ILL] } },
      chain({ Start: START, Wait: delay(12, 'days'), Stop: STOP }),
      12,
    ],
  ])('whose %s is there already at birth opens when that goes', (_what, allow, other, day) => {
    expect(opens(allow, { a: other })).toBe(day);
  });

  it('on what drifts is looked at weekly, from birth on', () => {
    const pain = { condition_type: 'Symptom', symptom: 'Pain', operator: '>', value: 50 };
    const set60 = { type: 'Symptom', symptom: 'Pain', exact: { quantity: 60 } };
    expect(opens(pain, { z: later(10, set60) })).toBe(14);
    const sign = { condition_type: 'Vital Sign', vital_sign: 'Own', operator: '>', value: 5 };
    expect(opens(sign, { z: later(20, { type: 'VitalSign', vital_sign: 'Own', exact: { quantity: 9 } }) })).toBe(21);
  });

  it('on the weekly grid opens at a tick', () => {
    const go = attributeIs('go', '==', 'now');
    expect(opens(go, { a: later(10, set('go', 'now')) }, WEEK)).toBe(14);
    expect(opens(go, { z: later(10, set('go', 'now')) }, WEEK)).toBe(21);
  });

  it('inside a submodule opens for its caller', () => {
    const lived = live(
      {
        m: { Call: { type: 'CallSubmodule', submodule: 'sub/wait' }, After: set('after', true) },
        'sub/wait': { Gate: guard(attributeIs('go', '==', 'now')) },
        z: native(later(10, set('go', 'now'))),
      },
      { end: END },
    );
    expect(lived.visitsTo('After')).toMatchObject([{ entered: BIRTH + 10 * DAY }]);
  });
});
