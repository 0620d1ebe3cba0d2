import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  caseFileSchema,
  cohortFileSchema,
  moduleFileSchema,
  type SchemaJson,
  signalsFileSchema,
} from '../../../scripts/module-schema.ts';
import { CONDITIONS } from '../../../src/language/conditions/index.ts';
import { STATES } from '../../../src/language/states/index.ts';
import { chainOf } from '../../support/module-files.ts';
import { baselineSignal, type Json, signalsText } from '../../support/signal-files.ts';

const MODULES = new URL('../../../modules/', import.meta.url);
const SCHEMAS = new URL('../../../modules/', import.meta.url);

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const isModule = ajv.compile(moduleFileSchema());
const isCases = ajv.compile(caseFileSchema());
const isCohort = ajv.compile(cohortFileSchema());
const isSignals = ajv.compile(signalsFileSchema());

const files = readdirSync(MODULES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .sort();

function read(url: URL): unknown {
  return JSON.parse(readFileSync(url, 'utf8'));
}

describe('the schemas for editors', () => {
  it.each<[string, SchemaJson]>([
    ['module.schema.json', moduleFileSchema()],
    ['cases.schema.json', caseFileSchema()],
    ['cohort.schema.json', cohortFileSchema()],
    ['signals.schema.json', signalsFileSchema()],
  ])('%s is up to date (else: npm run generate)', (name, schema) => {
    expect(read(new URL(name, SCHEMAS))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each(files)('%s is valid', (name) => {
    const json = read(new URL(name, MODULES));
    const { kind } = json as { readonly kind?: string };
    const validate = name.endsWith('.cases.json')
      ? isCases
      : kind === 'cohort'
        ? isCohort
        : kind === 'signals'
          ? isSignals
          : isModule;
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('know every state type and condition, and say what each state is', () => {
    const { $defs } = moduleFileSchema() as { $defs: Record<string, SchemaJson> };
    for (const { type } of STATES) expect($defs[`state.${type}`]?.['description'], type).toBeTypeOf('string');
    const known = JSON.stringify($defs['condition']);
    for (const { type } of CONDITIONS) expect(known, type).toContain(`"const":"${type}"`);
  });
});

describe('the schema of modules', () => {
  const CODE = { system: 'SNOMED-CT', code: '195967001', display: 'Asthma' };
  const foreign = chainOf(
    {
      Wait: {
        type: 'Delay',
        distribution: { kind: 'EXPONENTIAL', parameters: { mean: 2 }, round: true },
        unit: 'years',
      },
      Grown: {
        type: 'Guard',
        allow: {
          condition_type: 'And',
          conditions: [
            { condition_type: 'Age', operator: '>=', quantity: 18, unit: 'years' },
            { condition_type: 'Not', condition: { condition_type: 'Active Condition', codes: [CODE] } },
          ],
        },
      },
      Ill: { type: 'ConditionOnset', codes: [CODE], assign_to_attribute: 'asthma', remarks: ['A remark.'] },
      Seen: { type: 'Encounter', encounter_class: 'ambulatory', codes: [CODE], reason: 'Ill' },
    },
    { gmf_version: 2, remarks: ['A plain module.'] },
  );

  it('takes a plain module in its proper form', () => {
    isModule(foreign);
    expect(isModule.errors ?? []).toEqual([]);
  });

  it.each<[string, object]>([
    ['a misspelt field', { type: 'Simple', direct_transitoin: 'Terminal' }],
    ['an unknown state type', { type: 'Dealy' }],
    ['an unknown unit', { type: 'Delay', exact: { quantity: 1, unit: 'fortnights' } }],
    ['a number as text', { type: 'Delay', exact: { quantity: '1', unit: 'days' } }],
    ['a distribution without its parameter', delayOf({ kind: 'EXPONENTIAL', parameters: {} })],
    ['an unknown condition', { type: 'Guard', allow: { condition_type: 'Ege' } }],
    ['a transition where none may be', { type: 'Terminal', direct_transition: 'Initial' }],
  ])('marks %s', (_name, state) => {
    expect(isModule({ ...foreign, states: { ...(foreign['states'] as object), Wrong: state } })).toBe(false);
  });
});

describe('the schema of signals', () => {
  const file = (signal: object) => JSON.parse(signalsText({ A: signal as Json })) as unknown;

  it('takes what the program takes', () => {
    isSignals(file(baselineSignal()));
    expect(isSignals.errors ?? []).toEqual([]);
  });

  it.each<[string, object]>([
    ['a misspelt field', baselineSignal({ specimn: 'serum' })],
    ['no origin', baselineSignal({ baseline: undefined })],
    ['two origins', baselineSignal({ growth: 'weight' })],
    ['an unknown vital sign', baselineSignal({ vital_sign: 'Heart Rat' })],
    ['a coefficient of variation of 0', baselineSignal({ variation: { within: 0, time: 'weeks', source: 'test' } })],
    [
      'an unknown formula',
      baselineSignal({ baseline: undefined, derivation: { formula: 'rato', inputs: {}, source: 'test' } }),
    ],
  ])('marks %s', (_name, signal) => {
    expect(isSignals(file(signal))).toBe(false);
  });

  it('says what each field is', () => {
    const { properties } = signalsFileSchema() as { properties: Record<string, SchemaJson> };
    const text = JSON.stringify(properties['signals']);
    for (const words of ['Limits of life', 'Coefficient of variation within a person', 'A unit of UCUM']) {
      expect(text).toContain(words);
    }
  });
});

function delayOf(distribution: object): object {
  return { type: 'Delay', distribution, unit: 'days' };
}
