import { describe, expect, it } from 'vitest';
import { YEAR } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import {
  COMPUTED_ATTRIBUTES,
  ENGINE_ATTRIBUTES,
  SUPPLIED_ATTRIBUTES,
} from '../../../src/language/engine-attributes.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { VITAL_SIGN_NAMES } from '../../../src/language/vital-sign-names.ts';
import { LifeSimulation } from '../../../src/simulate/life.ts';
import { lifeInput } from '../../../src/simulate/population.ts';
import { WORLD_NAMES } from '../../../src/simulate/producers/index.ts';
import type { RunningLife } from '../../../src/simulate/running-life.ts';
import { worldOf } from '../../support/world.ts';

/** Asks for every attribute: worlds may leave out what no module mentions. */
const asking = {
  type: 'Simple',
  conditional_transition: [
    ...ENGINE_ATTRIBUTES.map((attribute) => ({
      condition: { condition_type: 'Attribute', attribute, operator: 'is not nil' },
      transition: 'End',
    })),
    { transition: 'End' },
  ],
};

/** Dies at 40, so that there is a death, which is known a while before. */
const MORTAL = {
  name: 'Mortal',
  states: {
    Initial: { type: 'Initial', direct_transition: 'Wait' },
    Asking: asking,
    Wait: { type: 'Delay', exact: { quantity: 40, unit: 'years' }, direct_transition: 'Death' },
    Death: {
      type: 'Death',
      exact: { quantity: 30, unit: 'days' },
      codes: [{ system: 'SNOMED-CT', code: '22298006', display: 'Myocardial infarction' }],
      direct_transition: 'End',
    },
    End: { type: 'Terminal' },
  },
};

const EMPTY = {
  name: 'Empty',
  states: { Initial: { type: 'Initial', direct_transition: 'End' }, Asking: asking, End: { type: 'Terminal' } },
};

/** Waits for every attribute, so that none is only looked up. */
const WAITING = {
  name: 'Waiting',
  states: {
    Initial: { type: 'Initial', direct_transition: 'End' },
    Waiting: {
      type: 'Guard',
      allow: {
        condition_type: 'Or',
        conditions: asking.conditional_transition.flatMap((way) => ('condition' in way ? way.condition : [])),
      },
      direct_transition: 'End',
    },
    End: { type: 'Terminal' },
  },
};

const LIVES = 150;

function livesIn(producers: (typeof WORLD_NAMES)[number], module: object): RunningLife[] {
  const { program } = compileProgram(modulesInMemory({ test: JSON.stringify(module) }));
  const world = { ...worldOf(program, { visitLog: false }), producers, backgroundMortality: false };
  return Array.from({ length: LIVES }, (_, slot) => {
    const simulation = new LifeSimulation(program, lifeInput(world, world.drawer.draw(slot, 0)), world.simulation);
    simulation.run();
    return simulation.life;
  });
}

describe.each(WORLD_NAMES)('the %s world', (name) => {
  const people = [...livesIn(name, EMPTY), ...livesIn(name, MORTAL)];

  it('supplies every attribute that the language promises to somebody', () => {
    const missing = SUPPLIED_ATTRIBUTES.filter((attribute) =>
      people.every(
        (life) => life.attributeNamed(attribute) === undefined && !Object.hasOwn(life.producers.computed, attribute),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('works out when read only what never changes, or what guards look at each week', () => {
    const changing = livesIn(name, WAITING).flatMap((life) =>
      Object.entries(life.producers.computed).flatMap(([attribute, compute]) => {
        const values = [0.1, 20, 70].map((years) => {
          life.setClock(life.birth + years * YEAR);
          return compute();
        });
        return new Set(values).size > 1 ? [attribute] : [];
      }),
    );
    expect([...new Set(changing)].filter((attribute) => !COMPUTED_ATTRIBUTES.has(attribute))).toEqual([]);
  });

  it('supplies every vital sign to somebody, but the ejection fraction, which modules set', () => {
    const missing = VITAL_SIGN_NAMES.filter((sign) =>
      people.every(
        (life) =>
          life.producers.vitalSigns.read(sign, life.birth + 1, 1, 2, 3, 4) === undefined &&
          life.producers.vitalSigns.read(sign, life.clock, 1, 2, 3, 4) === undefined,
      ),
    );
    expect(missing).toEqual(['Left ventricular Ejection fraction']);
  });
});

describe('names of attributes', () => {
  it('stand once', () => {
    expect(new Set(ENGINE_ATTRIBUTES).size).toBe(ENGINE_ATTRIBUTES.length);
  });
});
