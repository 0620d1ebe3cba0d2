import { describe, expect, it } from 'vitest';
import { timeOf, WEEK, YEAR } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import type { AttributeValue } from '../../../src/language/values.ts';
import { loinc, rxnorm, snomed } from '../../support/records.ts';
import {
  attributeIs,
  chain,
  delay,
  encounter,
  guard,
  type Json,
  NOW,
  programOf,
  Script,
  type States,
  scripted,
} from '../../support/scripts.ts';

const OPERATORS = ['<', '<=', '==', '>=', '>', '!='] as const;

interface About {
  readonly birth?: number;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly at?: number;
  /** States that were passed before, in order. */
  readonly after?: States;
}

/** Whether a condition holds, asked by a Guard; and what was noted. */
function ask(condition: Json, { at = 0, after = {}, ...who }: About = {}): { holds: boolean; notes: string } {
  const script = new Script(programOf({ ...after, Ask: guard(condition) }), who);
  for (const state of Object.keys(after)) script.process(state, at);
  const holds = script.process('Ask', at);
  return { holds, notes: [...script.life.notes.keys()].join('\n') };
}

function holds(condition: Json, about: About = {}): boolean {
  return ask(condition, about).holds;
}

describe('age and date', () => {
  it.each([
    [35, [false, false, false, true, true, true]],
    [40, [false, true, true, true, false, false]],
    [45, [true, true, false, false, false, true]],
  ])('gmf 66: at 40 the age compares with %i by all six operators', (quantity, expected) => {
    const birth = timeOf(1980, 1, 15);
    const answers = OPERATORS.map((operator) =>
      holds({ condition_type: 'Age', operator, quantity, unit: 'years' }, { birth }),
    );
    expect(answers).toEqual(expected);
  });

  it('gmf 66: the age changes on the birthday, and also counts in months', () => {
    const birth = timeOf(1980, 1, 15);
    const forty = { condition_type: 'Age', operator: '>=', quantity: 40, unit: 'years' };
    expect([holds(forty, { birth, at: -1 }), holds(forty, { birth })]).toEqual([false, true]);
    expect(holds({ ...forty, operator: '==', quantity: 480, unit: 'months' }, { birth })).toBe(true);
  });

  it('gmf 66: a date compares by year, by month, and as an instant', () => {
    const at = (year: number, month: number, day: number) => ({ at: timeOf(year, month, day) - NOW });
    const date = (operator: string, fields: Json): Json => ({ condition_type: 'Date', operator, ...fields });
    expect(holds(date('<=', { month: 9 }), at(2020, 7, 4))).toBe(true);
    expect(holds(date('<=', { month: 9 }), at(2020, 10, 1))).toBe(false);
    expect(OPERATORS.map((op) => holds(date(op, { year: 2020 }), at(2020, 7, 4)))).toEqual([
      ...[false, true, true, true, false, false],
    ]);
    const instant = { date: { year: 2020, month: 7, day: 4, hour: 0, minute: 0, second: 0, millisecond: 0 } };
    expect([-1, 0, 1].map((ms) => holds(date('<', instant), { at: timeOf(2020, 7, 4) - NOW + ms }))).toEqual([
      ...[true, false, false],
    ]);
    expect([-1, 0, 1].map((ms) => holds(date('>=', instant), { at: timeOf(2020, 7, 4) - NOW + ms }))).toEqual([
      ...[false, true, true],
    ]);
    expect(holds(date('==', { year: 2020, month: 1 }), at(2020, 7, 4))).toBe(true);
  });
});

describe('attributes', () => {
  it('gmf 67: an absent attribute is nil, and no other comparison with it holds', () => {
    const answers = ['==', '<=', '!=', '>', 'is not nil'].map((op) => holds(attributeIs('none', op, 'x')));
    expect(answers).toEqual([false, false, false, false, false]);
    expect(holds(attributeIs('none', 'is nil'))).toBe(true);
  });

  it('gmf 67: texts compare by their characters', () => {
    const about = { attributes: { name: 'TestValue' } };
    expect(holds(attributeIs('name', '<=', 'UComes'), about)).toBe(true);
    expect(holds(attributeIs('name', '==', 'testvalue'), about)).toBe(false);
    expect(holds(attributeIs('name', '!=', 'other'), about)).toBe(true);
    expect(holds(attributeIs('name', 'is not nil'), about)).toBe(true);
  });

  it('gmf 67: a number compared with a text does not hold, and is noted with module and state', () => {
    const { holds: answer, notes } = ask(attributeIs('count', '==', '5'), { attributes: { count: 5 } });
    expect(answer).toBe(false);
    expect(notes).toMatch(/test, state Ask: .*"count".*another kind/);
  });

  it('gmf 67: booleans and codes compare by equality', () => {
    const code = snomed('1', 'one');
    const about = { attributes: { yes: true, code } };
    expect(['==', '!='].map((op) => holds(attributeIs('yes', op, true), about))).toEqual([true, false]);
    expect(['==', '!='].map((op) => holds(attributeIs('yes', op, false), about))).toEqual([false, true]);
    expect(holds(attributeIs('code', '==', { ...code, display: 'other' }), about)).toBe(true);
    expect(holds(attributeIs('code', '!=', { ...code, system: 'other' }), about)).toBe(true);
    expect(holds(attributeIs('code', '<', code), about)).toBe(false);
  });

  it('an operator that is none holds for nothing, and is told with its place', () => {
    const condition = attributeIs('word', '=<', 'b');
    expect(holds(condition, { attributes: { word: 'b' } })).toBe(false);
    expect(holds({ condition_type: 'Age', operator: 'equals', quantity: 35, unit: 'years' })).toBe(false);
    const states = chain({ Ask: guard(condition) });
    const { diagnostics } = compileProgram(modulesInMemory({ m: JSON.stringify({ name: 'm', states }) }));
    const found = diagnostics.find(({ code }) => code === 'operator');
    expect(found).toMatchObject({ severity: 'warning', pointer: '/states/Ask/allow/operator' });
    expect(found?.message).toContain('"=<"');
  });

  it.each([
    ['=>', '>='],
    ['=<', '<='],
    ['≥', '>='],
    ['≤', '<='],
    ['=', '=='],
    ['===', '=='],
    ['<>', '!='],
    ['is null', 'is nil'],
    ['is not null', 'is not nil'],
    ['is nill', 'is nil'],
  ])('an operator %s is told to be %s, and is an error in a strict file', (written, meant) => {
    const states = chain({ Ask: guard(attributeIs('word', written, 'b')) });
    const said = (header: Json) =>
      compileProgram(modulesInMemory({ m: JSON.stringify({ name: 'm', ...header, states }) })).diagnostics.find(
        ({ code }) => code === 'operator',
      );
    expect(said({})?.message).toBe(`"${written}" is no operator, and holds for nothing; did you mean "${meant}"?`);
    expect(said({})?.severity).toBe('warning');
    expect(said({ kind: 'module', strict: true })?.severity).toBe('error');
  });

  it('what is always there is not nil, whatever the literal', () => {
    const asks = (type: string, fields: Json) =>
      ['is nil', 'is not nil'].map((operator) => holds({ condition_type: type, operator, ...fields }));
    expect(asks('Age', { quantity: 90, unit: 'years' })).toEqual([false, true]);
    expect(asks('Date', { year: 1900 })).toEqual([false, true]);
    expect(asks('Symptom', { symptom: 'Pain' })).toEqual([false, true]);
  });

  it('a comparison without a value holds for nothing', () => {
    expect(holds(attributeIs('word', '!='), { attributes: { word: 'b' } })).toBe(false);
    expect(holds({ condition_type: 'Symptom', symptom: 'Pain', operator: '<' })).toBe(false);
  });

  it('race ignores the case of letters, socioeconomic status and sex do not', () => {
    const about = { attributes: { race: 'white', socioeconomic_category: 'High', gender: 'F' } };
    expect(holds({ condition_type: 'Race', race: 'White' }, about)).toBe(true);
    expect(holds({ condition_type: 'Race', race: 'Hispanic' }, about)).toBe(false);
    expect(holds({ condition_type: 'Socioeconomic Status', category: 'High' }, about)).toBe(true);
    expect(holds({ condition_type: 'Socioeconomic Status', category: 'high' }, about)).toBe(false);
    expect(holds({ condition_type: 'Gender', gender: 'f' }, about)).toBe(false);
  });
});

describe('the record', () => {
  const MMSE = loinc('72107-6', 'Mini-mental state examination');
  const seen = (fields: Json): States => ({ See: { type: 'Observation', codes: [MMSE], ...fields } });
  const mmse = (operator: string, fields: Json = {}): Json => ({
    condition_type: 'Observation',
    codes: [MMSE],
    operator,
    ...fields,
  });

  it('gmf 68: a vital sign that nothing supplies holds for nothing, and is noted', () => {
    const { holds: answer, notes } = ask({
      condition_type: 'Vital Sign',
      vital_sign: 'Left ventricular Ejection fraction',
      operator: '<',
      value: 35,
    });
    expect(answer).toBe(false);
    expect(notes).toMatch(/state Ask.*Left ventricular/);
    for (const operator of ['is nil', 'is not nil', '!=']) {
      expect(holds({ condition_type: 'Vital Sign', vital_sign: 'Weight', operator, value: 1 })).toBe(false);
    }
  });

  it('gmf 68: an observation that was not made is nil; comparing it does not hold, and is noted', () => {
    expect(holds(mmse('is nil'))).toBe(true);
    expect(holds(mmse('is not nil'))).toBe(false);
    const { holds: answer, notes } = ask(mmse('>', { value: 22 }));
    expect(answer).toBe(false);
    expect(notes).toMatch(/72107-6.*never made/);
  });

  it('gmf 69: an observation compares by its value', () => {
    const score = (quantity: number) => ({ after: seen({ unit: '{score}', exact: { quantity } }) });
    expect(holds(mmse('>', { value: 22 }), score(12))).toBe(false);
    expect(holds(mmse('>', { value: 22 }), score(29))).toBe(true);
  });

  it('an observation of another kind than the literal does not compare, and is noted', () => {
    const { holds: answer, notes } = ask(mmse('!=', { value: 'low' }), {
      after: seen({ unit: '{score}', exact: { quantity: 12 } }),
    });
    expect(answer).toBe(false);
    expect(notes).toMatch(/state Ask: .*another kind/);
  });

  it('gmf 69: an observation whose value is a code compares by system and code', () => {
    const negative = snomed('260385009', 'Negative');
    const after = seen({ value_code: negative });
    expect(holds(mmse('==', { value_code: { ...negative, display: 'another word' } }), { after })).toBe(true);
    expect(holds(mmse('==', { value_code: { ...negative, code: '10828004' } }), { after })).toBe(false);
    expect(holds(mmse('==', { value_code: { ...negative, system: 'LOINC' } }), { after })).toBe(false);
  });

  it('gmf 69: by an attribute that is absent an observation is neither there nor nil', () => {
    const by = (operator: string): Json => ({
      condition_type: 'Observation',
      referenced_by_attribute: 'seen',
      operator,
    });
    expect([holds(by('is not nil')), holds(by('is nil'))]).toEqual([false, false]);
  });

  it('of several observations the first made in the newest encounter counts, and parts of groups do not', () => {
    const see = (quantity: number): Json => ({
      type: 'Observation',
      codes: [MMSE],
      unit: '{score}',
      exact: { quantity },
    });
    const after = {
      A: encounter('ambulatory'),
      Old: see(10),
      B: encounter('ambulatory'),
      First: see(20),
      Second: see(30),
      Group: { type: 'MultiObservation', codes: [loinc('g', 'g')], observations: [{ ...see(40) }] },
    };
    expect(holds(mmse('==', { value: 20 }), { after })).toBe(true);
  });

  const KINDS = [
    ['Condition', snomed('73211009', 'Diabetes'), 'ConditionOnset', 'ConditionEnd'],
    ['Allergy', snomed('91930004', 'Allergy to eggs'), 'AllergyOnset', 'AllergyEnd'],
    ['CarePlan', snomed('698360004', 'Diabetes plan'), 'CarePlanStart', 'CarePlanEnd'],
    ['Medication', rxnorm('860975', 'Metformin'), 'MedicationOrder', 'MedicationEnd'],
  ] as const;

  it.each(KINDS)(
    'gmf 70: Active %s holds from its start to its end, by code and by attribute',
    (kind, code, start, end) => {
      const script = scripted({
        Start: { type: start, codes: [code], assign_to_attribute: 'it' },
        Stop: { type: end, codes: [code] },
        ByCode: guard({ condition_type: `Active ${kind}`, codes: [code] }),
        ByAttribute: guard({ condition_type: `Active ${kind}`, referenced_by_attribute: 'it' }),
      });
      const answers = () => [script.process('ByCode'), script.process('ByAttribute')];
      expect(answers()).toEqual([false, false]);
      script.process('Start');
      expect(answers()).toEqual([true, true]);
      script.process('Stop');
      expect(answers()).toEqual([false, false]);
    },
  );

  it('gmf 70: a condition type is matched without its spaces', () => {
    const code = snomed('73211009', 'Diabetes');
    const after = { Start: { type: 'ConditionOnset', codes: [code] } };
    expect(holds({ condition_type: 'ActiveCondition', codes: [code] }, { after })).toBe(true);
  });

  it('an active condition may also be a procedure that was done, and waits for its diagnosis', () => {
    const code = snomed('243150007', 'Assisted breathing');
    const condition = { condition_type: 'Active Condition', codes: [code] };
    expect(holds(condition, { after: { Do: { type: 'Procedure', codes: [code] } } })).toBe(true);
    const waiting = { type: 'ConditionOnset', codes: [code], target_encounter: 'Visit' };
    expect(holds(condition, { after: { Ill: waiting } })).toBe(false);
  });
});

describe('PriorState', () => {
  const prior = (name: string, fields: Json = {}): Json => ({ condition_type: 'PriorState', name, ...fields });
  const states = {
    CarePlan: { type: 'Simple' },
    DoctorVisit: { type: 'Simple' },
    Seen: guard(prior('DoctorVisit')),
    Since: guard(prior('CarePlan', { since: 'DoctorVisit' })),
    Within: guard(prior('DoctorVisit', { within: { quantity: 3, unit: 'years' } })),
  };

  it('gmf 71: it holds once the state was visited', () => {
    const script = scripted(states);
    script.process('CarePlan');
    expect(script.process('Seen')).toBe(false);
    script.process('DoctorVisit');
    expect(script.process('Seen')).toBe(true);
  });

  it('gmf 71: with "since" it holds only for visits after the other state', () => {
    const script = scripted(states);
    for (const state of ['CarePlan', 'DoctorVisit']) script.process(state);
    expect(script.process('Since')).toBe(false);
    script.process('CarePlan');
    expect(script.process('Since')).toBe(true);
  });

  it('gmf 71: a visit since that very state there cannot be', () => {
    const script = scripted({ Visit: { type: 'Simple' }, Ask: guard(prior('Visit', { since: 'Visit' })) });
    script.process('Visit');
    expect(script.process('Ask')).toBe(false);
  });

  it('gmf 71: with "within" it holds for as long after the state was left', () => {
    const script = scripted(states);
    script.process('DoctorVisit');
    expect(script.process('Within', 2 * YEAR)).toBe(true);
    expect(script.process('Within', 7 * YEAR)).toBe(false);
  });

  it('gmf 71: the span ends exactly: at its length it no longer holds', () => {
    const span = 1095 * 86_400_000;
    for (const [at, expected] of [
      [span - 1, true],
      [span, false],
    ] as const) {
      const script = scripted(states);
      script.process('DoctorVisit');
      expect(script.process('Within', at)).toBe(expected);
    }
  });

  it("states of a finished submodule are seen by its caller, the caller's not by the submodule", () => {
    const submodules = {
      'sub/inner': {
        Inner: { type: 'Simple' },
        'Sees outer': conditional(prior('Outer'), 'Wrong', 'Last'),
        Wrong: { type: 'Simple' },
        Last: { type: 'Simple' },
      },
    };
    const script = scripted(
      {
        Outer: { type: 'Simple' },
        Call: { type: 'CallSubmodule', submodule: 'sub/inner' },
        'Sees inner': conditional(prior('Inner'), 'Yes', 'End'),
        Yes: { type: 'Simple' },
      },
      { submodules },
    ).runAt(0);
    expect(script.path.slice(-3)).toEqual(['Sees inner', 'Yes', 'End']);
    expect(script.path).not.toContain('Wrong');
  });

  it('a state is its own past: the visit being evaluated counts', () => {
    const script = scripted({
      Loop: {
        type: 'Simple',
        conditional_transition: [{ condition: prior('Loop'), transition: 'End' }, { transition: 'No' }],
      },
      No: delay(1, 'days'),
    }).runAt(0, WEEK);
    expect(script.path).toEqual(['Initial', 'Loop', 'End']);
  });
});

function conditional(condition: Json, yes: string, no: string): Json {
  return { type: 'Simple', conditional_transition: [{ condition, transition: yes }, { transition: no }] };
}

describe('logic', () => {
  const yes = { condition_type: 'True' };
  const no = { condition_type: 'False' };

  it('gmf 72: And, Or and Not are what they are called, also of empty lists', () => {
    const both = (type: string, conditions: readonly Json[]) => holds({ condition_type: type, conditions });
    expect([[], [yes, yes], [yes, no], [no, no]].map((parts) => both('And', parts))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([[], [yes, yes], [yes, no], [no, no]].map((parts) => both('Or', parts))).toEqual([false, true, true, false]);
    expect([yes, no].map((condition) => holds({ condition_type: 'Not', condition }))).toEqual([false, true]);
  });

  it('gmf 72: At Least and At Most count what holds', () => {
    const conditions = (count: number) => [no, no, ...Array.from({ length: count }, () => yes)];
    const least = (count: number) => holds({ condition_type: 'At Least', minimum: 3, conditions: conditions(count) });
    const most = (count: number) => holds({ condition_type: 'At Most', maximum: 2, conditions: conditions(count) });
    expect([0, 2, 3, 4].map(least)).toEqual([false, false, true, true]);
    expect([0, 2, 3, 4].map(most)).toEqual([true, true, false, false]);
    expect(holds({ condition_type: 'At Least', minimum: 1, conditions: [] })).toBe(false);
    expect(holds({ condition_type: 'At Most', maximum: 0, conditions: [] })).toBe(true);
  });

  it('gmf 72: logic nests deeply', () => {
    let condition: Json = yes;
    for (let depth = 0; depth < 15; depth++) condition = { condition_type: 'Not', condition };
    expect(holds(condition)).toBe(false);
  });
});
