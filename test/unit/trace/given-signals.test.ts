import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../src/physiology/signal.ts';
import { giveSignals } from '../../../src/trace/given-signals.ts';
import { delay, NOW, programOf, Script } from '../../support/scripts.ts';

const program = programOf({ Wait: delay(1, 'days') });

function usual(given: Readonly<Record<string, number>>, ...names: readonly string[]): readonly number[] {
  const { life } = new Script(program).runAt(0);
  giveSignals(life.signals, life.catalogue, given, NOW);
  return names.map((name) => life.usual(life.catalogue.named(name) as Signal, NOW));
}

describe('signals that a script gives to a person', () => {
  it('are what they were given as, whatever follows from what and in whatever order', () => {
    const [fasting, hemoglobin] = ['Fasting Glucose', 'Hemoglobin A1c'];
    for (const given of [
      { [fasting]: 95, [hemoglobin]: 9 },
      { [hemoglobin]: 9, [fasting]: 95 },
    ]) {
      const [first, second] = usual(given, fasting, hemoglobin);
      expect(first).toBeCloseTo(95, 9);
      expect(second).toBeCloseTo(9, 9);
    }
  });

  it('may be a weight, or a body mass index, which is brought about by weight', () => {
    expect(usual({ 'Body Weight': 120 }, 'Body Weight')[0]).toBeCloseTo(120, 9);
    expect(usual({ 'Body Mass Index': 45 }, 'Body Mass Index')[0]).toBeCloseTo(45, 9);
  });

  it.each([
    ['Hemoglobin A1c', 99, 'is outside of'],
    ['Body Mass Index', 1, 'is outside of'],
    ['Body Weight', Number.NaN, 'is outside of'],
  ])('are inside of its limits, which %s of %d is not', (name, value, said) => {
    expect(() => usual({ [name]: value }, name)).toThrow(said);
  });

  it.each([
    ['Body Height', 'it follows from growth'],
    ['Total Cholesterol', 'it follows from "LDL Cholesterol"'],
    ['Hemoglobin A1', 'did you mean "Hemoglobin A1c"?'],
  ])('cannot be %s: %s', (name, said) => {
    expect(() => usual({ [name]: 5 }, name)).toThrow(said);
  });
});
