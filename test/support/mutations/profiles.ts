import { find } from '../bundles.ts';
import {
  absent,
  birthSex,
  caught,
  diagnosis,
  encounter,
  ethnicity,
  height,
  laboratory,
  type Mutation,
  OMB,
  order,
  patient,
  pressure,
  problem,
  race,
  report,
  smoking,
  US_CORE,
  unclaimed,
} from './mutation.ts';

const PROFILE = ['profile', 'invariant'];
const CARDINALITY: readonly Mutation[] = [
  caught('no gender, which the profile asks for', 'profile', /resource(\.gender)?$/, (b) => delete patient(b).gender),
  caught('no name, which the profile asks for', 'profile', /resource(\.name)?$/, (b) => delete patient(b).name),
  caught(
    'no identifier, which the profile asks for',
    'profile',
    /resource(\.identifier)?$/,
    (b) => delete patient(b).identifier,
  ),
  caught(
    'an identifier without system',
    'profile',
    /identifier\[0\](\.system)?$/,
    (b) => delete patient(b).identifier[0].system,
  ),
  caught(
    'an identifier without value',
    'profile',
    /identifier\[0\](\.value)?$/,
    (b) => delete patient(b).identifier[0].value,
  ),
  caught('no type of a visit', 'profile', /resource(\.type)?$/, (b) => delete encounter(b).type),
  caught('no subject of a visit', 'profile', /resource(\.subject)?$/, (b) => delete encounter(b).subject),
  caught('no category of a problem', 'profile', /resource(\.category.*)?$/, (b) => delete problem(b).category),
  caught('no code of a problem', 'profile', /resource(\.code)?$/, (b) => delete problem(b).code),
  caught('no requester of an order', PROFILE, /resource(\.requester)?$/, (b) => delete order(b).requester),
  caught('no subject of an order', ['profile', 'structure'], /resource(\.subject)?$/, (b) => delete order(b).subject),
  caught(
    'no time of a procedure that was completed',
    'invariant',
    /resource$/,
    (b) => delete find(b, 'Procedure', ({ status }) => status === 'completed').performedPeriod,
  ),
  caught(
    'no text of a race',
    'profile',
    /extension\[0\](\.extension.*)?$/,
    (b) => (race(b).extension = [{ url: 'ombCategory', valueCoding: { system: OMB, code: '2106-3' } }]),
  ),
  caught('two birth sexes', 'profile', /resource(\.extension.*)?$/, (b) => patient(b).extension.push(birthSex(b))),
  caught('two texts of an ethnicity', 'profile', /extension\[1\](\.extension.*)?$/, (b) =>
    ethnicity(b).extension.push(ethnicity(b).extension[1]),
  ),
  caught(
    'no description of a goal',
    ['structure', 'profile'],
    /resource(\.description)?$/,
    (b) => delete find(b, 'Goal').description,
  ),
  caught('no time of a report that is final', 'invariant', /resource$/, (b) => delete report(b).effectiveDateTime),
  caught('no issue of a report that is final', 'invariant', /resource$/, (b) => delete report(b).issued),
];

const SLICES: readonly Mutation[] = [
  caught(
    'no vital-signs category of a vital sign',
    PROFILE,
    /resource(\.category.*)?$/,
    (b) => (height(b).category[0].coding[0].code = 'laboratory'),
  ),
  caught('no systolic pressure', PROFILE, /resource(\.component.*)?$/, (b) => pressure(b).component.splice(1, 1)),
  caught('two diastolic pressures', PROFILE, /resource(\.component.*)?$/, (b) =>
    pressure(b).component.push(pressure(b).component[0]),
  ),
  caught(
    'another code of a profile with one',
    'profile',
    /resource\.code/,
    (b) => (height(b).code.coding[0].code = '29463-7'),
  ),
  caught(
    'another unit system of a vital sign',
    PROFILE,
    /valueQuantity(\.system)?$/,
    (b) => (height(b).valueQuantity.system = 'http://example.org/units'),
  ),
  caught(
    'no unit code of a vital sign',
    PROFILE,
    /valueQuantity(\.code)?$/,
    (b) => delete height(b).valueQuantity.code,
  ),
  caught(
    'a unit of another kind in a component',
    ['profile', 'binding'],
    /component\[0\]\.valueQuantity(\.code)?$/,
    (b) => (pressure(b).component[0].valueQuantity.code = 'kPa'),
  ),
  caught('a value of a type that the profile does not have', ['profile', 'structure'], /resource(\.value.*)?$/, (b) => {
    const resource = height(b);
    delete resource.valueQuantity;
    resource.valueString = 'tall';
  }),
  caught('no assessment category of a care plan', 'profile', /resource(\.category.*)?$/, (b) =>
    find(b, 'CarePlan').category.shift(),
  ),
  caught(
    'no laboratory category of a report',
    'profile',
    /resource(\.category.*)?$/,
    (b) => (report(b).category[0].coding[0].code = 'RAD'),
  ),
  caught(
    'an extension that the extension does not have',
    ['profile', 'structure'],
    /extension\[0\](\.extension.*)?$/,
    (b) => race(b).extension.push({ url: 'colour', valueString: 'x' }),
  ),
  caught(
    'a category that no slice of the profile has',
    ['profile', 'binding'],
    /resource(\.category.*)?$/,
    (b) => (problem(b).category[0].coding[0].code = 'wish'),
  ),
];

const BINDINGS: readonly Mutation[] = [
  caught(
    'a code of no required value set',
    ['structure', 'binding'],
    /resource\.gender$/,
    (b) => (patient(b).gender = 'F'),
  ),
  caught(
    'a code written large',
    ['structure', 'binding'],
    /resource\.status$/,
    (b) => (encounter(b).status = 'Finished'),
  ),
  caught(
    'a required code of a part',
    ['structure', 'binding'],
    /telecom\[0\]\.system$/,
    (b) => (patient(b).telecom[0].system = 'telephone'),
  ),
  caught(
    'a required concept of another set',
    'binding',
    /clinicalStatus/,
    (b) => (problem(b).clinicalStatus.coding[0].code = 'better'),
  ),
  caught(
    'a required concept of another system',
    'binding',
    /clinicalStatus/,
    (b) => (problem(b).clinicalStatus.coding[0].system = 'http://example.org/status'),
  ),
  caught(
    'a required concept without a code',
    'binding',
    /clinicalStatus/,
    (b) => (problem(b).clinicalStatus = { text: 'active' }),
  ),
  caught(
    'a required concept of another resource',
    'binding',
    /verificationStatus/,
    (b) =>
      (problem(b).verificationStatus.coding[0].system =
        'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'),
  ),
  caught('a race of no category', ['binding', 'profile'], /extension\[0\]/, (b) =>
    race(b).extension.push({ url: 'ombCategory', valueCoding: { system: OMB, code: '9999-9' } }),
  ),
  caught('a race of another system', ['binding', 'profile'], /extension\[0\]/, (b) =>
    race(b).extension.push({ url: 'ombCategory', valueCoding: { system: 'http://example.org/race', code: '2106-3' } }),
  ),
  caught(
    'an ethnicity of no category',
    ['binding', 'profile'],
    /extension\[1\]/,
    (b) => (ethnicity(b).extension[0].valueCoding.code = '2106-3'),
  ),
  caught('a birth sex of no set', ['binding', 'profile'], /extension\[2\]/, (b) => (birthSex(b).valueCode = 'male')),
  caught(
    'a unit that is no UCUM',
    ['profile', 'binding'],
    /valueQuantity(\.code)?$/,
    (b) => (height(b).valueQuantity.code = 'centimeters'),
  ),
  caught(
    'a language that is none',
    ['binding', 'structure'],
    /resource\.language$/,
    (b) => (height(b).language = 'english language'),
  ),
  caught(
    'a media type that is none',
    ['binding', 'structure'],
    /content\.contentType$/,
    (b) => (find(b, 'Media').content.contentType = 'picture'),
  ),
  caught(
    'a smoking status of the wrong system',
    'binding',
    /valueCodeableConcept/,
    (b) => (smoking(b).valueCodeableConcept.coding[0].system = 'http://example.org/smoking'),
  ),
  caught(
    'a visit of an extensible class',
    'binding',
    /resource\.class$/,
    (b) => (encounter(b).class.code = 'HUP'),
    'warning',
  ),
  caught(
    'an absence of an extensible reason',
    'binding',
    /dataAbsentReason/,
    (b) => (absent(b).dataAbsentReason.coding[0].code = 'lost'),
    'warning',
  ),
  caught(
    'an unknown code of a known system',
    ['code-unknown', 'binding'],
    /category\[0\]/,
    (b) =>
      unclaimed(b).category[0].coding.push({
        system: 'http://terminology.hl7.org/CodeSystem/observation-category',
        code: 'vitals',
      }),
    'error',
  ),
  caught(
    'a display of HL7 that is of another code',
    'display',
    /category\[0\]\.coding\[0\]/,
    (b) => (height(b).category[0].coding[0].display = 'Laboratory'),
    'warning',
  ),
  caught(
    'a display that is of another code',
    'display',
    /code\.coding\[0\]/,
    (b) => (height(b).code.coding[0].display = 'Body weight'),
    'warning',
  ),
];

const CLAIMS: readonly Mutation[] = [
  caught(
    'a profile of another type',
    ['profile', 'unknown-profile'],
    /resource(\.meta.*)?$/,
    (b) => (height(b).meta.profile = [`${US_CORE}/us-core-patient`]),
  ),
  caught(
    'a profile that nobody knows',
    'unknown-profile',
    /resource(\.meta.*)?$/,
    (b) => (height(b).meta.profile = ['http://example.org/StructureDefinition/x']),
    'warning',
  ),
  caught(
    'a claim of a profile that does not fit',
    PROFILE,
    /resource/,
    (b) => (laboratory(b).meta.profile = [`${US_CORE}/us-core-blood-pressure`]),
  ),
  caught('a claim of R4 vital signs that does not fit', PROFILE, /resource/, (b) => {
    laboratory(b).meta.profile = ['http://hl7.org/fhir/StructureDefinition/vitalsigns'];
  }),
  caught('a claim of another version that does not fit', PROFILE, /resource/, (b) => {
    find(b, 'Goal').meta.profile = [`${US_CORE}/us-core-patient|3.1.1`];
  }),
  caught(
    'a claim that is a name',
    ['structure', 'unknown-profile'],
    /meta\.profile(\[0\])?$/,
    (b) => (height(b).meta.profile = 'us-core'),
  ),
];

const TARGETS: readonly Mutation[] = [
  caught(
    'a reference to a wrong type',
    'reference-type',
    /subject(\.reference)?$/,
    (b) => (height(b).subject.reference = `Encounter/${encounter(b).id}`),
  ),
  caught(
    'a reference that the profile does not have',
    ['reference-type', 'profile'],
    /subject(\.reference)?$/,
    (b) => (problem(b).subject.reference = 'Group/x'),
  ),
  caught(
    'a reference of a type that says otherwise',
    ['reference-type', 'profile', 'reference-mismatch'],
    /subject(\.type|\.reference)?$/,
    (b) => (height(b).subject.type = 'Practitioner'),
  ),
  caught(
    'a wrong type inside of a part',
    'reference-type',
    /individual(\.reference)?$/,
    (b) => (encounter(b).participant[0].individual.reference = `Patient/${patient(b).id}`),
  ),
  caught(
    'an abatement by a resource',
    'structure',
    /abatement/,
    (b) => (diagnosis(b).abatementReference = { reference: 'Encounter/x' }),
  ),
];

export const PROFILES: readonly Mutation[] = [...CARDINALITY, ...SLICES, ...BINDINGS, ...CLAIMS, ...TARGETS];
