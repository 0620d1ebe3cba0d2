import { describe, expect, it } from 'vitest';
import { type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import type { AttributeValue } from '../../../src/language/values.ts';
import { Households } from '../../../src/people/household/households.ts';
import type { LifeCourse } from '../../../src/record/life-course.ts';
import type { Address, Person } from '../../../src/record/person.ts';
import { homesAt } from '../../../src/record/residence.ts';
import { valueAt } from '../../../src/record/timeline.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { LifeSimulation } from '../../../src/simulate/life.ts';
import { lifeInput } from '../../../src/simulate/population.ts';
import { COURSE_ATTRIBUTES } from '../../../src/simulate/producers/native/course-attributes.ts';
import { CourseProcess } from '../../../src/simulate/producers/native/course-process.ts';
import { programOf } from '../../support/program.ts';
import { worldOf } from '../../support/world.ts';

const reference = loadReference();
const END = timeOf(2026, 1, 1);
const LIVES = 60;

/** A module that reads attributes of these names. */
function reading(names: readonly string[]) {
  return programOf({
    'm.json': {
      name: 'm',
      states: {
        Initial: { type: 'Initial', direct_transition: 'Wait 0' },
        ...Object.fromEntries(
          names.map((attribute, i) => [
            `Wait ${i}`,
            {
              type: 'Guard',
              allow: { condition_type: 'Attribute', attribute, operator: 'is not nil' },
              direct_transition: i + 1 < names.length ? `Wait ${i + 1}` : 'End',
            },
          ]),
        ),
        End: { type: 'Terminal' },
      },
    },
  });
}

const world = worldOf(reading(Object.keys(COURSE_ATTRIBUTES)), { reference });

function lifeOf(person: Person, program = world.program) {
  const { life } = new LifeSimulation(program, lifeInput({ ...world, program }, person), world.simulation);
  const process = life.producers.processes.find((each) => each instanceof CourseProcess) as CourseProcess;
  return { life, process };
}

/** What the course says that modules read at a time, told independently of the producers. */
const EXPECTED: Readonly<Record<string, (course: LifeCourse, t: SimTime) => AttributeValue | undefined>> = {
  education: ({ education }, t) => {
    const value = valueAt(education, t);
    const names = {
      'less-than-high-school': 'less_than_hs',
      'high-school': 'hs_degree',
      'some-college': 'some_college',
    };
    return value === undefined ? undefined : value in names ? names[value as keyof typeof names] : 'bs_degree';
  },
  marital_status: ({ maritalStatus }, t) => {
    const value = valueAt(maritalStatus, t);
    if (value === undefined) return undefined;
    return value === 'never-married' ? 'S' : value === 'separated' ? 'M' : value[0]?.toUpperCase();
  },
  insurance_status: ({ coverage }, t) => {
    const value = valueAt(coverage, t);
    if (value === 'uninsured') return 'none';
    if (value === 'public') return 'medicaid';
    if (value === 'medicare-and-other-public') return 'dual eligible';
    return value === 'private' || value === 'no-medicare' ? 'private' : 'medicare';
  },
  poverty_ratio: ({ povertyRatio }, t) => valueAt(povertyRatio, t),
  unemployed: ({ employment }, t) => valueAt(employment, t) === 'looking',
  food_insecurity: ({ socialNeeds }, t) => valueAt(socialNeeds, t)?.includes('food-insecurity'),
};

function placeOf(address: Address | undefined) {
  return { state: address?.stateName, city: address?.city };
}

/** What is known of everybody; and risks of the engine's own read who smokes. */
const KNOWN: ReadonlySet<string> = new Set(['state', 'city', 'address', 'smoker']);

describe('attributes of the course of a life', () => {
  it('hold when the course says so, also when the process is called late', () => {
    for (let slot = 0; slot < LIVES; slot++) {
      const person = world.drawer.draw(slot, 0);
      const { life, process } = lifeOf(person);
      for (let t = person.birth; t < END; t += 1.7 * YEAR) {
        process.run(t);
        expect(process.next).toBeGreaterThan(t);
        for (const [name, expected] of Object.entries(EXPECTED)) {
          expect(life.attributeNamed(name), name).toEqual(expected(person.course as LifeCourse, t));
        }
      }
    }
  });

  it('smoking is said from 16 on, and quitting has its age', () => {
    for (let slot = 0; slot < LIVES; slot++) {
      const person = world.drawer.draw(slot, 0);
      const { life, process } = lifeOf(person);
      for (let t = person.birth; t < END; t += 0.9 * YEAR) {
        process.run(t);
        const smoking = valueAt((person.course as LifeCourse).smoking, t);
        const smoker = life.attributeNamed('smoker');
        if (t > person.birth + 16.1 * YEAR) expect(smoker).toBe(smoking === 'current');
        else if (smoking === 'never' && t < person.birth + 15.9 * YEAR) expect(smoker).toBeUndefined();
        const quit = life.attributeNamed('quit smoking age');
        expect(quit !== undefined).toBe(smoking === 'former');
        if (quit !== undefined) expect(quit).toBeLessThanOrEqual((t - person.birth) / YEAR);
      }
    }
  });

  it('have the words that modules of the shared format know', () => {
    const words: Readonly<Record<string, readonly unknown[]>> = {
      socioeconomic_category: ['High', 'Middle', 'Low'],
      sexual_orientation: ['heterosexual', 'homosexual', 'bisexual'],
      RH_NEG: [true, false],
      weight_loss_adherence: [true, false],
      alcoholic: [true, false],
      no_vehicle_access: [true, false],
      severe_housing_cost_burden: [true, false],
    };
    for (let slot = 0; slot < LIVES; slot++) {
      const { life, process } = lifeOf(world.drawer.draw(slot, 0));
      process.run(END);
      for (const [name, known] of Object.entries(words)) expect(known, name).toContain(life.attributeNamed(name));
    }
  });

  it('are not worked out where no module knows them', () => {
    const { life, process } = lifeOf(world.drawer.draw(0, 0), reading(['nobody supplies this']));
    expect(process.attributes).toEqual({});
    process.run(END);
    expect(process.next).toBe(Number.POSITIVE_INFINITY);
    for (const name of Object.keys(COURSE_ATTRIBUTES)) {
      if (!KNOWN.has(name)) expect(life.attributeNamed(name), name).toBeUndefined();
    }
  });

  it('say where somebody lives at the time, from birth through every move', () => {
    const { keys } = world;
    const households = new Households(world.drawer, { reference, keys, referenceDate: END, until: END, matched: true });
    let moved = 0;
    for (let slot = 0; slot < LIVES; slot++) {
      const person = households.draw(slot, 0);
      const { life, process } = lifeOf(person);
      expect(process.attributes).toMatchObject(placeOf(homesAt(person, person.birth)[0]?.address));
      for (const { from, address } of [...(person.residence?.former ?? [])].slice(1)) {
        process.run(from);
        expect(life.attributeNamed('city')).toBe(address.city);
        expect(life.attributeNamed('state')).toBe(address.stateName);
        moved++;
      }
      process.run(END);
      const { line, city, state, postalCode } = person.address;
      expect(life.attributeNamed('address')).toBe(`${line}, ${city}, ${state} ${postalCode}`);
    }
    expect(moved).toBeGreaterThan(LIVES);
  });

  it('stay as they were given with a person', () => {
    for (let slot = 0; slot < 10; slot++) {
      const given = {
        attributes: { smoker: true, insurance_status: 'medicaid' },
        socioeconomicCategory: 'High' as const,
      };
      const { life, process } = lifeOf({ ...world.drawer.draw(slot, 0), given });
      process.run(END);
      expect(life.attributeNamed('smoker')).toBe(true);
      expect(life.attributeNamed('insurance_status')).toBe('medicaid');
      expect(life.attributeNamed('socioeconomic_category')).toBe('High');
    }
  });
});
