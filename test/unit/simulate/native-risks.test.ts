import { describe, expect, it } from 'vitest';
import { timeOf, YEAR } from '../../../src/core/time.ts';
import type { AttributeValue } from '../../../src/language/values.ts';
import type { Person, Sex } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { LifeSimulation } from '../../../src/simulate/life.ts';
import { lifeInput } from '../../../src/simulate/population.ts';
import { atrialFibrillationRisk } from '../../../src/simulate/producers/native/atrial-fibrillation-risk.ts';
import { programOf } from '../../support/program.ts';
import { worldOf } from '../../support/world.ts';

const reference = loadReference();
/** Attributes that only modules set are known where a module names them. */
const SET = ['diabetes', 'osteoporosis', 'atrial_fibrillation'];
const program = programOf({
  'm.json': {
    name: 'm',
    states: {
      Initial: { type: 'Initial', direct_transition: 'Wait' },
      Wait: { type: 'Delay', exact: { quantity: 200, unit: 'years' }, direct_transition: 'Set 0' },
      ...Object.fromEntries(
        SET.map((attribute, i) => [
          `Set ${i}`,
          { type: 'SetAttribute', attribute, value: true, direct_transition: i < 2 ? `Set ${i + 1}` : 'End' },
        ]),
      ),
      End: { type: 'Terminal' },
    },
  },
});
const world = worldOf(program, { reference });
const BIRTH = timeOf(1950, 6, 1);
const NAMES = ['mi_risk', 'ihd_risk', 'stroke_risk', 'atrial_fibrillation_risk', 'ascvd_risk', 'cardio_risk'] as const;

interface Asked {
  readonly sex?: Sex;
  readonly slot?: number;
  readonly set?: Readonly<Record<string, AttributeValue>>;
}

/** The value of an attribute at an age, of a life in which nothing else happens. */
function at(age: number, name: string, { sex = 'M', slot = 0, set = {} }: Asked = {}): AttributeValue | undefined {
  const person: Person = { ...world.drawer.draw(slot, 0), sex, birth: BIRTH, race: 'white', ethnicity: 'nonhispanic' };
  const { life } = new LifeSimulation(program, lifeInput(world, person), world.simulation);
  life.setClock(BIRTH + age * YEAR);
  for (const [attribute, value] of Object.entries(set)) life.setAttributeNamed(attribute, value);
  return life.attributeNamed(name);
}

function mean(age: number, name: string, asked: Asked = {}): number {
  const n = 60;
  return (
    Array.from({ length: n }, (_, slot) => Number(at(age, name, { ...asked, slot }))).reduce((a, b) => a + b, 0) / n
  );
}

describe('risks in our own world', () => {
  it.each(NAMES)('%s is a probability that rises with age, and 0 in children', (name) => {
    expect(at(10, name) === 0 || name === 'atrial_fibrillation_risk').toBe(true);
    const values = [30, 50, 70].map((age) => mean(age, name));
    expect(values[0]).toBeGreaterThanOrEqual(0);
    expect(values[2]).toBeLessThan(1);
    expect(values[1]).toBeGreaterThan(Number(values[0]));
    expect(values[2]).toBeGreaterThan(Number(values[1]));
  });

  it('is about a twentieth to a tenth over ten years in men of 55: the pooled cohort equations on people of the surveys', () => {
    const risk = mean(55, 'ascvd_risk');
    expect(risk).toBeGreaterThan(0.04);
    expect(risk).toBeLessThan(0.11);
  });

  it('is higher in smokers and in diabetes, and told the same twice in a month', () => {
    expect(Number(at(55, 'mi_risk', { set: { smoker: true } }))).toBeGreaterThan(Number(at(55, 'mi_risk')));
    expect(Number(at(55, 'mi_risk', { set: { diabetes: true } }))).toBeGreaterThan(Number(at(55, 'mi_risk')));
    expect(at(55, 'mi_risk')).toBe(at(55, 'mi_risk'));
  });

  it('adds the points of the score of atrial fibrillation', () => {
    const factors = { isMale: true, bodyMassIndex: 25, systolic: 120, isTreated: false, hasHeartFailure: false };
    // Points 1 and 6 by age alone, 8 with weight and pressure.
    expect(atrialFibrillationRisk({ ...factors, age: 47 })).toBe(0.02);
    expect(atrialFibrillationRisk({ ...factors, age: 72 })).toBe(0.08);
    expect(atrialFibrillationRisk({ ...factors, age: 72, bodyMassIndex: 32, systolic: 165 })).toBe(0.16);
    expect(at(72, 'atrial_fibrillation_risk', { set: { atrial_fibrillation: true } })).toBe(0);
  });

  it('has falls from 65 on, more with osteoporosis', () => {
    expect(at(64, 'probability_of_fall_injury')).toBeUndefined();
    expect(at(65, 'probability_of_fall_injury')).toBeCloseTo(0.03, 9);
    expect(at(65, 'probability_of_fall_injury', { set: { osteoporosis: true } })).toBeCloseTo(0.045, 9);
  });

  it('has percentiles of growth only at the ages of the charts, and what one was born with', () => {
    expect(at(1, 'bmi_percentile')).toBeUndefined();
    expect(Number(at(9, 'bmi_percentile'))).toBeGreaterThan(0);
    expect(at(20.01, 'bmi_percentile')).toBeUndefined();
    expect(Number(at(1, 'current_weight_length_percentile'))).toBeLessThanOrEqual(100);
    expect(at(4, 'current_weight_length_percentile')).toBeUndefined();
    expect(Number(at(30, 'birth_weight'))).toBeGreaterThan(200);
    expect(Number(at(30, 'gestational_age_weeks'))).toBeGreaterThan(16);
  });
});
