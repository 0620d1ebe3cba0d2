import { find, type Loose } from '../bundles.ts';
import {
  absent,
  caught,
  diagnosis,
  encounter,
  height,
  laboratory,
  type Mutation,
  order,
  patient,
  pressure,
  problem,
} from './mutation.ts';

const contain = (b: Loose, contained: Loose[], reference?: string): void => {
  problem(b).contained = contained;
  if (reference !== undefined) problem(b).asserter = { reference };
};

const PRACTITIONER = { resourceType: 'Practitioner', id: 'a' };

/** What elements must say of each other. */
const BETWEEN: readonly Mutation[] = [
  caught('obs-6: a value and a reason for none', 'invariant', /resource$/, (b) => (absent(b).valueString = 'x')),
  caught('obs-7: a component of the code of the whole', 'invariant', /resource$/, (b) => {
    height(b).component = [{ code: height(b).code, valueQuantity: height(b).valueQuantity }];
  }),
  caught(
    'obs-3: a reference range of nothing',
    'invariant',
    /referenceRange\[0\]$/,
    (b) => (height(b).referenceRange = [{ appliesTo: [{ text: 'x' }] }]),
  ),
  caught('vs-2: a vital sign without value', 'invariant', /resource$/, (b) => delete height(b).valueQuantity),
  caught(
    'vs-3: a component without value',
    'invariant',
    /component\[0\]$/,
    (b) => delete pressure(b).component[0].valueQuantity,
  ),
  caught(
    'vs-1: a vital sign of a month',
    'invariant',
    /effectiveDateTime$/,
    (b) => (height(b).effectiveDateTime = '2020-06'),
  ),
  caught('vs-1: a vital sign of a period', 'invariant', /effectivePeriod$/, (b) => {
    const resource = height(b);
    delete resource.effectiveDateTime;
    resource.effectivePeriod = { start: '2020-06-01T09:00:00-04:00' };
  }),
  caught('us-core-2: a result without value', 'invariant', /resource$/, (b) => delete laboratory(b).valueQuantity),
  caught(
    'us-core-3: a result of a foreign unit',
    'invariant',
    /resource(\.valueQuantity)?$/,
    (b) => (laboratory(b).valueQuantity.system = 'http://example.org/units'),
  ),
  caught(
    'us-core-6: a name of nobody',
    'invariant',
    /name\[0\]$/,
    (b) => (patient(b).name = [{ use: 'official', text: 'x' }]),
  ),
  caught(
    'con-4: an abatement of what is active',
    'invariant',
    /resource$/,
    (b) => (diagnosis(b).clinicalStatus.coding[0].code = 'active'),
  ),
  caught(
    'con-5: a status of what was an error',
    'invariant',
    /resource$/,
    (b) => (problem(b).verificationStatus.coding[0].code = 'entered-in-error'),
  ),
  caught(
    'con-2: an evidence of nothing',
    ['invariant', 'structure'],
    /evidence\[0\]$/,
    (b) => (problem(b).evidence = [{ id: 'x' }]),
  ),
  caught(
    'ait-1: an allergy without status',
    'invariant',
    /resource$/,
    (b) => delete find(b, 'AllergyIntolerance').clinicalStatus,
  ),
  caught(
    'ait-2: a status of an allergy that was an error',
    'invariant',
    /resource$/,
    (b) => (find(b, 'AllergyIntolerance').verificationStatus.coding[0].code = 'entered-in-error'),
  ),
  caught(
    'pat-1: a contact of nothing',
    'invariant',
    /contact\[0\]$/,
    (b) => (patient(b).contact = [{ gender: 'female' }]),
  ),
  caught(
    'cpl-3: an activity of two forms',
    'invariant',
    /activity\[0\]$/,
    (b) => (find(b, 'CarePlan').activity[0].reference = { reference: `MedicationRequest/${order(b).id}` }),
  ),
  caught(
    'gol-1: a target without measure',
    'invariant',
    /target\[0\]$/,
    (b) => (find(b, 'Goal').target = [{ detailString: 'x' }]),
  ),
  caught(
    'imm-1: an education of nothing',
    'invariant',
    /education\[0\]$/,
    (b) => (find(b, 'Immunization').education = [{ publicationDate: '2020' }]),
  ),
  caught(
    'mad-1: a dosage without dose',
    'invariant',
    /dosage$/,
    (b) => (find(b, 'MedicationAdministration').dosage = { text: 'x' }),
  ),
];

/** What the types of data ask of themselves. */
const OF_TYPES: readonly Mutation[] = [
  caught(
    'per-1: a period of an order',
    ['invariant', 'period-reversed'],
    /validityPeriod$/,
    (b) => (order(b).dispenseRequest = { validityPeriod: { start: '2020-06-01', end: '2020-05-01' } }),
  ),
  caught(
    'qty-3: a code without system',
    ['invariant', 'profile'],
    /valueQuantity(\.system)?$/,
    (b) => delete laboratory(b).valueQuantity.system,
  ),
  caught(
    'sqty-1: a comparator of a simple quantity',
    ['invariant', 'profile', 'structure'],
    /low(\.comparator)?$/,
    (b) => (height(b).referenceRange = [{ low: { value: 1, comparator: '<' } }]),
  ),
  caught('rng-2: a range upside down', 'invariant', /ageRange|onsetRange$/, (b) => {
    delete problem(b).onsetDateTime;
    problem(b).onsetRange = { low: age(9), high: age(8) };
  }),
  caught('age-1: an age without unit', 'invariant', /onsetAge$/, (b) => {
    delete problem(b).onsetDateTime;
    problem(b).onsetAge = { value: 9 };
  }),
  caught('rat-1: a ratio of one', 'invariant', /valueRatio$/, (b) => {
    delete laboratory(b).valueQuantity;
    laboratory(b).valueRatio = { numerator: { value: 1 } };
  }),
  caught('att-1: data without media type', 'invariant', /content$/, (b) => delete find(b, 'Media').content.contentType),
  caught(
    'cpt-2: a contact without system',
    ['invariant', 'profile'],
    /telecom\[0\](\.system)?$/,
    (b) => delete patient(b).telecom[0].system,
  ),
  caught(
    'tim-1: a duration without unit',
    'invariant',
    /timing\.repeat$/,
    (b) => (order(b).dosageInstruction = [{ timing: { repeat: { duration: 1 } } }]),
  ),
  caught(
    'tim-2: a period without unit',
    'invariant',
    /timing\.repeat$/,
    (b) => (order(b).dosageInstruction = [{ timing: { repeat: { period: 1 } } }]),
  ),
  caught(
    'tim-5: a period below 0',
    'invariant',
    /timing\.repeat$/,
    (b) => (order(b).dosageInstruction = [{ timing: { repeat: { period: -1, periodUnit: 'd' } } }]),
  ),
  caught(
    'tim-9: an offset of no meal',
    'invariant',
    /timing\.repeat$/,
    (b) => (order(b).dosageInstruction = [{ timing: { repeat: { offset: 30 } } }]),
  ),
  caught(
    'tim-10: a time and a meal',
    'invariant',
    /timing\.repeat$/,
    (b) => (order(b).dosageInstruction = [{ timing: { repeat: { timeOfDay: ['10:00:00'], when: ['MORN'] } } }]),
  ),
];

function age(value: number): Loose {
  return { value, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' };
}

/** What is contained. */
const CONTAINED: readonly Mutation[] = [
  caught('dom-3: a contained resource that nobody refers to', 'invariant', /resource$/, (b) =>
    contain(b, [PRACTITIONER]),
  ),
  caught('dom-4: a contained resource with a version', 'invariant', /resource$/, (b) =>
    contain(b, [{ ...PRACTITIONER, meta: { versionId: '1' } }], '#a'),
  ),
  caught('dom-5: a contained resource with a security label', 'invariant', /resource$/, (b) =>
    contain(
      b,
      [
        {
          ...PRACTITIONER,
          meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] },
        },
      ],
      '#a',
    ),
  ),
  caught(
    'ref-1: a reference to no contained resource',
    ['invariant', 'reference-unresolved'],
    /asserter(\.reference)?$/,
    (b) => contain(b, [PRACTITIONER], '#b'),
  ),
  caught('a contained resource of a wrong type', 'reference-type', /asserter(\.reference)?$/, (b) =>
    contain(b, [{ resourceType: 'Organization', id: 'a', name: 'x' }], '#a'),
  ),
  caught(
    'two contained resources of one id',
    ['structure', 'invariant', 'id-duplicate'],
    /resource(\.contained.*)?$/,
    (b) => contain(b, [PRACTITIONER, PRACTITIONER], '#a'),
  ),
  caught('a contained resource without id', ['structure', 'invariant'], /resource(\.contained.*)?$/, (b) =>
    contain(b, [{ resourceType: 'Practitioner', active: true }]),
  ),
  caught('org-1: a contained organization of nothing', 'invariant', /contained\[0\]$/, (b) => {
    encounter(b).contained = [{ resourceType: 'Organization', id: 'a', active: true }];
    encounter(b).serviceProvider = { reference: '#a' };
  }),
  caught('a contained resource with a fault of its profile', ['profile', 'invariant'], /contained\[0\]/, (b) => {
    encounter(b).contained = [
      {
        resourceType: 'Organization',
        id: 'a',
        name: 'x',
        meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-organization'] },
      },
    ];
    encounter(b).serviceProvider = { reference: '#a' };
  }),
];

export const INVARIANTS: readonly Mutation[] = [...BETWEEN, ...OF_TYPES, ...CONTAINED];
