import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import type { ConditionCase, ModuleCase } from '../../../src/trace/case-file.ts';
import { runCases } from '../../../src/trace/run-cases.ts';
import { chain, delay, encounter, type Json, type States, set } from '../../support/scripts.ts';

const PERSON = { sex: 'F', birth: '1985-01-15T00:00:00Z', time: '2020-01-15T00:00:00Z' };
const DAY = 86_400_000;

/** What does not hold of a case about a module. */
function problemsOf(states: States, run: Json, expected: Json): readonly string[] {
  const compilation = compileProgram(modulesInMemory({ m: JSON.stringify({ name: 'm', states: chain(states) }) }));
  const one = {
    id: '1',
    module: 'm.json',
    case: 'one',
    person: PERSON,
    run,
    expect: expected,
  } as unknown as ModuleCase;
  return runCases({ format: 'module-cases-1', cases: [one] }, compilation).flatMap(({ problems }) => problems);
}

function answerOf(definition: Json, rest: Json): readonly string[] {
  const one = { id: '1', condition: 'one', definition, person: PERSON, ...rest } as unknown as ConditionCase;
  return runCases({ format: 'condition-cases-1', cases: [one] }, undefined).flatMap(({ problems }) => problems);
}

describe('a case of a module', () => {
  const count = { type: 'Counter', attribute: 'n', action: 'increment' };
  const weekly: States = {
    Count: { ...count, direct_transition: 'Wait' },
    Wait: { ...delay(1, 'days'), direct_transition: 'Count' },
  };
  const at = [0, DAY, 2 * DAY];

  it('checks are judged after the step that they name by time or number', () => {
    const run = (check: Json) => ({ mode: 'module', at, checks: [check] });
    for (const named of [{ at: DAY }, { time: DAY }, { after: DAY }, { step: 1 }, { after: 1 }, { step: DAY }]) {
      expect(problemsOf(weekly, run({ ...named, attributes: { n: 2 } }), {})).toEqual([]);
      expect(problemsOf(weekly, run({ ...named, expect: { attributes: { n: 2 } } }), {})).toEqual([]);
      expect(problemsOf(weekly, run({ ...named, attributes: { n: 3 } }), {})).toEqual([
        `after the step at ${DAY}: attribute "n" is 2, expected 3`,
      ]);
    }
    expect(problemsOf(weekly, run({ at: 5, attributes: { n: 2 } }), {})[0]).toMatch(/^there was no step to check/);
  });

  it('what is misspelt does not hold', () => {
    const run = { mode: 'module', at };
    expect(problemsOf(weekly, run, { counts: { procedur: 0 } })).toEqual([
      'there is no kind of entry "procedur"; did you mean "procedure"?',
    ]);
    expect(problemsOf(weekly, run, { visited: { Cuont: false } })).toEqual([
      'there is no state "Cuont"; did you mean "Count"?',
    ]);
  });

  describe('a number that is expected of a signal', () => {
    const problemsAt = (wanted: number, value = 8.5) => {
      const compilation = compileProgram(modulesInMemory({ m: JSON.stringify({ name: 'm', states: chain(weekly) }) }));
      const person = { ...PERSON, signals: { 'Hemoglobin A1c': value } };
      const run = { mode: 'module', at: [0] };
      const one = { id: '1', module: 'm', case: 'one', person, run, expect: { signals: { 'Hemoglobin A1c': wanted } } };
      const file = { format: 'module-cases-1' as const, cases: [one as unknown as ModuleCase] };
      return runCases(file, compilation).flatMap(({ problems }) => problems);
    };

    it('is met within half of the last decimal of the signal, or of its own where that is finer', () => {
      expect(problemsAt(8.5, 8.54)).toEqual([]);
      expect(problemsAt(8, 8.04)).toEqual([]);
      expect(problemsAt(8.54, 8.54)).toEqual([]);
      expect(problemsAt(8.5, 8.56)).toEqual(['signal "Hemoglobin A1c" is 8.56, expected 8.5, more or less 0.05']);
      expect(problemsAt(8, 8.4)).toHaveLength(1);
      expect(problemsAt(8.53, 8.54)).toHaveLength(1);
    });

    it('is of a person whom it can be given to; the case is named', () => {
      expect(() => problemsAt(8.5, 80)).toThrow('case "1": "Hemoglobin A1c" of 80 cannot be given to a person');
    });
  });

  it('an attribute is looked at after each step', () => {
    const run = { mode: 'module', at };
    expect(problemsOf(weekly, run, { stepAttributes: { name: 'n', values: [1, 2, 3] } })).toEqual([]);
    expect(problemsOf(weekly, run, { stepAttributes: { name: 'n', values: [1, 1, 3] } })).toHaveLength(1);
  });

  it('without a number of steps a module runs until it is finished', () => {
    const run = { mode: 'module', step: DAY, until: 'finished' };
    expect(problemsOf({ Wait: delay(30, 'days') }, run, { finished: true, lastEntered: ['End', 30 * DAY] })).toEqual(
      [],
    );
  });

  it('delays are judged singly and on average, of one life and of many', () => {
    const waits = (low: number, high: number) => ({ Wait: { type: 'Delay', range: { low, high, unit: 'days' } } });
    const many = { mode: 'lives', lives: 200, at: [0, 10 * DAY] };
    const wait = (fields: Json) => ({ delays: [{ state: 'Wait', ...fields }] });
    expect(problemsOf(waits(0, 10), many, wait({ min: 0, max: 10 * DAY, mean: [4 * DAY, 6 * DAY] }))).toEqual([]);
    expect(problemsOf(waits(0, 10), many, wait({ mean: [6 * DAY, 7 * DAY] }))).toHaveLength(1);
    const one = { mode: 'module', at: [0, 10 * DAY] };
    expect(problemsOf(waits(3, 3), one, wait({ wholeUnits: DAY, mean: [3 * DAY, 3 * DAY] }))).toEqual([]);
    expect(problemsOf(waits(3, 3), one, wait({ mean: [4 * DAY, 5 * DAY] }))).toHaveLength(1);
    expect(problemsOf(waits(30, 30), one, wait({ min: 0 }))).toEqual(['Wait was never left']);
  });

  it('shares of symptoms are counted by value', () => {
    const ache = { Ache: { type: 'Symptom', symptom: 'Ache', probability: 0.5, exact: { quantity: 40 } } };
    const run = { mode: 'lives', lives: 400, at: [0] };
    const shares = { 0: [0.35, 0.65], 40: [0.35, 0.65] };
    expect(problemsOf(ache, run, { symptomShares: { Ache: shares } })).toEqual([]);
    expect(problemsOf(ache, run, { symptomShares: { symptom: 'Ache', shares } })).toEqual([]);
    expect(problemsOf(ache, run, { symptomShares: { Ache: { 40: [0.9, 1] } } })).toHaveLength(1);
    expect(problemsOf(ache, run, { symptomShares: { Ache: [0.3, 0.7] } })).not.toEqual([]);
  });

  it('relations between the death and the visits', () => {
    const die = { type: 'Death', exact: { quantity: 1, unit: 'hours' } };
    const run = { mode: 'module', at: [0] };
    const dies = (fields: Json) => problemsOf({ Visit: encounter('ambulatory'), Die: die }, run, fields);
    const holds = {
      deathBetween: [3_600_000, 3_600_000],
      deathNotBeforeEncounterStop: true,
      noEncounterFromDeath: true,
    };
    expect(dies(holds)).toEqual([]);
    expect(dies({ deathBetween: [0, 5] })).toHaveLength(1);
    expect(dies({ deathNotBeforeEncounterStop: false })).toHaveLength(1);
    expect(dies({ noEncounterFromDeath: false })).toHaveLength(1);
    expect(problemsOf({ Set: set('a', 1) }, run, { deathBetween: [0, 5] })).toHaveLength(1);
  });

  it('a defect is found in its state, be it an error or a warning', () => {
    const states = {
      Half: { type: 'Simple', distributed_transition: [{ distribution: 0.5, transition: 'Half way' }] },
      'Half way': { type: 'Simple' },
    };
    const defect = (state: string) => ({ defects: [{ state, what: 'sum' }] });
    expect(problemsOf(states, { mode: 'load' }, defect('Half'))).toEqual([]);
    expect(problemsOf(states, { mode: 'load' }, defect('Hal'))).toEqual(['no fault is found in Hal (sum)']);
    expect(problemsOf(states, { mode: 'load' }, defect('Half way'))).toHaveLength(1);
  });

  it('what can be active has a kind', () => {
    const run = { mode: 'module', at: [0] };
    expect(problemsOf({}, run, { active: { 'condition:1': false } })).toEqual([]);
    expect(problemsOf({}, run, { active: { 'illness:1': false } })[0]).toMatch(/nothing that can be active/);
  });
});

describe('a case of a condition', () => {
  const nothing = { condition_type: 'Active Condition' };

  it('that is refused holds for nobody, which is as expected where the reference engine stops', () => {
    expect(answerOf(nothing, { expect: false, referenceStops: 'it names nothing' })).toEqual([]);
    expect(answerOf(nothing, { expect: true, referenceStops: 'it names nothing' })).toHaveLength(1);
    expect(answerOf(nothing, { expect: false })).toHaveLength(1);
  });
});
