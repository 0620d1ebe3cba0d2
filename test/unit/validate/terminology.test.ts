import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { codesOf, type Definitions, type Expansion, expand } from '../../../src/validate/terminology/expand.ts';
import {
  type CodingFinding,
  CodingRules,
  KnownDisplays,
  loadTerminology,
} from '../../../src/validate/terminology/index.ts';
import { isLanguage, isMimeType } from '../../../src/validate/terminology/rules.ts';
import { walk } from '../../../src/validate/walk.ts';

const terminology = loadTerminology();
const R4 = 'http://hl7.org/fhir/ValueSet';
const US_CORE = 'http://hl7.org/fhir/us/core/ValueSet';
const OMB = 'urn:oid:2.16.840.1.113883.6.238';

function inSet(url: string, system: string | undefined, code: string): boolean | undefined {
  const set = terminology.valueSet(url);
  if (set === undefined) throw new Error(`there is no ${url}`);
  return set.has(system, code);
}

describe('value sets', () => {
  it.each([
    [`${R4}/administrative-gender`, undefined, 'male', true],
    [`${R4}/administrative-gender|4.0.1`, undefined, 'M', false],
    [`${R4}/administrative-gender`, 'http://hl7.org/fhir/administrative-gender', 'female', true],
    [`${R4}/administrative-gender`, 'http://example.org', 'female', false],
    [`${R4}/condition-clinical`, 'http://terminology.hl7.org/CodeSystem/condition-clinical', 'remission', true],
    [`${R4}/condition-clinical`, 'http://terminology.hl7.org/CodeSystem/condition-clinical', 'better', false],
    [`${US_CORE}/omb-race-category`, OMB, '2106-3', true],
    [`${US_CORE}/omb-race-category`, OMB, '2135-2', false],
    [`${US_CORE}/omb-race-category`, 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', 'UNK', true],
    [`${US_CORE}/birthsex`, undefined, 'UNK', true],
    [`${US_CORE}/birthsex`, undefined, 'X', false],
    [
      'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
      'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      'AMB',
      true,
    ],
    [
      'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
      'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      'HUP',
      false,
    ],
    [`${R4}/mimetypes`, undefined, 'text/plain; charset=UTF-8', true],
    [`${R4}/mimetypes`, undefined, 'picture', false],
    [`${R4}/currencies`, undefined, 'USD', true],
    [`${R4}/currencies`, undefined, 'dollars', false],
    [`${R4}/all-languages`, 'urn:ietf:bcp:47', 'en-US', true],
    [`${R4}/all-languages`, 'urn:ietf:bcp:47', 'english language', false],
    [`${R4}/ucum-units`, 'http://unitsofmeasure.org', 'mm[Hg]', true],
    [`${R4}/ucum-units`, 'http://unitsofmeasure.org', '10*3/uL', true],
    [`${R4}/ucum-units`, 'http://unitsofmeasure.org', 'mmHg', false],
    [`${US_CORE}/us-core-laboratory-test-codes`, 'http://loinc.org', '2339-0', undefined],
    [`${US_CORE}/us-core-laboratory-test-codes`, 'http://example.org', 'x', false],
  ])('%s: %s#%s is %s', (url, system, code, expected) => {
    expect(inSet(url, system, code)).toBe(expected);
  });

  it('are unknown where nobody expanded them', () => {
    expect(terminology.valueSet('http://example.org/ValueSet/x')).toBeUndefined();
    expect(terminology.valueSet('toString')).toBeUndefined();
  });

  it('differ by version of the guide, and are those of the default guide when none is named', () => {
    const unknown = [`http://terminology.hl7.org/CodeSystem/v3-NullFlavor`, 'ASKU'] as const;
    expect(inSet(`${US_CORE}/birthsex|6.1.0`, ...unknown)).toBe(inSet(`${US_CORE}/birthsex`, ...unknown));
    expect(inSet(`${US_CORE}/detailed-ethnicity|3.1.1`, OMB, '2106-3')).toBe(false);
    expect(inSet(`${US_CORE}/detailed-ethnicity|6.1.0`, OMB, '2106-3')).toBeUndefined();
  });

  it('judge units once', () => {
    const asked: string[] = [];
    const counting = loadTerminology((unit) => {
      asked.push(unit);
      return unit === 'furlong';
    });
    expect([
      counting.isUnit('mg/dL'),
      counting.isUnit('furlong'),
      counting.isUnit('furlong'),
      counting.isUnit('x'),
    ]).toEqual([true, true, true, false]);
    expect(asked).toEqual(['furlong', 'x']);
  });
});

describe('code systems', () => {
  it('are known as a whole or not at all', () => {
    const known = terminology.codeSystem('http://terminology.hl7.org/CodeSystem/observation-category');
    expect([known?.has('laboratory'), known?.has('lab')]).toEqual([true, false]);
    expect(terminology.codeSystem('http://loinc.org')).toBeUndefined();
    expect(terminology.codeSystem('http://snomed.info/sct')).toBeUndefined();
    expect(terminology.codeSystem('constructor')).toBeUndefined();
  });
});

describe('forms of codes', () => {
  it.each(['en', 'en-US', 'zh-Hant-TW', 'de-CH-1996', 'x-klingon', 'es-419', 'sgn-BE-FR'.slice(0, 6)])(
    '%s is a language',
    (code) => {
      expect(isLanguage(code)).toBe(true);
    },
  );
  it.each(['', 'e', 'english language', 'en_US', 'en-', '-en', 'xq'])('"%s" is no language', (code) => {
    expect(isLanguage(code)).toBe(false);
  });
  it.each([
    'text/plain',
    'application/fhir+json',
    'image/svg+xml',
    'text/plain;charset=utf-8',
    'application/vnd.ms-excel',
  ])('%s is a media type', (code) => {
    expect(isMimeType(code)).toBe(true);
  });
  it.each(['', 'text', 'text/', '/plain', 'text plain', 'text/plain;'])('"%s" is no media type', (code) => {
    expect(isMimeType(code)).toBe(false);
  });
});

describe('codings', () => {
  const rules = new CodingRules(terminology, new KnownDisplays());
  const found = (...coding: JsonObject[]): readonly CodingFinding[] => {
    const findings: CodingFinding[] = [];
    walk(
      { code: { coding } },
      { system: (object, system, steps) => rules.check(object, system, steps, (finding) => findings.push(finding)) },
    );
    return findings;
  };
  const category = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' };

  it.each<[JsonObject, string, string]>([
    [{ ...category, code: 'lab' }, 'code-unknown', 'code.coding[0].code'],
    [{ ...category, display: 'Vital Signs' }, 'display', 'code.coding[0].display'],
    [{ system: 'http://unitsofmeasure.org', code: 'furlongs' }, 'code-unknown', 'code.coding[0].code'],
    [{ system: 'http://loinc.org', code: '2345-7', display: 'Sodium' }, 'display', 'code.coding[0].display'],
    [
      { system: 'http://snomed.info/sct', code: '195967001', display: 'Pneumonia (disorder)' },
      'display',
      'code.coding[0].display',
    ],
  ])('of %j are found out: %s', (coding, code, path) => {
    expect(found(coding)).toMatchObject([{ code, path }]);
  });

  it.each<[JsonObject]>([
    [category],
    [{ ...category, display: 'laboratory' }],
    [{ system: 'http://loinc.org', code: '2345-7', display: 'GLUCOSE [mass/volume] in Serum or  Plasma' }],
    [{ system: 'http://loinc.org', code: 'not-held', display: 'x' }],
    [{ system: 'http://snomed.info/sct', code: '195967001', display: 'Asthma (disorder)' }],
    [{ system: 'http://example.org', code: 'lab', display: 'x' }],
    [{ code: 'lab' }],
  ])('of %j are sound', (coding) => {
    expect(found(coding)).toEqual([]);
  });
});

describe('expand', () => {
  const concepts = [
    {
      code: 'a',
      concept: [
        { code: 'b', concept: [{ code: 'c' }] },
        { code: 'd', property: [{ code: 'kind', valueCode: 'x' }] },
      ],
    },
    { code: 'e', property: [{ code: 'subsumedBy', valueCode: 'b' }] },
  ];
  const system: JsonObject = { resourceType: 'CodeSystem', url: 's', content: 'complete', concept: concepts };
  const setOf = (url: string, ...include: JsonObject[]): JsonObject => ({
    resourceType: 'ValueSet',
    url,
    compose: { include },
  });
  const sets = [
    setOf('two', { system: 's', concept: [{ code: 'a' }, { code: 'b' }] }),
    setOf('loop', { valueSet: ['loop'] }),
  ];
  const definitions: Definitions = {
    codeSystem: (url) => (url === 's' ? system : undefined),
    valueSet: (url) => sets.find((set) => set['url'] === url),
  };
  const plain = (expansion: Expansion) =>
    [...expansion].map(([url, codes]) => `${url}: ${codes ? [...codes].join(' ') : '?'}`);
  const expanded = (...include: JsonObject[]) => plain(expand(setOf('x', ...include), definitions));
  const filtered = (property: string, op: string, value: string) =>
    expanded({ system: 's', filter: [{ property, op, value }] });

  it('takes whole systems, lists, and what filters leave', () => {
    expect(codesOf(system)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(expanded({ system: 's' })).toEqual(['s: a b c d e']);
    expect(expanded({ system: 's|1.0' })).toEqual(['s: a b c d e']);
    expect(expanded({ system: 's', concept: [{ code: 'z' }] })).toEqual(['s: z']);
    expect(filtered('concept', 'is-a', 'b')).toEqual(['s: b c e']);
    expect(filtered('concept', 'descendent-of', 'b')).toEqual(['s: c e']);
    expect(filtered('concept', 'is-not-a', 'b')).toEqual(['s: a d']);
    expect(filtered('kind', '=', 'x')).toEqual(['s: d']);
    expect(filtered('code', 'regex', '[ab]')).toEqual(['s: a b']);
    expect(filtered('code', 'in', 'a, c')).toEqual(['s: a c']);
  });

  it('joins, cuts and leaves out', () => {
    expect(expanded({ valueSet: ['two'] }, { system: 's', concept: [{ code: 'c' }] })).toEqual(['s: a b c']);
    expect(
      expanded({ system: 's', filter: [{ property: 'concept', op: 'is-a', value: 'b' }], valueSet: ['two'] }),
    ).toEqual(['s: b']);
    const excluding = setOf('x', { system: 's' });
    const compose = { ...(excluding['compose'] as JsonObject), exclude: [{ valueSet: ['two'] }] };
    expect(plain(expand({ ...excluding, compose }, definitions))).toEqual(['s: c d e']);
  });

  it('says what it cannot know', () => {
    expect(expanded({ system: 'other' })).toEqual(['other: ?']);
    expect(expanded({ system: 'other' }, { system: 'other', concept: [{ code: 'a' }] })).toEqual(['other: ?']);
    expect(() => expanded({ valueSet: ['none'] })).toThrow('the value set none is not at hand');
    expect(() => expanded({ valueSet: ['loop'] })).toThrow('includes itself');
    expect(() => filtered('concept', 'generalizes', 'a')).toThrow('is not known');
  });
});
