import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { Definitions } from '../../../src/validate/profile/definitions.ts';
import { ProfileLibrary } from '../../../src/validate/profile/library.ts';
import { makeTable } from '../../../src/validate/profile/make-table.ts';
import { linesOf } from '../../support/judged.ts';

const URL_OF_PROFILE = 'http://example.org/StructureDefinition/p';
const LOINC = 'http://loinc.org';

type Discriminator = readonly [type: string, path: string];

interface Sliced {
  readonly by: readonly Discriminator[];
  readonly rules?: string;
  readonly ordered?: boolean;
}

/** An element of a snapshot; what is below a slice comes after it. */
function element(id: string, more: JsonObject = {}, sliced?: Sliced): JsonObject {
  const slicing = sliced && {
    discriminator: sliced.by.map(([type, path]) => ({ type, path })),
    rules: sliced.rules ?? 'open',
    ordered: sliced.ordered ?? false,
  };
  return { id, min: 0, max: '*', base: { min: 0, max: '*' }, ...more, ...(slicing && { slicing }) };
}

/** What a profile on a type finds in something of that type. */
function found(type: string, elements: readonly JsonObject[], resource: JsonObject): string[] {
  const core = new Definitions();
  const profile: JsonObject = {
    url: URL_OF_PROFILE,
    type,
    kind: 'resource',
    derivation: 'constraint',
    snapshot: { element: [element(type), ...elements] },
  };
  const definitions = [makeTable(profile, (name) => core.base(name))];
  const valueSets = { valueSet: () => undefined };
  const library = new ProfileLibrary({ packages: [{ name: 'p', definitions, valueSets, unjudged: [] }] });
  return linesOf(library, { resourceType: type, meta: { profile: [URL_OF_PROFILE] }, ...resource });
}

const one = { max: '1', base: { min: 0, max: '1' } };
const missing = (path: string, slice: string) =>
  `error profile at ${path}: slice ${slice} must have at least 1 member (p)`;

describe('slices of a profile', () => {
  const observation = { status: 'final', code: { text: 'x' } };
  const reference = (type: string) => ({ reference: `${type}/1` });

  it.each([
    ['the type of what is referred to', 'type'],
    ['its profile', 'profile'],
  ])('are told by %s', (_what, discriminator) => {
    const target = 'http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse';
    const elements = [
      element('Observation.hasMember', {}, { by: [[discriminator, 'resolve()']] }),
      element('Observation.hasMember:form', {
        min: 1,
        max: '1',
        type: [{ code: 'Reference', targetProfile: [target] }],
      }),
    ];
    const of = (...types: string[]) =>
      found('Observation', elements, { ...observation, hasMember: types.map(reference) });
    expect(of('Observation', 'QuestionnaireResponse')).toEqual([]);
    expect(of('Observation')).toEqual([missing('hasMember', 'form')]);
    expect(of('QuestionnaireResponse', 'QuestionnaireResponse')).toEqual([
      'error profile at hasMember: slice form may have at most 1 members (p)',
    ]);
  });

  it('are told by the type of a resource, and judged by it', () => {
    const elements = [
      element('Bundle.entry', {}, { by: [['type', 'resource']] }),
      element('Bundle.entry:patient', { min: 1, max: '1' }),
      element('Bundle.entry:patient.resource', { ...one, min: 1, type: [{ code: 'Patient' }] }),
      element('Bundle.entry:patient.resource.birthDate', { ...one, min: 1, type: [{ code: 'date' }] }),
    ];
    const of = (...resources: JsonObject[]) =>
      found('Bundle', elements, { type: 'collection', entry: resources.map((resource) => ({ resource })) });
    expect(of({ resourceType: 'Basic', code: { text: 'x' } }, { resourceType: 'Patient', birthDate: '2001' })).toEqual(
      [],
    );
    expect(of({ resourceType: 'Basic', code: { text: 'x' } })).toEqual([missing('entry', 'patient')]);
    expect(of({ resourceType: 'Patient', active: true })).toEqual([
      'error profile at entry[0].resource: "birthDate" is missing (p)',
    ]);
  });

  it('are told by what is there and what is not', () => {
    const elements = [
      element('Patient.name', {}, { by: [['exists', 'period']] }),
      element('Patient.name:former', {}),
      element('Patient.name:former.period', { ...one, min: 1, type: [{ code: 'Period' }] }),
      element('Patient.name:former.use', { ...one, min: 1, type: [{ code: 'code' }] }),
      element('Patient.name:present', { min: 1, max: '1' }),
      element('Patient.name:present.period', { ...one, max: '0', type: [{ code: 'Period' }] }),
    ];
    const old = { text: 'A', use: 'old', period: { start: '2000' } };
    expect(found('Patient', elements, { name: [old, { text: 'B' }] })).toEqual([]);
    expect(found('Patient', elements, { name: [{ ...old, use: undefined } as never] })).toEqual([
      'error profile at name[0]: "use" is missing (p)',
      missing('name', 'present'),
    ]);
  });

  const uses = (rules: string, ordered = false) => [
    element('Patient.telecom', {}, { by: [['value', 'system']], rules, ordered }),
    ...['phone', 'email'].flatMap((system) => [
      element(`Patient.telecom:${system}`),
      element(`Patient.telecom:${system}.system`, { ...one, type: [{ code: 'code' }], fixedCode: system }),
    ]),
  ];
  const telecom = (...systems: string[]) => ({ telecom: systems.map((system) => ({ system, value: '1' })) });

  it('may be closed, open at the end, or in order', () => {
    expect(found('Patient', uses('closed'), telecom('email', 'phone'))).toEqual([]);
    expect(found('Patient', uses('closed'), telecom('phone', 'fax'))).toEqual([
      'error profile at telecom[1]: belongs to none of the slices, and no other is allowed (p)',
    ]);
    expect(found('Patient', uses('openAtEnd'), telecom('phone', 'fax'))).toEqual([]);
    expect(found('Patient', uses('openAtEnd'), telecom('fax', 'phone'))).toEqual([
      'error profile at telecom[1]: stands behind a member that belongs to no slice (p)',
    ]);
    expect(found('Patient', uses('open', true), telecom('phone', 'fax', 'phone', 'email'))).toEqual([]);
    expect(found('Patient', uses('open', true), telecom('email', 'phone'))).toEqual([
      'error profile at telecom[1]: stands behind a slice that it must precede (p)',
    ]);
  });

  it('may have slices themselves', () => {
    const elements = [
      ...uses('open').slice(0, 3),
      {
        ...element('Patient.telecom:phone', {}, { by: [['value', 'use']] }),
      },
      element('Patient.telecom:phone/home', { min: 1 }),
      element('Patient.telecom:phone/home.use', { ...one, type: [{ code: 'code' }], fixedCode: 'home' }),
    ].filter(({ id }, i) => id !== 'Patient.telecom:phone' || i === 3);
    const phone = (use: string) => ({ telecom: [{ system: 'phone', use, value: '1' }] });
    expect(found('Patient', elements, phone('home'))).toEqual([]);
    expect(found('Patient', elements, phone('work'))).toEqual([missing('telecom', 'phone/home')]);
    expect(found('Patient', elements, telecom('email'))).toEqual([]);
  });

  it('are of the types of a choice, however they are spelled', () => {
    const quantity = { ...one, type: [{ code: 'Quantity' }] };
    const below = (id: string) => element(id, { ...one, type: [{ code: 'code' }], fixedCode: 'mg' });
    const sliced = [
      element(
        'Observation.value[x]',
        { ...one, type: [{ code: 'Quantity' }, { code: 'string' }] },
        { by: [['type', '$this']] },
      ),
      element('Observation.value[x]:valueQuantity', { ...quantity, min: 1 }),
      below('Observation.value[x]:valueQuantity.code'),
    ];
    const renamed = [
      element('Observation.valueQuantity', { ...quantity, min: 1 }),
      below('Observation.valueQuantity.code'),
    ];
    const value = { value: 1, system: 'http://unitsofmeasure.org', code: 'kg' };
    for (const elements of [sliced, renamed]) {
      expect(found('Observation', elements, { ...observation, valueQuantity: { ...value, code: 'mg' } })).toEqual([]);
      expect(found('Observation', elements, { ...observation, valueQuantity: value })).toEqual([
        'error profile at valueQuantity.code: must be "mg" (p)',
      ]);
      expect(found('Observation', elements, { ...observation, valueString: 'x' })).toEqual([
        'error profile at : "valueQuantity" is missing (p)',
      ]);
    }
    expect(found('Observation', sliced, { ...observation, valueBoolean: true })).toContain(
      'error profile at valueBoolean: only valueQuantity or valueString is allowed here (p)',
    );
  });

  it('are told by a pattern of what a slice of theirs holds', () => {
    const elements = [
      element('Observation.component', {}, { by: [['value', 'code.coding.code']] }),
      element('Observation.component:a', { min: 1 }),
      element('Observation.component:a.code', { ...one, type: [{ code: 'CodeableConcept' }] }),
      element('Observation.component:a.code.coding', {}, { by: [['value', 'code']] }),
      element('Observation.component:a.code.coding:loinc', { min: 1 }),
      element('Observation.component:a.code.coding:loinc.code', { ...one, type: [{ code: 'code' }], fixedCode: '1-8' }),
    ];
    const component = (code: string) => ({ code: { coding: [{ system: LOINC, code }] }, valueString: 'x' });
    expect(found('Observation', elements, { ...observation, component: [component('1-8')] })).toEqual([]);
    expect(found('Observation', elements, { ...observation, component: [component('2-6')] })).toEqual([
      missing('component', 'a'),
    ]);
  });
});
