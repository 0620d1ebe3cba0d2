import { find, type Loose } from '../bundles.ts';
import { caught, encounter, height, type Mutation, patient, type Unfound } from './mutation.ts';

/** What entries say of each other, and the bundle of them. */
export const BUNDLES: readonly Mutation[] = [
  caught('a type of bundle that is none', ['structure', 'binding'], /^Bundle\.type$/, (b) => (b.type = 'parcel')),
  caught('a bundle without type', 'structure', /^Bundle(\.type)?$/, (b) => delete b.type),
  caught('an unknown element of a bundle', 'structure', /^Bundle(\.colour)?$/, (b) => (b.colour = 'red')),
  caught(
    'an unknown element of an entry',
    'structure',
    /^Bundle\.entry\[0\](\.colour)?$/,
    (b) => (b.entry[0].colour = 'red'),
  ),
  caught(
    'bdl-3: an entry without request',
    ['invariant', 'request-missing'],
    /^Bundle/,
    (b) => delete b.entry[1].request,
  ),
  caught(
    'bdl-3: a request in a collection',
    ['invariant', 'request-unexpected'],
    /^Bundle/,
    (b) => (b.type = 'collection'),
  ),
  caught(
    'bdl-4: a response in a request',
    ['invariant', 'response-unexpected'],
    /^Bundle/,
    (b) => (b.entry[1].response = { status: '200' }),
  ),
  caught('bdl-1: a total of a transaction', 'invariant', /^Bundle$/, (b) => (b.total = 3)),
  caught('bdl-2: a search in a transaction', 'invariant', /^Bundle/, (b) => (b.entry[0].search = { mode: 'match' })),
  caught('bdl-5: an entry of nothing', ['invariant', 'structure'], /^Bundle/, (b) =>
    b.entry.push({ fullUrl: 'http://example.org/Patient/x' }),
  ),
  caught(
    'bdl-8: a fullUrl of a version',
    ['invariant', 'full-url-mismatch', 'full-url-version'],
    /^Bundle/,
    (b) => (b.entry[1].fullUrl += '/_history/1'),
  ),
  caught('a document without composition', 'invariant', /^Bundle/, (b) => (b.type = 'document')),
  caught('a message without header', 'invariant', /^Bundle/, (b) => (b.type = 'message')),
  caught(
    'a request without method',
    'structure',
    /^Bundle\.entry\[0\]\.request(\.method)?$/,
    (b) => delete b.entry[0].request.method,
  ),
  caught(
    'a request without url',
    'structure',
    /^Bundle\.entry\[0\]\.request(\.url)?$/,
    (b) => delete b.entry[0].request.url,
  ),
  caught(
    'a method that is none',
    ['structure', 'binding'],
    /^Bundle\.entry\[0\]\.request\.method$/,
    (b) => (b.entry[0].request.method = 'SEND'),
  ),
  caught('a PUT to another place', 'request-mismatch', /resource$/, (b) => (b.entry[1].request.url = 'Encounter/x')),
  caught('a POST to a place', 'request-mismatch', /resource$/, (b) => (b.entry[1].request.method = 'POST')),
  caught('one id twice', 'id-duplicate', /resource\.id$/, (b) => b.entry.push(structuredClone(b.entry[1]))),
  caught(
    'one fullUrl twice',
    ['full-url-duplicate', 'invariant'],
    /resource$|Bundle/,
    (b) => (b.entry[1].fullUrl = b.entry[0].fullUrl),
  ),
  caught(
    'a fullUrl of another resource',
    'full-url-mismatch',
    /resource$/,
    (b) => (b.entry[1].fullUrl = 'http://example.org/Patient/x'),
  ),
  caught(
    'a fullUrl that is relative',
    ['full-url-form', 'full-url-mismatch', 'structure'],
    /entry\[1\]/,
    (b) => (b.entry[1].fullUrl = `Encounter/${b.entry[1].resource.id}`),
  ),
  caught('an empty list of entries', 'structure', /^Bundle\.entry$/, (b) => (b.entry = [])),
  caught('an entry that is null', 'structure', /^Bundle\.entry(\[\d+\])?$/, (b) => b.entry.push(null)),
];

/** References that lead nowhere, or where they should not. */
export const REFERENCES: readonly Mutation[] = [
  caught(
    'a reference to nothing',
    'reference-unresolved',
    /hasMember\[0\](\.reference)?$/,
    (b) => (height(b).hasMember = [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }]),
  ),
  caught(
    'a reference to no resource of the bundle',
    'reference-unresolved',
    /encounter(\.reference)?$/,
    (b) => (height(b).encounter.reference = 'Encounter/none'),
  ),
  caught(
    'a reference to no contained resource',
    ['reference-unresolved', 'invariant'],
    /subject(\.reference)?$/,
    (b) => (height(b).subject.reference = '#x'),
  ),
  caught(
    'a reference that names nothing',
    'reference-form',
    /subject(\.reference)?$/,
    (b) => (height(b).subject.reference = 'the patient'),
  ),
  caught(
    'a reference by search',
    'reference-by-search',
    /serviceProvider(\.reference)?$/,
    (b) => (encounter(b).serviceProvider.reference = 'Organization?name=x'),
    'warning',
  ),
  caught(
    'a reference to a resource that does not exist',
    ['reference-form', 'reference-type', 'reference-unresolved'],
    /subject(\.reference)?$/,
    (b) => (height(b).subject.reference = 'Person2/x'),
  ),
  caught(
    'a reference of lower case',
    ['reference-form', 'reference-type', 'reference-unresolved'],
    /subject(\.reference)?$/,
    (b) => (height(b).subject.reference = height(b).subject.reference.toLowerCase()),
  ),
  caught(
    'a reference of an extension to nothing',
    'reference-unresolved',
    /extension\[0\]\.valueReference(\.reference)?$/,
    (b) => (height(b).extension = [{ url: 'http://example.org/x', valueReference: { reference: 'Observation/none' } }]),
  ),
  caught('a visit of another patient', 'encounter-other-patient', /encounter$/, (b) => addOtherPatient(b)),
];

/** Gives the visit of an observation to somebody else. */
function addOtherPatient(bundle: Loose): void {
  const other = { ...structuredClone(patient(bundle)), id: 'other', birthDate: '1950-01-01' };
  bundle.entry.push({
    fullUrl: 'http://example.org/Patient/other',
    resource: other,
    request: { method: 'PUT', url: 'Patient/other' },
  });
  const visit = height(bundle).encounter.reference.slice('Encounter/'.length);
  find(bundle, 'Encounter', ({ id }) => id === visit).subject.reference = 'Patient/other';
}

/** Defects that are not to be found, and why. */
export const UNFOUND: readonly Unfound[] = [
  {
    name: 'a value of another person',
    mutate: (b) => (height(b).valueQuantity.value = 172.3),
    reason: 'it is as sound as the right one',
  },
  {
    name: 'a code of LOINC that does not exist',
    mutate: (b) =>
      (find(b, 'Observation', ({ meta }) => meta === undefined).code.coding = [
        { system: 'http://loinc.org', code: '99999-9' },
      ]),
    reason: 'LOINC is not held; our modules are judged against valuesets/',
  },
  {
    name: 'another language of a text',
    mutate: (b) => (height(b).code.text = 'Körpergröße'),
    reason: 'texts may say what they like',
  },
  {
    name: 'a display of another language',
    mutate: (b) => (find(b, 'Procedure').code.coding[0].display = 'x'),
    reason: 'displays are judged of codes that valuesets/ holds',
  },
];
