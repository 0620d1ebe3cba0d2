import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/validate/finding.ts';
import { ResourceJudge } from '../../../src/validate/resource-judge.ts';
import { validateBundle } from '../../../src/validate/validate.ts';
import { bundleOf, find, type Loose } from '../../support/bundles.ts';
import { everyKind } from '../../support/every-kind.ts';

const TEXT = JSON.stringify(bundleOf(everyKind()));

const judge = new ResourceJudge();

function findings(mutate: (bundle: Loose) => void): readonly Finding[] {
  const bundle = JSON.parse(TEXT);
  mutate(bundle);
  return validateBundle(bundle, { judge });
}

const errors = (found: readonly Finding[]) => found.filter(({ severity }) => severity === 'error');

const observation = (bundle: Loose): Loose =>
  find(bundle, 'Observation', ({ valueQuantity }) => valueQuantity?.unit === 'cm');
const pressure = (bundle: Loose): Loose => find(bundle, 'Observation', ({ component }) => component?.length === 2);
const narrative = (bundle: Loose, div: string): void => {
  find(bundle, 'CarePlan').text.div = div;
};

/** A way to break a bundle, and where the fault must be found. */
type Mutation = readonly [name: string, mutate: (bundle: Loose) => void, path: RegExp];

const STRUCTURE: readonly Mutation[] = [
  ['an unknown element', (b) => (observation(b).colour = 'red'), /resource\.colour$/],
  ['a missing required object', (b) => delete observation(b).code, /resource$/],
  ['a missing required primitive', (b) => delete observation(b).status, /resource$/],
  ['a missing required choice', (b) => delete find(b, 'MedicationRequest').medicationCodeableConcept, /resource$/],
  ['two values of one choice', (b) => (observation(b).valueString = 'x'), /resource$/],
  ['an array where an object belongs', (b) => (observation(b).code = [observation(b).code]), /resource\.code$/],
  [
    'an object where an array belongs',
    (b) => (observation(b).category = observation(b).category[0]),
    /resource\.category$/,
  ],
  ['an empty array', (b) => (observation(b).category = []), /resource\.category$/],
  ['an empty text', (b) => (find(b, 'Patient').name[0].family = ''), /name\[0\]\.family$/],
  ['a text of blanks', (b) => (find(b, 'Patient').name[0].family = ' '), /name\[0\]\.family$/],
  ['a control character', (b) => (find(b, 'Patient').name[0].family = 'a\u0007b'), /name\[0\]\.family$/],
  ['a code of no required value set', (b) => (find(b, 'Patient').gender = 'F'), /resource\.gender$/],
  ['a code with a blank at its end', (b) => (observation(b).code.coding[0].code = 'x '), /code\.coding\[0\]\.code$/],
  ['a number as text', (b) => (observation(b).valueQuantity.value = '1.5'), /valueQuantity\.value$/],
  ['a dateTime without zone', (b) => (observation(b).effectiveDateTime = '2020-06-01T09:00:00'), /effectiveDateTime$/],
  ['a day that no month has', (b) => (find(b, 'Patient').birthDate = '1961-04-31'), /birthDate$/],
  ['a leap day of a common year', (b) => (find(b, 'Patient').birthDate = '1900-02-29'), /birthDate$/],
  ['an instant without time', (b) => (observation(b).issued = '2020-06-01'), /issued$/],
  [
    'a positiveInt of 0',
    (b) => (find(b, 'Immunization', (r) => r.protocolApplied).protocolApplied[0].doseNumberPositiveInt = 0),
    /doseNumberPositiveInt$/,
  ],
  [
    'a positiveInt of 1.5',
    (b) => (find(b, 'Immunization', (r) => r.protocolApplied).protocolApplied[0].doseNumberPositiveInt = 1.5),
    /doseNumberPositiveInt$/,
  ],
  ['an unsignedInt below 0', (b) => (find(b, 'ImagingStudy').numberOfSeries = -1), /numberOfSeries$/],
  ['data that are not base64', (b) => (find(b, 'Media').content.data = 'a*b='), /content\.data$/],
  ['an id with a forbidden character', (b) => (find(b, 'Media').content.id = ' '), /content\.id$/],
  ['a narrative that is no div', (b) => narrative(b, '<p>x</p>'), /text\.div$/],
  [
    'a narrative with a script',
    (b) => narrative(b, '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>'),
    /text\.div$/,
  ],
  [
    'a fault in a component',
    (b) => (pressure(b).component[1].valueQuantity.comparator = '='),
    /component\[1\]\.valueQuantity\.comparator$/,
  ],
  [
    'a fault in a contained resource',
    (b) => (observation(b).contained = [{ resourceType: 'Patient', gender: 'F' }]),
    /contained\[0\]\.gender$/,
  ],
  ['a fault of the bundle itself', (b) => (b.type = 'parcel'), /^Bundle\.type$/],
  ['an entry request without a method', (b) => delete b.entry[0].request.method, /^Bundle\.entry\[0\]\.request$/],
];

const INTEGRITY: readonly (readonly [...Mutation, code: string])[] = [
  [
    'a reference to nothing',
    (b) => (observation(b).hasMember = [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }]),
    /hasMember\[0\]\.reference$/,
    'reference-unresolved',
  ],
  [
    'a reference to no contained resource',
    (b) => (observation(b).subject.reference = '#x'),
    /subject\.reference$/,
    'reference-unresolved',
  ],
  [
    'a reference to a wrong type',
    (b) => (observation(b).subject.reference = `Encounter/${find(b, 'Encounter').id}`),
    /subject\.reference$/,
    'reference-type',
  ],
  [
    'a reference to a wrong type elsewhere',
    (b) => (find(b, 'Encounter').serviceProvider.reference = 'Practitioner/x'),
    /serviceProvider\.reference$/,
    'reference-type',
  ],
  [
    'a reference that names nothing',
    (b) => (observation(b).subject.reference = 'the patient'),
    /subject\.reference$/,
    'reference-form',
  ],
  [
    'a reference by search',
    (b) => (find(b, 'Encounter').serviceProvider.reference = 'Organization?name=x'),
    /serviceProvider\.reference$/,
    'reference-by-search',
  ],
  ['one id twice', (b) => b.entry.push(structuredClone(b.entry[1])), /resource\.id$/, 'id-duplicate'],
  ['one fullUrl twice', (b) => (b.entry[1].fullUrl = b.entry[0].fullUrl), /resource$/, 'full-url-duplicate'],
  [
    'a fullUrl of another resource',
    (b) => (b.entry[1].fullUrl = 'http://example.org/Patient/x'),
    /resource$/,
    'full-url-mismatch',
  ],
  ['a PUT to another place', (b) => (b.entry[1].request.url = 'Encounter/x'), /resource$/, 'request-mismatch'],
  [
    'an event before birth',
    (b) => (observation(b).effectiveDateTime = '1961-03-30T23:59:59-05:00'),
    /effectiveDateTime$/,
    'before-birth',
  ],
  [
    'an event after death',
    (b) => (observation(b).effectiveDateTime = '2022-02-06T22:00:01-05:00'),
    /effectiveDateTime$/,
    'after-death',
  ],
  [
    'a period after death',
    (b) => (find(b, 'Encounter', (r) => r.class.code === 'IMP').period.end = '2022-02-07T22:00:00-05:00'),
    /period\.end$/,
    'after-death',
  ],
  [
    'a period that runs backwards',
    (b) => (find(b, 'Encounter').period.end = '2020-05-01T09:00:00-04:00'),
    /resource\.period$/,
    'period-reversed',
  ],
  [
    'a period that runs backwards in another zone',
    (b) => (find(b, 'Encounter').period.end = '2020-06-01T13:59:00+02:00'),
    /resource\.period$/,
    'period-reversed',
  ],
  ['a visit of another patient', (b) => addOtherPatient(b), /resource\.encounter$/, 'encounter-other-patient'],
];

/** Gives the visit of an observation to somebody else. */
function addOtherPatient(bundle: Loose): void {
  const patient = { ...structuredClone(find(bundle, 'Patient')), id: 'other', birthDate: '1950-01-01' };
  bundle.entry.push({
    fullUrl: 'http://example.org/Patient/other',
    resource: patient,
    request: { method: 'PUT', url: 'Patient/other' },
  });
  const visit = observation(bundle).encounter.reference.slice('Encounter/'.length);
  find(bundle, 'Encounter', ({ id }) => id === visit).subject.reference = 'Patient/other';
}

describe('validateBundle', () => {
  it('finds nothing in what the exporter writes', () => {
    expect(errors(validateBundle(TEXT, { judge }))).toEqual([]);
    expect(errors(validateBundle(Buffer.from(TEXT), { judge }))).toEqual([]);
  });

  it.each(STRUCTURE)('catches %s', (_, mutate, path) => {
    const found = errors(findings(mutate));
    expect(found.map(({ expression }) => expression)).toContainEqual(expect.stringMatching(path));
  });

  it.each(INTEGRITY)('catches %s', (_, mutate, path, code) => {
    const found = findings(mutate).filter((finding) => finding.code === code);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.expression).toMatch(path);
  });

  it('takes a primitive that says by extension why it is absent', () => {
    const found = findings((bundle) => {
      const resource = observation(bundle);
      delete resource.status;
      resource._status = {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
      };
    });
    expect(errors(found)).toEqual([]);
  });

  it.each(['2000-02-29', '2024-02-29', '1961', '1961-03'])('takes the date %s', (date) => {
    const found = findings((bundle) => {
      find(bundle, 'Patient').birthDate = date;
    });
    expect(found.filter(({ code }) => code === 'structure')).toEqual([]);
  });

  it('lets a certificate come after the death', () => {
    const found = findings((bundle) => {
      const visit = find(bundle, 'Encounter', (resource) => resource.type[0].coding[0].code === '308646001');
      visit.period = { start: '2022-02-08T10:00:00-05:00', end: '2022-02-08T10:15:00-05:00' };
      find(bundle, 'DiagnosticReport', (r) => r.encounter.reference.endsWith(visit.id)).effectiveDateTime =
        '2022-02-08T10:00:00-05:00';
    });
    expect(errors(found)).toEqual([]);
  });

  it.each([
    ['{"resourceType":"Bundle",', 'not-json'],
    ['[]', 'not-fhir'],
    ['null', 'not-fhir'],
  ])('calls %s %s', (text, code) => {
    expect(validateBundle(text, { judge })[0]).toMatchObject({ severity: 'error', code });
  });

  it('leaves references to other files open, unless told that there are none', () => {
    const found = errors(validateBundle(TEXT, { judge, closed: true }));
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['reference-unresolved']));
  });
});
