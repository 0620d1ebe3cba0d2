import { find, type Loose } from '../bundles.ts';
import { caught, encounter, height, laboratory, type Mutation, patient, problem, vaccination } from './mutation.ts';

const narrative = (b: Loose, inner: string): void => {
  find(b, 'CarePlan').text.div = `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
};

/** Forms of primitives. */
const FORMS: readonly Mutation[] = [
  caught('a number as text', 'structure', /valueQuantity\.value$/, (b) => (height(b).valueQuantity.value = '1.5')),
  caught('a text as number', 'structure', /valueQuantity\.unit$/, (b) => (height(b).valueQuantity.unit = 5)),
  caught('a boolean as number', 'structure', /primarySource$/, (b) => (vaccination(b).primarySource = 1)),
  caught('a date as number', 'structure', /birthDate$/, (b) => (patient(b).birthDate = 1961)),
  caught('an empty text', 'structure', /name\[0\]\.family$/, (b) => (patient(b).name[0].family = '')),
  caught('a text of blanks', 'structure', /name\[0\]\.family$/, (b) => (patient(b).name[0].family = '  ')),
  caught('a control character', 'structure', /name\[0\]\.family$/, (b) => (patient(b).name[0].family = 'a\u0007b')),
  caught(
    'a dateTime without zone',
    'structure',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06-01T09:00:00'),
  ),
  caught(
    'a dateTime without seconds',
    'structure',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06-01T09:00-04:00'),
  ),
  caught(
    'a dateTime with a blank for T',
    'structure',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06-01 09:00:00-04:00'),
  ),
  caught(
    'an hour of 25',
    'structure',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06-01T25:00:00-04:00'),
  ),
  caught(
    'an offset of 15 hours',
    'structure',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06-01T09:00:00+15:00'),
  ),
  caught('a day that no month has', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '1961-04-31')),
  caught('a 29 February of a common year', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '1961-02-29')),
  caught('a month of 13', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '1961-13-01')),
  caught('a date in another order', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '31/03/1961')),
  caught('a date of one digit', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '1961-3-1')),
  caught('a date with a time', 'structure', /birthDate$/, (b) => (patient(b).birthDate = '1961-03-31T00:00:00Z')),
  caught('an instant without time', 'structure', /issued$/, (b) => (height(b).issued = '2020-06-01')),
  caught('an instant without zone', 'structure', /issued$/, (b) => (height(b).issued = '2020-06-01T09:00:00')),
  caught(
    'a positiveInt of 0',
    'structure',
    /doseNumberPositiveInt$/,
    (b) => (find(b, 'Immunization', (r) => r.protocolApplied).protocolApplied[0].doseNumberPositiveInt = 0),
  ),
  caught(
    'a positiveInt of 1.5',
    'structure',
    /doseNumberPositiveInt$/,
    (b) => (find(b, 'Immunization', (r) => r.protocolApplied).protocolApplied[0].doseNumberPositiveInt = 1.5),
  ),
  caught(
    'an unsignedInt below 0',
    'structure',
    /numberOfSeries$/,
    (b) => (find(b, 'ImagingStudy').numberOfSeries = -1),
  ),
  caught('an integer beyond 32 bits', 'structure', /height$/, (b) => (find(b, 'Media').height = 4_294_967_296)),
  caught('data that are not base64', 'structure', /content\.data$/, (b) => (find(b, 'Media').content.data = 'a*b=')),
  caught('base64 of a wrong length', 'structure', /content\.data$/, (b) => (find(b, 'Media').content.data = 'iVBOR')),
  caught('an id of an element with a blank', 'structure', /content\.id$/, (b) => (find(b, 'Media').content.id = ' ')),
  caught('an id with a forbidden character', 'structure', /resource\.id$/, (b) => (find(b, 'Media').id = 'a_b')),
  caught('an id of 65 characters', 'structure', /resource\.id$/, (b) => (find(b, 'Media').id = 'a'.repeat(65))),
  caught('an id that is a number', 'structure', /resource\.id$/, (b) => (find(b, 'Media').id = 7)),
  caught(
    'a code with a blank at its end',
    'structure',
    /code\.coding\[0\]\.code$/,
    (b) => (height(b).code.coding[0].code = '8302-2 '),
  ),
  caught(
    'a code with two blanks',
    'structure',
    /code\.coding\[0\]\.code$/,
    (b) => (height(b).code.coding[0].code = 'a  b'),
  ),
  caught(
    'a uri with a blank',
    'structure',
    /code\.coding\[0\]\.system$/,
    (b) => (laboratory(b).code.coding[0].system = 'http://loinc.org /x'),
  ),
  caught('an oid of a wrong form', 'structure', /valueOid$/, (b) =>
    patient(b).extension.push({ url: 'http://example.org/x', valueOid: 'urn:oid:9.1' }),
  ),
  caught('a uuid of a wrong form', 'structure', /valueUuid$/, (b) =>
    patient(b).extension.push({ url: 'http://example.org/x', valueUuid: 'urn:uuid:12' }),
  ),
  caught('a time with a zone', 'structure', /valueTime$/, (b) =>
    patient(b).extension.push({ url: 'http://example.org/x', valueTime: '10:00:00Z' }),
  ),
  caught('a time of 24 hours', 'structure', /valueTime$/, (b) =>
    patient(b).extension.push({ url: 'http://example.org/x', valueTime: '24:00:00' }),
  ),
  caught('a version id that is none', 'structure', /meta\.versionId$/, (b) => (height(b).meta.versionId = 'a b')),
];

/** Narratives. */
const NARRATIVES: readonly Mutation[] = [
  caught(
    'a narrative that is no div',
    ['structure', 'invariant'],
    /text\.div$/,
    (b) => (find(b, 'CarePlan').text.div = '<p>x</p>'),
  ),
  caught(
    'a narrative that is text alone',
    ['structure', 'invariant'],
    /text\.div$/,
    (b) => (find(b, 'CarePlan').text.div = 'x'),
  ),
  caught(
    'a narrative of no namespace',
    ['structure', 'invariant'],
    /text\.div$/,
    (b) => (find(b, 'CarePlan').text.div = '<div>x</div>'),
  ),
  caught('a narrative with a script', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<script>x</script>'),
  ),
  caught('a narrative with an event', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<p onclick="x()">x</p>'),
  ),
  caught('a narrative with a form', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<form><input/></form>'),
  ),
  caught('a narrative with a frame', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<iframe src="x">x</iframe>'),
  ),
  caught('a narrative with a link that runs something', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<a href="javascript:x()">x</a>'),
  ),
  caught('a narrative that is not well-formed', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<p>x<br></p>'),
  ),
  caught('a narrative with crossed elements', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, '<b><i>x</b></i>'),
  ),
  caught('a narrative with a bare ampersand', ['structure', 'invariant'], /text\.div$/, (b) => narrative(b, 'x & y')),
  caught('a narrative with an entity of HTML', ['structure', 'invariant'], /text\.div$/, (b) =>
    narrative(b, 'x&nbsp;y'),
  ),
  caught('a narrative without content', ['structure', 'invariant'], /text\.div$/, (b) => narrative(b, ' ')),
];

/** Times in an order that cannot be. */
const TIMES: readonly Mutation[] = [
  caught(
    'a period that runs backwards',
    ['invariant', 'period-reversed'],
    /resource\.period$/,
    (b) => (encounter(b).period.end = '2020-05-01T09:00:00-04:00'),
  ),
  caught(
    'a period that runs backwards in another zone',
    ['invariant', 'period-reversed'],
    /resource\.period$/,
    (b) => (encounter(b).period.end = '2020-06-01T13:59:00+02:00'),
  ),
  caught(
    'an event before birth',
    'before-birth',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '1961-03-30T23:59:59-05:00'),
  ),
  caught('an onset before birth', 'before-birth', /onsetDateTime$/, (b) => (problem(b).onsetDateTime = '1950-01-01')),
  caught(
    'an event after death',
    'after-death',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2022-02-06T22:00:01-05:00'),
  ),
  caught(
    'a visit after death',
    'after-death',
    /period\.end$/,
    (b) => (find(b, 'Encounter', (r) => r.class.code === 'IMP').period.end = '2022-02-07T22:00:00-05:00'),
  ),
  caught(
    'a death before birth',
    ['before-birth', 'death-before-birth', 'after-death'],
    /deceasedDateTime$|period\.start$/,
    (b) => (patient(b).deceasedDateTime = '1960-01-01'),
  ),
  caught(
    'an event outside of its visit',
    'outside-encounter',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2021-06-01T09:00:00-04:00'),
    'warning',
  ),
];

export const PRIMITIVES: readonly Mutation[] = [...FORMS, ...NARRATIVES, ...TIMES];
