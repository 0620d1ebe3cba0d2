import { describe, expect, it } from 'vitest';
import { ProfileLibrary } from '../../../src/validate/profile/library.ts';
import { findingsOf, linesOf, wholeLibrary } from '../../support/judged.ts';

type Loose = Record<string, unknown>;

const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const LIBRARY = wholeLibrary();

const PATIENT: Loose = {
  resourceType: 'Patient',
  id: 'p1',
  meta: { profile: [`${US_CORE}/us-core-patient`] },
  text: {
    status: 'generated',
    div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Ann <b>Lee</b><br/>&amp; more</p></div>',
  },
  extension: [
    {
      url: `${US_CORE}/us-core-race`,
      extension: [
        {
          url: 'ombCategory',
          valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' },
        },
        { url: 'text', valueString: 'White' },
      ],
    },
    { url: `${US_CORE}/us-core-birthsex`, valueCode: 'F' },
  ],
  identifier: [{ system: 'http://hospital.example/mrn', value: '12' }],
  name: [
    {
      family: 'Lee',
      given: ['Ann', null],
      _given: [
        null,
        { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] },
      ],
    },
  ],
  gender: 'female',
  _gender: { id: 'g' },
  birthDate: '1980-02-29',
  address: [{ line: ['1 Main St'], city: 'Boston', state: 'MA', period: { start: '2001', end: '2002-03' } }],
  contact: [
    {
      relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' }] }],
      name: { text: 'Bo' },
    },
  ],
};

const PRESSURE: Loose = {
  resourceType: 'Observation',
  id: 'o1',
  meta: { profile: [`${US_CORE}/us-core-blood-pressure|6.1.0`] },
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2020-01-02T03:04:05-05:00',
  component: ['8480-6', '8462-4'].map((code, i) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value: 120 - 40 * i, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  })),
};

/** A copy in which the value at a path is another one; undefined removes it. */
function changed(resource: Loose, path: string, value: unknown): Loose {
  const copy = structuredClone(resource);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const at = steps.reduce<Loose>((object, step) => object[step] as Loose, copy);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe('ProfileLibrary', () => {
  it('finds nothing in what is right', () => {
    expect([PATIENT, PRESSURE].flatMap((resource) => linesOf(LIBRARY, resource))).toEqual([]);
  });

  it.each([
    ['an unknown element', 'name.0.nick', 'x', 'error structure at name[0].nick: "nick" is no element here'],
    ['an object for a list', 'name', { family: 'Lee' }, 'error structure at name: must be a list'],
    ['an empty list', 'address.0.line', [], 'error structure at address[0].line: a list must not be empty'],
    ['a list for an object', 'text', [], 'error structure at text: must be an object of type Narrative'],
    ['an empty object', 'address.0.period', {}, 'error structure at address[0].period: an element must not be empty'],
    ['an empty text', 'name.0.family', '', 'error structure at name[0].family: "" is no string'],
    ['a number for a text', 'name.0.family', 7, 'error structure at name[0].family: 7 is no string'],
    ['null for a value', 'name.0.family', null, 'error structure at name[0].family: null is no string'],
    [
      'a null that nothing explains',
      'address.0.line',
      [null],
      'error structure at address[0].line[0]: null stands only where a sibling says more',
    ],
    ['an impossible date', 'birthDate', '2021-02-29', 'error structure at birthDate: "2021-02-29" is no date'],
    [
      'a time without zone',
      'address.0.period.start',
      '2001-01-01T10:00:00',
      'error structure at address[0].period.start: "2001-01-01T10:00:00" is no dateTime',
    ],
    ['an id with a blank', 'id', 'a b', 'error structure at id: "a b" is no id'],
    [
      'an unsafe narrative',
      'text.div',
      '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>',
      'is no xhtml',
    ],
    ['two values of a choice', 'deceasedBoolean', true, undefined],
    [
      'a code outside of a required set',
      'gender',
      'F',
      'error binding at gender: "F" is not in the value set http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1',
    ],
    ['a sibling of an object', '_name', [{ id: 'a' }], 'error structure at _name: "_name" is no element here'],
    ['an empty sibling', '_gender', {}, 'error structure at _gender: an element must not be empty'],
    ['an element that a profile asks for', 'gender', undefined, undefined],
    [
      'no system of an identifier',
      'identifier.0.system',
      undefined,
      'error profile at identifier[0]: "system" is missing (us-core-patient)',
    ],
    [
      'no text of a race',
      'extension.0.extension',
      [{ url: 'ombCategory', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3' } }],
      'error profile at extension[0].extension: slice text must have at least 1 member (us-core-race)',
    ],
    [
      'a race of no set',
      'extension.0.extension.0.valueCoding.code',
      'white',
      'error binding at extension[0].extension[0].valueCoding: urn:oid:2.16.840.1.113883.6.238#white is not in the value set http://hl7.org/fhir/us/core/ValueSet/omb-race-category (us-core-race)',
    ],
    [
      'an extension of another type',
      'extension.1',
      { url: `${US_CORE}/us-core-birthsex`, valueString: 'F' },
      'error profile at extension[1].valueString: only valueCode is allowed here (us-core-birthsex)',
    ],
    [
      'an extension at a foreign place',
      'name.0.extension',
      [{ url: `${US_CORE}/us-core-birthsex`, valueCode: 'F' }],
      'error profile at name[0].extension[0]: this extension may stand in Patient only',
    ],
    [
      'a modifier that is not known',
      'modifierExtension',
      [{ url: 'http://example.org/x', valueBoolean: true }],
      'error profile at modifierExtension[0].url: the modifier extension http://example.org/x is not known, and so what the element means',
    ],
    ['an invariant of a profile', 'name.0', { text: 'Ann' }, 'error invariant at name[0]: us-core-6'],
  ])('finds %s', (_what, path, value, line) => {
    const resource = changed(PATIENT, path, value);
    if (path === 'deceasedBoolean') resource['deceasedDateTime'] = '2020';
    if (value === undefined && path === 'gender') delete resource['_gender'];
    const expected =
      line ??
      (path === 'gender'
        ? 'error profile at : "gender" is missing (us-core-patient)'
        : 'error structure at : only one "deceased[x]" may be there');
    const lines = linesOf(LIBRARY, resource);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(expected);
  });

  it.each([
    ['a required primitive', 'status', undefined, 'error structure at : "status" is missing'],
    [
      'a slice',
      'category.0.coding.0.code',
      'laboratory',
      'error profile at category: slice VSCat must have at least 1 member (us-core-blood-pressure)',
    ],
    [
      'a pattern',
      'code.coding.0.code',
      '1-8',
      'error profile at code: must match {"coding":[{"system":"http://loinc.org","code":"85354-9"}]} (us-core-blood-pressure)',
    ],
    [
      'too few members',
      'component',
      [(PRESSURE['component'] as Loose[])[0]],
      'error profile at component: must have at least 2 members (us-core-blood-pressure)',
    ],
    [
      'a fixed value in a slice',
      'component.1.valueQuantity.code',
      'kPa',
      'error profile at component[1].valueQuantity.code: must be "mm[Hg]" (us-core-blood-pressure)',
    ],
    ['the type of a choice in a slice', 'component.0.valueQuantity', undefined, undefined],
    [
      'the type of a target',
      'subject.reference',
      'Practitioner/p1',
      'error reference-type at subject.reference: Practitioner/p1 is a Practitioner; here stands a Patient',
    ],
    [
      'a profile of another type',
      'meta.profile',
      [`${US_CORE}/us-core-patient`],
      `error profile at meta.profile[0]: ${US_CORE}/us-core-patient is a profile of Patient, and this is a Observation`,
    ],
    [
      'a profile that is not known',
      'meta.profile',
      ['http://example.org/p'],
      'warning unknown-profile at meta.profile[0]: the profile http://example.org/p is not known, and was not judged by',
    ],
  ])('finds %s', (_what, path, value, line) => {
    const expected = line ?? 'error invariant at component[0]: vs-3';
    expect(linesOf(LIBRARY, changed(PRESSURE, path, value)).some((found) => found.includes(expected))).toBe(true);
  });

  it('holds vital signs to the profile of R4 where none is claimed', () => {
    const bare = changed(PRESSURE, 'meta', undefined);
    expect(linesOf(LIBRARY, bare)).toEqual([]);
    expect(linesOf(LIBRARY, changed(bare, 'component.0.valueQuantity.code', 'kPa'))).toEqual([
      'error binding at component[0].valueQuantity: http://unitsofmeasure.org#kPa is not in the value set http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.1 (bp)',
      'error profile at component[0].valueQuantity.code: must be "mm[Hg]" (bp)',
    ]);
  });

  it('tells all faults of a resource, each once, and at most a hundred', () => {
    const twice = { ...PATIENT, gender: 'F', birthDate: 'x', name: [{ family: 3 }] };
    expect(findingsOf(LIBRARY, twice).map(({ path }) => path)).toEqual(['name[0].family', 'gender', 'birthDate']);
    const names = Array.from({ length: 200 }, () => ({ family: 3 }));
    expect(findingsOf(LIBRARY, { ...PATIENT, name: names })).toHaveLength(100);
  });

  it('judges what is contained, in entries and in parameters by its own type and claims', () => {
    const wrong = changed(PATIENT, 'gender', 'F');
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ fullUrl: 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000000', resource: wrong }],
    };
    const parameters = { resourceType: 'Parameters', parameter: [{ name: 'x', resource: wrong }] };
    expect(findingsOf(LIBRARY, bundle).map(({ path }) => path)).toEqual(['entry[0].resource.gender']);
    expect(findingsOf(LIBRARY, bundle, { entries: false })).toEqual([]);
    expect(findingsOf(LIBRARY, parameters).map(({ path }) => path)).toEqual(['parameter[0].resource.gender']);
  });

  it('takes a claim without version as the guide that the library is for', () => {
    const location = {
      resourceType: 'Location',
      meta: { profile: [`${US_CORE}/us-core-interpreter-needed`] },
      name: 'x',
    };
    expect(findingsOf(LIBRARY, location)[0]?.message).toContain('a profile of Extension');
    expect(LIBRARY.knows(`${US_CORE}/us-core-patient|9.9.9`)).toBe(false);
    expect(new ProfileLibrary({ guide: 'us-core-3.1.1' }).knows(`${US_CORE}/us-core-patient`)).toBe(true);
  });

  it('asks what kind of resource a reference without type leads to', () => {
    const reference = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000000';
    const resource = changed(PRESSURE, 'subject.reference', reference);
    expect(findingsOf(LIBRARY, resource)).toEqual([]);
    const typeOf = (text: string) => (text === reference ? 'Device' : undefined);
    expect(findingsOf(LIBRARY, resource, { typeOf }).map(({ code }) => code)).toContain('reference-type');
  });

  it('knows no type of resource but those of R4', () => {
    expect(linesOf(LIBRARY, { resourceType: 'Patients' })).toEqual([
      'error structure at resourceType: Patients is no type of resource in FHIR R4',
    ]);
    expect(findingsOf(LIBRARY, { resourceType: 'DomainResource' })).toHaveLength(1);
  });
});
