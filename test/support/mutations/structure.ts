import { find } from '../bundles.ts';
import {
  caught,
  encounter,
  height,
  type Mutation,
  order,
  patient,
  pressure,
  problem,
  report,
  vaccination,
} from './mutation.ts';

/** What an element may hold and how often, by the definition of its type. */
export const STRUCTURE: readonly Mutation[] = [
  caught('an unknown element', 'structure', /resource(\.colour)?$/, (b) => (height(b).colour = 'red')),
  caught(
    'an unknown element in a type of data',
    'structure',
    /name\[0\](\.surname)?$/,
    (b) => (patient(b).name[0].surname = 'x'),
  ),
  caught(
    'an element of another resource',
    'structure',
    /resource(\.onsetDateTime)?$/,
    (b) => (height(b).onsetDateTime = '2020'),
  ),
  caught('an element written large', 'structure', /resource(\.Gender)?$/, (b) => (patient(b).Gender = 'male')),
  caught('a required object missing', ['structure', 'profile'], /resource(\.code)?$/, (b) => delete height(b).code),
  caught(
    'a required primitive missing',
    ['structure', 'profile'],
    /resource(\.status)?$/,
    (b) => delete height(b).status,
  ),
  caught(
    'a required element of a part missing',
    ['structure', 'profile'],
    /participant\[0\](\.status)?$|\[0\]/,
    (b) => (encounter(b).statusHistory = [{ period: { start: '2020' } }]),
  ),
  caught(
    'a required choice missing',
    ['structure', 'profile'],
    /resource(\.medication.*)?$/,
    (b) => delete order(b).medicationCodeableConcept,
  ),
  caught('two values of one choice', 'structure', /resource(\.value.*)?$/, (b) => (height(b).valueString = 'x')),
  caught('a choice of a type that it does not have', 'structure', /resource(\.value.*)?$/, (b) => {
    height(b).valueDecimal = 1;
    delete height(b).valueQuantity;
  }),
  caught('a choice without its type', 'structure', /resource(\.value.*)?$/, (b) => {
    height(b).value = 1;
    delete height(b).valueQuantity;
  }),
  caught('an array where one belongs', 'structure', /resource\.code$/, (b) => (height(b).code = [height(b).code])),
  caught(
    'one where an array belongs',
    'structure',
    /resource\.category$/,
    (b) => (height(b).category = height(b).category[0]),
  ),
  caught(
    'a primitive where an array of them belongs',
    'structure',
    /name\[0\]\.given$/,
    (b) => (patient(b).name[0].given = 'Ana'),
  ),
  caught(
    'an array in an array',
    'structure',
    /resource\.category(\[0\])?$/,
    (b) => (height(b).category = [height(b).category]),
  ),
  caught('an empty array', 'structure', /resource\.category$/, (b) => (height(b).category = [])),
  caught('an empty object', ['structure', 'invariant'], /resource\.subject$/, (b) => (height(b).subject = {})),
  caught(
    'an object of an id alone',
    ['structure', 'invariant'],
    /resource\.subject$/,
    (b) => (height(b).subject = { id: 'x' }),
  ),
  caught('null for a value', 'structure', /resource\.issued$/, (b) => (height(b).issued = null)),
  caught('null for an object', 'structure', /resource\.encounter$/, (b) => (height(b).encounter = null)),
  caught('null in an array of objects', 'structure', /resource\.category(\[1\])?$/, (b) =>
    height(b).category.push(null),
  ),
  caught('null in an array of primitives with nothing beside it', 'structure', /name\[0\]\.given(\[1\])?$/, (b) =>
    patient(b).name[0].given.push(null),
  ),
  caught('a text where an object belongs', 'structure', /resource\.subject$/, (b) => (height(b).subject = 'Patient/x')),
  caught(
    'an object where a text belongs',
    'structure',
    /resource\.status$/,
    (b) => (height(b).status = { code: 'final' }),
  ),
  caught('a number where an object belongs', 'structure', /resource\.code$/, (b) => (height(b).code = 7)),
  caught(
    'a fault in a part of a part',
    'structure',
    /component\[1\]\.valueQuantity(\.colour)?$/,
    (b) => (pressure(b).component[1].valueQuantity.colour = 'red'),
  ),
  caught(
    'a resource type that is none',
    ['structure', 'resource-type', 'not-judged', 'not-fhir'],
    /resource/,
    (b) => (height(b).resourceType = 'Observatoin'),
  ),
  caught(
    'the type of another resource',
    ['structure', 'profile'],
    /resource/,
    (b) => (height(b).resourceType = 'Condition'),
  ),
  caught('a resource without type', ['structure', 'not-fhir'], /entry\[\d+\]/, (b) => delete height(b).resourceType),
  caught('a fault in a contained resource', ['structure', 'binding'], /contained\[0\]\.gender$/, (b) => {
    height(b).contained = [{ resourceType: 'Patient', id: 'p', gender: 'F' }];
    height(b).focus = [{ reference: '#p' }];
  }),
  caught('a contained resource of unknown type', ['structure', 'not-judged', 'not-fhir'], /contained\[0\]/, (b) => {
    height(b).contained = [{ resourceType: 'Patientt', id: 'p' }];
    height(b).focus = [{ reference: '#p' }];
  }),
  caught('what is beside no primitive', 'structure', /resource\._?subject$/, (b) => (height(b)._subject = { id: 'x' })),
  caught(
    'what is beside a primitive and says nothing',
    ['structure', 'invariant'],
    /resource\._?status$/,
    (b) => (height(b)._status = {}),
  ),
  caught(
    'what is beside a primitive and is no object',
    'structure',
    /resource\._?status$/,
    (b) => (height(b)._status = 'final'),
  ),
  caught(
    'what is beside a list of primitives and is none',
    'structure',
    /name\[0\]\._?given$/,
    (b) => (patient(b).name[0]._given = { id: 'x' }),
  ),
  caught(
    'what is beside more primitives than there are',
    'structure',
    /name\[0\]\._?given/,
    (b) => (patient(b).name[0]._given = [null, null]),
  ),
  caught(
    'an unknown element beside a primitive',
    'structure',
    /resource\._?birthDate/,
    (b) => (patient(b)._birthDate = { colour: 'red' }),
  ),
  caught(
    'a modifier extension in a type of data',
    'structure',
    /name\[0\](\.modifierExtension)?$/,
    (b) => (patient(b).name[0].modifierExtension = [{ url: 'http://example.org/x', valueBoolean: true }]),
  ),
  caught(
    'too many of a part',
    ['structure', 'profile'],
    /resource\.period$/,
    (b) => (encounter(b).period = [encounter(b).period, encounter(b).period]),
  ),
  caught(
    'a coding in place of a concept',
    'structure',
    /resource\.code(\.system|\.code|\.display)?$/,
    (b) => (report(b).code = report(b).code.coding[0]),
  ),
  caught(
    'a concept in place of a coding',
    'structure',
    /resource\.class(\.coding|\.text)?$/,
    (b) => (encounter(b).class = { coding: [encounter(b).class] }),
  ),
  caught(
    'a narrative without status',
    'structure',
    /resource\.text(\.status)?$/,
    (b) => delete find(b, 'CarePlan').text.status,
  ),
  caught(
    'a narrative without text',
    'structure',
    /resource\.text(\.div)?$/,
    (b) => delete find(b, 'CarePlan').text.div,
  ),
  caught(
    'a required boolean as text',
    'structure',
    /resource\.primarySource$/,
    (b) => (vaccination(b).primarySource = 'true'),
  ),
  caught(
    'a contained resource in a contained one',
    ['structure', 'invariant'],
    /resource(\.contained\[0\].*)?$/,
    (b) => {
      problem(b).contained = [
        { resourceType: 'Practitioner', id: 'a', contained: [{ resourceType: 'Organization', id: 'b', name: 'x' }] },
      ];
      problem(b).asserter = { reference: '#a' };
    },
  ),
];
