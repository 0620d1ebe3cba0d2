import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { cohortJson, DRUG, diagnosticsOf, ILL, LAB } from '../../support/cohorts.ts';

const age = (operator: string, quantity: number) => ({ condition_type: 'Age', operator, quantity, unit: 'years' });
const event = (window: unknown, more = {}) => ({ condition_type: 'Event', event: 'Diagnosis', window, ...more });
const days = (quantity: number) => ({ quantity, unit: 'days' });
const years = (quantity: number) => ({ quantity, unit: 'years' });
const included = (...conditions: readonly object[]) =>
  cohortJson({ inclusion: conditions.map((when, i) => ({ name: `Criterion ${i}`, when })) });
const happening = (...patterns: readonly object[]) => cohortJson({ events: { Diagnosis: patterns } });

/** What is said of a file, one line each, the hints left out. */
function said(json: object | string): string[] {
  return diagnosticsOf(json).map((diagnostic) => formatDiagnostic(diagnostic).split('\n')[0] as string);
}

describe('a cohort that nothing is wrong with', () => {
  it('is said nothing of', () => {
    expect(said(cohortJson())).toEqual([]);
  });
});

describe('errors, with their places', () => {
  it.each<[string, object | string, RegExp]>([
    ['text that is no JSON', '{ "kind": "cohort"', /^mine\.json:1:\d+: error: .*\[json-syntax\]$/],
    ['an array', '[]', /a module is a JSON object \[not-a-module\]/],
    ['no kind', { name: 'x' }, /does not say that it is a cohort \[not-a-cohort\]$/],
    [
      'another kind',
      { name: 'x', kind: 'module' },
      /^mine\.json:3:11: error: the file is a module, not a cohort .* at \/kind$/,
    ],
    [
      'a kind that is none',
      cohortJson({ kind: 'cohrot' }),
      /kind is one of .*; did you mean "cohort"\? \[unknown-kind\] at \/kind$/,
    ],
    ['a missing field', cohortJson({ follow_up: undefined }), /field "follow_up" is missing \[shape\]/],
    [
      'an unknown field',
      cohortJson({ exlusion: [] }),
      /unknown field "exlusion"; did you mean "exclusion"\? \[unknown-field\] at \/exlusion$/,
    ],
    [
      'an unknown field deep inside',
      included({ ...age('>', 1), quantiy: 3 }),
      /unknown field "quantiy" .*at \/inclusion\/0\/when\/quantiy$/,
    ],
    [
      'an unknown unit',
      cohortJson({ follow_up: { length: { quantity: 1, unit: 'yaers' } } }),
      /did you mean "years"\? \[shape\] at \/follow_up\/length\/unit$/,
    ],
    [
      'a length of nothing',
      cohortJson({ follow_up: { length: years(0) } }),
      /\[shape\] at \/follow_up\/length\/quantity$/,
    ],
    [
      'an unknown module',
      cohortJson({ modules: ['ilness'] }),
      /no module "ilness" that runs; did you mean "illness"\? \[unknown-module\] at \/modules\/0$/,
    ],
    [
      'an unknown format',
      cohortJson({ exports: ['fihr'] }),
      /no format "fihr"; did you mean "fhir"\? \[unknown-format\] at \/exports\/0$/,
    ],
    [
      'an unknown event',
      cohortJson({ index: { event: 'Diagnoses' } }),
      /no event "Diagnoses"; did you mean "Diagnosis"\? \[unknown-event\] at \/index\/event$/,
    ],
    [
      'an unknown kind of event',
      happening({ event_type: 'conditoin', codes: [ILL] }),
      /unknown event_type "conditoin"; did you mean "condition"\? .* at \/events\/Diagnosis\/0\/event_type$/,
    ],
    [
      'a code that no module writes',
      happening({ event_type: 'condition', codes: [{ ...ILL, code: '44054007' }] }),
      /writes SNOMED-CT 44054007 as condition; did you mean 44054006 \(Diabetes mellitus type 2\)\? \[unwritten-code\] at \/events\/Diagnosis\/0\/codes\/0\/code$/,
    ],
    [
      'a code that is written as something else',
      happening({ event_type: 'condition', codes: [DRUG] }),
      /as condition; it is written as medication \[unwritten-code\]/,
    ],
    [
      'an unknown code system',
      happening({ event_type: 'condition', codes: [ILL, { ...ILL, system: 'SNOMED' }] }),
      /code system "SNOMED" is not known.* \[unknown-system\] at \/events\/Diagnosis\/0\/codes\/1\/system$/,
    ],
    [
      'a code of a condition that no module writes',
      included({ condition_type: 'Active Medication', codes: [{ ...DRUG, code: '861008' }] }),
      /writes RxNorm 861008 as medication; did you mean 861007/,
    ],
    [
      'a value without an operator',
      happening({ event_type: 'observation', codes: [LAB], value: 7 }),
      /a value stands here without an operator \[operator-missing\] at \/events\/Diagnosis\/0$/,
    ],
    [
      'an operator that is none',
      happening({ event_type: 'observation', codes: [LAB], operator: '=>', value: 7 }),
      /"=>" is no operator.*\[operator\]/,
    ],
    [
      'an empty window',
      included(event({ from: days(-1), to: days(-30) })),
      /the window ends before it begins \[empty-window\] at \/inclusion\/0\/when\/window$/,
    ],
    ['an unknown window', included(event('befor index')), /\[shape\] at \/inclusion\/0\/when\/window$/],
    [
      'a period that ends before it begins',
      cohortJson({ index: { event: 'Diagnosis', from: '2020-01-01', to: '2019-12-31' } }),
      /\[empty-window\] at \/index\/to$/,
    ],
    [
      'a day that does not exist',
      cohortJson({ index: { event: 'Diagnosis', from: '2019-02-29' } }),
      /there is no day 2019-02-29 \[no-date\] at \/index\/from$/,
    ],
    [
      'a date of another form',
      cohortJson({ index: { event: 'Diagnosis', from: '1/1/2019' } }),
      /\[shape\] at \/index\/from$/,
    ],
    [
      'a least follow-up that is longer than the whole',
      cohortJson({ follow_up: { length: years(1), minimum: years(2) } }),
      /\[empty-window\] at \/follow_up\/minimum$/,
    ],
    [
      'deaths without a minimum',
      cohortJson({ follow_up: { length: years(1), deaths: 'excluded' } }),
      /\[minimum-missing\] at \/follow_up$/,
    ],
    [
      'a number of events that cannot be',
      included(event('before index', { minimum: 3, maximum: 2 })),
      /no number is from 3 to 2 \[impossible\] at \/inclusion\/0\/when\/maximum$/,
    ],
    [
      'a number of events that always is',
      included(event('before index', { minimum: 0 })),
      /\[always-true\] at \/inclusion\/0\/when\/minimum$/,
    ],
    [
      'an attribute that is on no chart',
      included({ condition_type: 'Attribute', attribute: 'smoker', operator: '==', value: true }),
      /attribute "smoker" is not on the chart.*\[unknown-attribute\] at \/inclusion\/0\/when\/attribute$/,
    ],
    [
      'a condition that no chart answers',
      included({ condition_type: 'Symptom', symptom: 'x', operator: '>', value: 3 }),
      /unknown condition type "Symptom" \[shape\] at \/inclusion\/0\/when\/condition_type$/,
    ],
    [
      'a gender that nobody has',
      included({ condition_type: 'Gender', gender: 'female' }),
      /nobody is "female".*\[unknown-value\] at \/inclusion\/0\/when\/gender$/,
    ],
    [
      'a race that nobody has',
      included({ condition_type: 'Race', race: 'blak' }),
      /nobody is "blak"; did you mean "black"\? \[unknown-value\]/,
    ],
    [
      'two criteria of one name',
      cohortJson({ inclusion: [{ name: 'A', when: age('>', 1) }], exclusion: [{ name: 'A', when: age('>', 9) }] }),
      /"A" is the name of two criteria \[duplicate-name\] at \/exclusion\/0\/name$/,
    ],
    [
      'a source that is not listed',
      cohortJson({ index: { event: 'Diagnosis', source: 'kho' } }),
      /source "kho" is not listed.* at \/index\/source$/,
    ],
  ])('%s', (_what, json, message) => {
    const lines = said(json);
    expect(lines.filter((line) => message.test(line))).toHaveLength(1);
    expect(lines.find((line) => message.test(line))).toMatch(/^mine\.json:\d+:\d+: error: /);
  });
});

describe('combinations that leave nobody', () => {
  const woman = { condition_type: 'Gender', gender: 'F' };
  const not = (condition: object) => ({ condition_type: 'Not', condition });
  const and = (...conditions: readonly object[]) => ({ condition_type: 'And', conditions });
  const or = (...conditions: readonly object[]) => ({ condition_type: 'Or', conditions });
  const year = (operator: string, value: number) => ({ condition_type: 'Date', operator, year: value });
  const excluded = (inclusion: object, exclusion: object) =>
    cohortJson({ inclusion: [{ name: 'In', when: inclusion }], exclusion: [{ name: 'Out', when: exclusion }] });

  it.each<[string, object, string]>([
    ['70 to 60 years', included(and(age('>=', 70), age('<=', 60))), '/inclusion/0/when/conditions/1'],
    ['over two criteria', included(age('>', 64), age('<', 65)), '/inclusion/1/when'],
    ['below 0', included(age('<', 0)), '/inclusion/0/when'],
    ['years and months', included(age('>=', 2), { ...age('<', 24), unit: 'months' }), '/inclusion/1/when'],
    ['women and men', included(woman, { condition_type: 'Gender', gender: 'M' }), '/inclusion/1/when'],
    ['not women, and women', included(not(woman), woman), '/inclusion/1/when'],
    ['what never holds', included({ condition_type: 'False' }), '/inclusion/0/when'],
    ['an exclusion of everybody', excluded(age('>', 1), { condition_type: 'True' }), '/exclusion/0/when'],
    ['an exclusion of all that is included', excluded(age('<', 18), age('<', 30)), '/exclusion/0/when'],
    [
      'an exclusion by either of two',
      excluded(age('<', 18), or(woman, age('<', 18))),
      '/exclusion/0/when/conditions/1',
    ],
    ['an inclusion that is an exclusion', excluded(event('before index'), event('before index')), '/exclusion/0/when'],
    ['two years at once', included(year('==', 2010), year('>', 2010)), '/inclusion/1/when'],
    [
      'a year outside the period',
      cohortJson({ index: { event: 'Diagnosis', from: '2015-01-01', when: year('<', 2015) } }),
      '/index/when',
    ],
  ])('%s', (_what, json, pointer) => {
    const errors = diagnosticsOf(json).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, pointer: at }) => [code, at])).toEqual([['impossible', pointer]]);
  });

  it.each<[string, object]>([
    ['65 to 65 years', included(age('>=', 65), age('<=', 65))],
    ['either of two that exclude each other', included(or(age('<', 10), age('>', 90)))],
    ['an exclusion of some', excluded(age('<', 18), age('<', 17))],
    ['an exclusion of both together', excluded(woman, and(woman, age('>', 50)))],
    ['unequal ages', included({ ...age('!=', 40) })],
  ])('%s is no contradiction', (_what, json) => {
    expect(said(json)).toEqual([]);
  });
});

describe('warnings', () => {
  it('one code of several that no module writes, and an event that nothing names', () => {
    const events = {
      Diagnosis: [{ event_type: 'condition', codes: [ILL, { ...ILL, code: '44054007' }] }],
      Spare: [{ event_type: 'death' }],
    };
    expect(diagnosticsOf(cohortJson({ events })).map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'unwritten-code'],
      ['warning', 'unused-event'],
    ]);
  });

  it('in a strict file they are errors, and sources must be named', () => {
    const events = { Diagnosis: [{ event_type: 'condition', codes: [ILL] }], Spare: [{ event_type: 'death' }] };
    const found = diagnosticsOf(cohortJson({ events, strict: true }));
    expect(found.every(({ severity }) => severity === 'error')).toBe(true);
    expect(found.map(({ code }) => code).sort()).toEqual(['source-missing', 'undocumented', 'unused-event']);
  });
});
