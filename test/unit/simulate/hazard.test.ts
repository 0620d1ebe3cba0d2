import { describe, expect, it } from 'vitest';
import { murmur3 } from '../../../src/core/random/murmur3.ts';
import { Purpose } from '../../../src/core/random/purpose.ts';
import { DAY, type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import {
  attributeIs,
  BIRTH,
  compiled,
  delay,
  drawsOf,
  guard,
  type Json,
  type Lived,
  live,
  liveIn,
  native,
  type States,
  set,
} from '../../support/scripts.ts';
import { expectDistribution, expectMean, expectShare } from '../../support/tolerance.ts';

/** A native module whose state `At risk` comes first. */
function atRisk(events: readonly Json[], before: States = {}): Json {
  return native({ ...before, 'At risk': { type: 'Hazard', events } });
}

/** When the person was at risk no more, in years after birth; undefined when that was never. */
function event({ visitsTo }: Lived): number | undefined {
  const left = visitsTo('At risk')[0]?.left;
  return left === null || left === undefined ? undefined : (left - BIRTH) / YEAR;
}

/** The cumulative hazard at which event `k` of somebody's first visit to `At risk` in module `m` happens. */
function threshold(number: number, k = 0): number {
  return -Math.log(drawsOf(number).uniform(murmur3('m'), murmur3('At risk'), 0, Purpose.event + k));
}

const LIVES = 1000;
const HORIZON = { end: timeOf(2120, 1, 1) };

function lives(
  modules: Readonly<Record<string, Json>>,
  tables: Readonly<Record<string, string>> = {},
): readonly Lived[] {
  const { program } = compiled(modules, tables);
  return Array.from({ length: LIVES }, (_, number) => liveIn(program, { ...HORIZON, number }));
}

describe('a hazard with a constant rate', () => {
  it('happens after an exponential time with mean 1 / rate', () => {
    const times = lives({ m: atRisk([{ to: 'End', rate: 0.5 }]) }).map((life) => event(life) ?? Number.NaN);
    expectMean(times, 2, 2);
    expectDistribution(times, (t) => 1 - Math.exp(-0.5 * t));
  });

  it('happens to the millisecond when rate times time reaches the draw', () => {
    const { program } = compiled({ m: atRisk([{ to: 'End', rate: 0.5 }]) });
    for (let number = 0; number < 50; number++) {
      const left = liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime;
      expect(left).toBe(BIRTH + Math.ceil(threshold(number) / (0.5 / YEAR)));
    }
  });

  it('of 0 never happens', () => {
    expect(event(live({ m: atRisk([{ to: 'End', rate: 0 }]) }, HORIZON))).toBeUndefined();
  });

  it('by a distribution happens after a time that is drawn once, without memory of rates', () => {
    const fixed = { to: 'End', distribution: { kind: 'EXACT', parameters: { value: 3 } }, unit: 'days' };
    expect((event(live({ m: atRisk([fixed]) }, HORIZON)) ?? 0) * YEAR).toBeCloseTo(3 * DAY, 3);
  });
});

describe('a hazard that changes', () => {
  const RATES = ['age,gender,rate', '0-39,F,0.01', '40-59,F,0.05', '60+,F,0.4', '0+,M,9'].join('\n');

  /** The integral of a rate that depends on the age in whole years, worked out birthday by birthday. */
  function integral(rateAt: (age: number) => number, until: SimTime): number {
    let sum = 0;
    for (let age = 0; timeOf(1985 + age, 1, 15) < until; age++) {
      const from = timeOf(1985 + age, 1, 15);
      sum += (rateAt(age) * (Math.min(until, timeOf(1986 + age, 1, 15)) - from)) / YEAR;
    }
    return sum;
  }

  it('by age and sex in a table happens when the integral of its rate reaches the draw', () => {
    const rateAt = (age: number) => (age < 40 ? 0.01 : age < 60 ? 0.05 : 0.4);
    const { program } = compiled({ m: atRisk([{ to: 'End', rate: { table: 'rates.csv' } }]) }, { 'rates.csv': RATES });
    for (let number = 0; number < 100; number++) {
      const left = liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime;
      // The event comes at the first whole millisecond: less than one millisecond's hazard beyond the draw.
      expect(Math.abs(integral(rateAt, left) - threshold(number))).toBeLessThan(0.4 / YEAR + 1e-12);
    }
  });

  it('by age happens as survival by that rate says', () => {
    const rateAt = (age: number) => (age < 40 ? 0.01 : age < 60 ? 0.05 : 0.4);
    const all = lives({ m: atRisk([{ to: 'End', rate: { table: 'rates.csv' } }]) }, { 'rates.csv': RATES });
    const before40 = all.filter((life) => (event(life) ?? 999) < (timeOf(2025, 1, 15) - BIRTH) / YEAR).length;
    expectShare(before40, LIVES, 1 - Math.exp(-integral(rateAt, timeOf(2025, 1, 15))));
  });

  it('by calendar year changes at the start of the year', () => {
    const tables = { 'rates.csv': 'year,rate\n1900-1999,0\n2000,1000\n2001+,0' };
    const { program } = compiled({ m: atRisk([{ to: 'End', rate: { table: 'rates.csv' } }]) }, tables);
    for (let number = 0; number < 20; number++) {
      const left = liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime;
      expect(left).toBe(timeOf(2000, 1, 1) + Math.ceil(threshold(number) / (1000 / YEAR)));
    }
  });

  const TWICE = { to: 'End', rate: 0.1, ratios: [{ when: attributeIs('smoker', '==', true), ratio: 4 }] };

  it('by an attribute set meanwhile keeps what has been accumulated', () => {
    const modules = { m: atRisk([TWICE]), other: native({ Wait: delay(1000, 'days'), Smoke: set('smoker', true) }) };
    const { program } = compiled(modules);
    const change = 1000 * DAY;
    for (let number = 0; number < 100; number++) {
      const left = (liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime) - BIRTH;
      const sum = (0.1 * Math.min(left, change) + 0.4 * Math.max(0, left - change)) / YEAR;
      expect(Math.abs(sum - threshold(number))).toBeLessThan(0.4 / YEAR + 1e-12);
    }
  });

  it('is not disturbed by being looked at: changes to and fro count for as long as they lasted', () => {
    const toggles = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        [`Wait ${i}`, delay(50, 'days')],
        [`Set ${i}`, set('smoker', i % 2 === 0)],
      ]).flat(),
    );
    const { program } = compiled({ m: atRisk([TWICE]), other: native(toggles) });
    for (let number = 0; number < 100; number++) {
      const left = (liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime) - BIRTH;
      let sum = 0;
      for (let from = 0, i = 0; from < left; i++) {
        const to = i < 40 ? Math.min(left, (i + 1) * 50 * DAY) : left;
        sum += ((i % 2 === 1 ? 0.4 : 0.1) * (to - from)) / YEAR;
        from = to;
      }
      expect(Math.abs(sum - threshold(number))).toBeLessThan(1e-9);
    }
  });

  it('by a condition on age changes on the birthday', () => {
    const when = { condition_type: 'Age', operator: '>=', quantity: 10, unit: 'years' };
    const { program } = compiled({ m: atRisk([{ to: 'End', rate: 0.02, ratios: [{ when, ratio: 10 }] }]) });
    for (let number = 0; number < 100; number++) {
      const left = liveIn(program, { ...HORIZON, number }).visitsTo('At risk')[0]?.left as SimTime;
      const sum = integral((age) => (age < 10 ? 0.02 : 0.2), left);
      expect(Math.abs(sum - threshold(number))).toBeLessThan(0.2 / YEAR + 1e-12);
    }
  });

  it('multiplies the ratios that hold', () => {
    const ratios = ['a', 'b', 'c'].map((name, i) => ({ when: attributeIs(name, '==', true), ratio: i + 2 }));
    const module = { m: atRisk([{ to: 'End', rate: 0.1, ratios }]) };
    const lived = live(module, { ...HORIZON, attributes: { a: true, c: true } });
    expect(event(lived)).toBeCloseTo(threshold(0) / 0.8, 6);
  });

  it('with a ratio of 0 waits until that holds no more', () => {
    const shielded = { to: 'End', rate: 50, ratios: [{ when: attributeIs('shield', '==', true), ratio: 0 }] };
    const drop = native({ Up: set('shield', true), Wait: delay(700, 'days'), Down: set('shield') });
    const lived = live({ drop, m: atRisk([shielded]) }, HORIZON);
    expect((event(lived) ?? 0) * YEAR).toBeCloseTo(700 * DAY + (threshold(0) / 50) * YEAR, -1);
  });
});

describe('competing events', () => {
  const events = [
    { to: 'One', rate: 0.3 },
    { to: 'Two', rate: 0.1 },
  ];
  const module = native({
    'At risk': { type: 'Hazard', events },
    One: { type: 'Terminal' },
    Two: { type: 'Terminal' },
  });

  it('split as their rates, and the first comes as their sum says', () => {
    const all = lives({ m: module });
    expectShare(all.filter(({ visitsTo }) => visitsTo('One').length > 0).length, LIVES, 0.75);
    expectDistribution(
      all.map((life) => event(life) ?? Number.NaN),
      (t) => 1 - Math.exp(-0.4 * t),
    );
  });

  it('each have a draw of their own: the earlier one wins', () => {
    for (let number = 0; number < 50; number++) {
      const lived = live({ m: module }, { ...HORIZON, number });
      const [one, two] = [threshold(number, 0) / 0.3, threshold(number, 1) / 0.1];
      expect(event(lived)).toBeCloseTo(Math.min(one, two), 6);
      expect(lived.visitsTo(one < two ? 'One' : 'Two')).toHaveLength(1);
    }
  });

  it('an event at a fixed time may come before one by chance', () => {
    const fixed = { to: 'Two', distribution: { kind: 'EXACT', parameters: { value: 1 } }, unit: 'years' };
    const mixed = {
      ...module,
      states: { ...(module['states'] as States), 'At risk': { type: 'Hazard', events: [events[0], fixed] } },
    };
    const all = lives({ m: mixed });
    expectShare(
      all.filter(({ visitsTo }) => visitsTo('One').length > 0).length,
      LIVES,
      1 - Math.exp((-0.3 * 365) / 365.25),
    );
  });
});

describe('twins', () => {
  /** A life with a hazard of this rate, and another module beside it. */
  const twin = (rate: number, number: number): Lived =>
    live(
      {
        m: atRisk([{ to: 'End', rate }]),
        other: native({
          Wait: { type: 'Delay', range: { low: 1, high: 90, unit: 'years' } },
          'Also at risk': { type: 'Hazard', events: [{ to: 'End', rate: 0.1 }] },
        }),
      },
      { ...HORIZON, number },
    );

  it('a lower rate moves the same event later, and changes nothing else', () => {
    for (let number = 0; number < 30; number++) {
      const [high, low] = [twin(0.4, number), twin(0.1, number)];
      expect((event(low) ?? 0) / (event(high) ?? 1)).toBeCloseTo(4, 6);
      const rest = ({ log }: Lived) => log.filter(({ file }) => file === 'other');
      expect(rest(low)).toEqual(rest(high));
    }
  });

  it('a ratio below 1 from some time on moves no event before that time, and every later one later', () => {
    const treated = { when: attributeIs('treated', '==', true), ratio: 0.5 };
    const life = (starts: boolean, number: number) =>
      live(
        {
          m: atRisk([{ to: 'End', rate: 0.1, ratios: [treated] }]),
          treatment: native({ Wait: delay(5, 'years'), Treat: starts ? set('treated', true) : { type: 'Simple' } }),
        },
        { ...HORIZON, number },
      );
    const start = (1826 * DAY) / YEAR;
    for (let number = 0; number < 30; number++) {
      const [without, with_] = [event(life(false, number)) ?? 0, event(life(true, number)) ?? 0];
      if (without <= start) expect(with_).toBe(without);
      else expect((with_ - start) / (without - start)).toBeCloseTo(2, 4);
    }
  });

  it('a state that is visited again draws anew', () => {
    const again = native({
      'At risk': { type: 'Hazard', events: [{ to: 'Back', rate: 1 }] },
      Back: { type: 'Simple', direct_transition: 'At risk' },
    });
    const stays = live({ m: again })
      .visitsTo('At risk')
      .flatMap(({ entered, left }) => (left === null || entered === null ? [] : [left - entered]));
    expect(stays.length).toBeGreaterThan(15);
    expect(new Set(stays).size).toBe(stays.length);
  });
});

describe('a guard and a hazard on the same attribute', () => {
  it('are both told of a change at the instant it is made', () => {
    const lived = live(
      {
        a: native({ Gate: guard(attributeIs('go', '==', true)) }),
        m: atRisk([{ to: 'End', rate: 0, ratios: [{ when: attributeIs('go', '==', true), ratio: 2 }] }]),
        z: native({ Wait: delay(10, 'days'), Go: set('go', true) }),
      },
      HORIZON,
    );
    expect(lived.visitsTo('Gate')).toMatchObject([{ left: BIRTH + 10 * DAY }]);
    expect(event(lived)).toBeUndefined();
  });
});
