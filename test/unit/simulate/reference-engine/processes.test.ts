import { describe, expect, it } from 'vitest';
import { DAY, timeOf, WEEK } from '../../../../src/core/time.ts';
import type { GivenTraits } from '../../../../src/record/person.ts';
import type { RunningLife } from '../../../../src/simulate/running-life.ts';
import { type ReferenceLifeOptions, referenceLife } from '../../../support/reference-life.ts';
import { compiled, delay, guard, set } from '../../../support/scripts.ts';
import { expectShare } from '../../../support/tolerance.ts';

const LIVES = 700;

function lives(options: ReferenceLifeOptions, count = LIVES): RunningLife[] {
  return Array.from({ length: count }, (_, number) => referenceLife({ ...options, number }));
}

function having(people: readonly RunningLife[], attribute: string, value: unknown): number {
  return people.filter((life) => life.attributeNamed(attribute) === value).length;
}

describe('traits at birth', () => {
  const people = lives({});

  it('have the shares of the reference engine', () => {
    expectShare(having(people, 'RH_NEG', true), LIVES, 0.15);
    expectShare(having(people, 'sexual_orientation', 'heterosexual'), LIVES, 96.6 / 98.9);
    expectShare(having(people, 'first_language', 'english'), LIVES, 0.984);
    expect(
      people.every(
        (life) =>
          (life.attributeNamed('birth_country') === 'US') === (life.attributeNamed('first_language') === 'english'),
      ),
    ).toBe(true);
    // Massachusetts.
    expectShare(having(people, 'food_insecurity', true), LIVES, 0.089);
    expectShare(having(people, 'no_vehicle_access', true), LIVES, 0.122);
  });

  it('what is given stands, in the codes of the shared format', () => {
    const given: GivenTraits = {
      education: 'graduate',
      income: 35_100,
      socioeconomicCategory: 'Low',
      attributes: { veteran_population_override: true },
    };
    const life = referenceLife({ given });
    expect(life.attributeNamed('education')).toBe('bs_degree');
    expect(life.attributeNamed('income')).toBe(35_100);
    expect(life.attributeNamed('poverty_ratio')).toBe(2);
    expect(life.attributeNamed('socioeconomic_category')).toBe('Low');
    expect(life.attributeNamed('veteran_population_override')).toBe(true);
  });

  it('what is given stands for life, even where chance would change it', () => {
    const given: GivenTraits = { attributes: { smoker: true, marital_status: 'W', alcoholic: true } };
    const old = lives({ given, end: timeOf(2026, 1, 1) }, 40);
    for (const [name, value] of Object.entries(given.attributes ?? {})) expect(having(old, name, value)).toBe(40);
  });

  it('the socioeconomic category follows from income, education and occupation', () => {
    // .2 + .7 u + .1 v with u from .5 to 1: 0.66 is passed by all but the lowest.
    const rich = lives({ given: { education: 'bachelor', income: 100_000 } });
    expect(having(rich, 'socioeconomic_category', 'Low')).toBe(0);
    // P(.2 + .7 u + .1 v >= .66) with u = .5 + .5 w: .35 w + .1 v >= .11.
    expectShare(having(rich, 'socioeconomic_category', 'High'), LIVES, 1 - (0.11 * 0.11 - 0.01 * 0.01) / (2 * 0.035));
    const poor = lives({ given: { education: 'less-than-high-school', income: 5_000 } });
    // P(.35 w + .1 v < .25).
    expectShare(having(poor, 'socioeconomic_category', 'Low'), LIVES, (0.25 - 0.05) / 0.35);
  });
});

describe('smoking', () => {
  it('is decided at 16 by the year, and absent before', () => {
    const birth = timeOf(1960, 3, 1);
    expect(having(lives({ birth, end: timeOf(1976, 2, 28) }, 50), 'smoker', undefined)).toBe(50);
    const people = lives({ birth, end: timeOf(1976, 3, 1) + 1 });
    expectShare(having(people, 'smoker', true), LIVES, (996.41 - 0.4865 * 1976) / 100);
    expectShare(having(lives({ birth: timeOf(1940, 3, 1), end: timeOf(1956, 3, 2) }), 'smoker', true), LIVES, 0.424);
  });

  it.each([0, WEEK])('is given up by one in a hundred smokers a week, on a grain of %d ms', (grain) => {
    const birth = timeOf(1940, 3, 1);
    const weeks = 60;
    const people = lives({ birth, end: timeOf(1956, 3, 1) + weeks * WEEK + DAY, grain });
    const quit = people.filter((life) => typeof life.attributeNamed('quit smoking age') === 'number').length;
    const still = having(people, 'smoker', true);
    // On the grid the first week is not whole: half a week at most.
    const after = Math.exp(Math.log(0.99) * weeks);
    expectShare(still, still + quit, after);
    expect(
      people.every((life) => [undefined, 16, 17].includes(life.attributeNamed('quit smoking age') as number)),
    ).toBe(true);
  });

  it('is given up as a module says, whose chance falls by one in a hundred a week', () => {
    const { program } = compiled({ asking: { Quit: set('quit smoking probability', 1) } });
    const birth = timeOf(1940, 3, 1);
    const people = lives({ program, birth, end: timeOf(1956, 3, 1) + 2 * WEEK }, 200);
    expect(having(people, 'smoker', true)).toBe(0);
    expect(people.filter((life) => life.attributeNamed('quit smoking age') === 16).length).toBeGreaterThan(50);
  });
});

describe('alcohol', () => {
  it('is decided at 25 with 2.5 %', () => {
    const people = lives({ birth: timeOf(1960, 3, 1), end: timeOf(1985, 3, 2) }, 2000);
    expectShare(having(people, 'alcoholic', true), 2000, 0.025);
  });
});

describe('marital status', () => {
  const birth = timeOf(1950, 3, 1);
  const at = (age: number) => lives({ birth, end: timeOf(1950 + age, 3, 2) });

  it('begins at 28, and marriages end at 35, 45 and 55', () => {
    expect(having(at(27), 'marital_status', undefined)).toBe(LIVES);
    expectShare(having(at(28), 'marital_status', 'M'), LIVES, 0.8);
    const [m35, m45, m55] = [at(35), at(45), at(55)];
    expectShare(having(m35, 'marital_status', 'M'), LIVES, 0.8 * 0.8);
    expectShare(having(m35, 'marital_status', 'W'), LIVES, 0.8 * 0.02);
    expectShare(having(m35, 'marital_status', 'D'), LIVES, 0.8 * 0.18);
    expectShare(having(m45, 'marital_status', 'M'), LIVES, 0.8 * 0.8 * 0.95);
    expectShare(having(m55, 'marital_status', 'M'), LIVES, 0.8 * 0.8 * 0.95 * 0.89);
    expectShare(having(m55, 'marital_status', 'S'), LIVES, 0.2);
  });
});

describe('employment', () => {
  it('from 18 on changes at half years; who is out of work is back after one', () => {
    const birth = timeOf(1950, 3, 1);
    const later = lives({ birth, end: timeOf(1990, 3, 1) }, 2000);
    // Out of work for one period after geometric ones of work: p / (1 + p) of the time.
    expectShare(having(later, 'unemployed', true), 2000, 0.029 / 1.029);
  });
});

describe('insurance', () => {
  const income = (dollars: number): GivenTraits => ({ income: dollars });
  const status = (given: GivenTraits, birth: number, end: number) =>
    lives({ given, birth, end }, 400).map((life) => life.attributeNamed('insurance_status'));

  it('is Medicare from 65 on, with Medicaid for the poor, most of whom take both', () => {
    const [birth, end] = [timeOf(1950, 3, 1), timeOf(2015, 3, 2)];
    expect(new Set(status(income(60_000), birth, end))).toEqual(new Set(['medicare']));
    const poor = status(income(10_000), birth, end);
    expectShare(poor.filter((value) => value === 'dual eligible').length, 400, 0.85);
    expect(new Set(poor)).toEqual(new Set(['dual eligible', 'medicare']));
    expect(new Set(status(income(60_000), birth, timeOf(2015, 2, 27)))).not.toContain('medicare');
  });

  it('is Medicaid for the poor once there is Medicaid, and private for who can pay or has an employer who does', () => {
    const birth = timeOf(1950, 3, 1);
    expect(new Set(status(income(10_000), birth, timeOf(1970, 4, 1)))).toEqual(new Set(['medicaid']));
    expect(new Set(status(income(10_000), birth, timeOf(1965, 4, 1)))).toEqual(new Set(['none']));
    expect(new Set(status(income(200_000), birth, timeOf(1965, 4, 1)))).toEqual(new Set(['private']));
    expect(new Set(status(income(80_000), birth, timeOf(2000, 4, 1)))).toEqual(new Set(['none']));
    const employed = status(income(80_000), birth, timeOf(2010, 4, 1)).filter((value) => value === 'private').length;
    expectShare(employed, 400, 0.8);
  });
});

describe('vaccination against COVID-19', () => {
  const doses = (life: RunningLife) => life.recorder.entries.filter(({ codes }) => COVID.has(codes[0]?.code ?? ''));
  const COVID = new Set(['207', '208', '212']);

  it('is there from December 2020 on, complete after two doses or one of Janssen', () => {
    const birth = timeOf(1950, 6, 1);
    expect(lives({ birth, end: timeOf(2020, 12, 11) }, 100).flatMap(doses)).toEqual([]);
    const people = lives({ birth, end: timeOf(2023, 1, 1) }, 400);
    for (const life of people) {
      const given = doses(life);
      const [first, second] = given;
      const complete = life.attributeNamed('C19_FULLY_VACCINATED') === true;
      if (!first) expect(complete).toBe(false);
      else if (first.codes[0]?.code === '212') expect([given.length, complete]).toEqual([1, true]);
      else {
        expect([given.length, complete]).toEqual([2, true]);
        const interval = first.codes[0]?.code === '208' ? 21 : 28;
        expect(((second?.start ?? 0) - first.start) / DAY).toBe(interval);
        expect(second?.codes).toEqual(first.codes);
      }
      for (const dose of given) expect(dose.encounter).not.toBeNull();
    }
    // 65 to 74: 95.2 % want it; of the others some are won over: .1, then half as much each time down to .001.
    const refusing = [0.1, 0.05, 0.025, 0.0125, 0.00625, 0.003125, 0.0015625].reduce((p, q) => p * (1 - q), 1);
    expectShare(people.filter((life) => doses(life).length > 0).length, 400, 1 - 0.048 * refusing);
  });

  it('waits while the illness is active', () => {
    const ill = { system: 'SNOMED-CT', code: '840539006', display: 'COVID-19' };
    const { program } = compiled({
      covid: {
        Wait: guard({ condition_type: 'Date', operator: '>=', date: { year: 2020, month: 12, day: 1 } }),
        Visit: { type: 'Encounter', encounter_class: 'ambulatory', codes: [ill] },
        Ill: { type: 'ConditionOnset', codes: [ill] },
        Leave: { type: 'EncounterEnd' },
        For: delay(2, 'years'),
        Well: { type: 'ConditionEnd', codes: [ill] },
      },
    });
    const birth = timeOf(1940, 6, 1);
    expect(lives({ program, birth, end: timeOf(2022, 11, 1) }, 50).flatMap(doses)).toEqual([]);
    const afterwards = lives({ program, birth, end: timeOf(2023, 6, 1) }, 50);
    expect(afterwards.filter((life) => doses(life).length > 0).length).toBeGreaterThan(35);
  });

  it('children are eligible from May 2021 and 12 years on', () => {
    const birth = timeOf(2008, 1, 1);
    const children = lives({ birth, end: timeOf(2021, 12, 1) }, 400);
    const firsts = children.flatMap((life) => doses(life).slice(0, 1));
    expect(firsts.length).toBeGreaterThan(150);
    expect(Math.min(...firsts.map(({ start }) => start))).toBeGreaterThanOrEqual(timeOf(2021, 5, 10));
    expect(lives({ birth: timeOf(2012, 1, 1), end: timeOf(2023, 12, 1) }, 50).flatMap(doses)).toEqual([]);
  });
});
