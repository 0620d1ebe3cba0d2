import type { Loose } from '../bundles.ts';
import { caught, type Mutation } from './mutation.ts';

/** Puts a resource of a type that is not written yet in place of the first. */
function put(resource: Loose): (bundle: Loose) => void {
  return (bundle) => {
    const url = `${resource.resourceType}/x`;
    bundle.entry.push({
      fullUrl: `http://example.org/${url}`,
      resource: { id: 'x', ...resource },
      request: { method: 'PUT', url },
    });
  };
}

const patient = { reference: 'Patient/00000007-0000-8000-8000-000000000000' };
const text = (words: string) => ({ text: words });

/** Of types that the program does not write: all of R4 are judged. */
export const OTHERS: readonly Mutation[] = [
  caught(
    'mdd-1: a drug handed over before it was prepared',
    'invariant',
    /resource$/,
    put({
      resourceType: 'MedicationDispense',
      status: 'completed',
      medicationCodeableConcept: text('x'),
      whenPrepared: '2020-02-02',
      whenHandedOver: '2020-02-01',
    }),
  ),
  caught(
    'app-2: an appointment that starts and does not end',
    'invariant',
    /resource$/,
    put({
      resourceType: 'Appointment',
      status: 'booked',
      start: '2020-01-01T10:00:00Z',
      participant: [{ actor: patient, status: 'accepted' }],
    }),
  ),
  caught(
    'app-3: an appointment without time',
    'invariant',
    /resource$/,
    put({ resourceType: 'Appointment', status: 'booked', participant: [{ actor: patient, status: 'accepted' }] }),
  ),
  caught(
    'an appointment of nobody',
    'structure',
    /resource(\.participant)?$/,
    put({ resourceType: 'Appointment', status: 'proposed' }),
  ),
  caught(
    'grp-1: members of a group of nobody in particular',
    'invariant',
    /resource$/,
    put({ resourceType: 'Group', type: 'person', actual: false, member: [{ entity: patient }] }),
  ),
  caught(
    'fhs-1: an age and a birth of a relative',
    'invariant',
    /resource$/,
    put({
      resourceType: 'FamilyMemberHistory',
      status: 'completed',
      patient,
      relationship: text('mother'),
      ageString: '50',
      bornString: '1970',
    }),
  ),
  caught(
    'qrs-1: an answer with more items',
    'invariant',
    /item\[0\]$/,
    put({
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [{ linkId: '1', answer: [{ valueString: 'x' }], item: [{ linkId: '2' }] }],
    }),
  ),
  caught(
    'a response without status',
    'structure',
    /resource(\.status)?$/,
    put({ resourceType: 'QuestionnaireResponse' }),
  ),
  caught(
    'que-2: two questions of one link id',
    'invariant',
    /resource$/,
    put({
      resourceType: 'Questionnaire',
      status: 'draft',
      name: 'X',
      item: [
        { linkId: '1', type: 'string' },
        { linkId: '1', type: 'string' },
      ],
    }),
  ),
  caught(
    'que-1: a group without questions',
    'invariant',
    /item\[0\]$/,
    put({ resourceType: 'Questionnaire', status: 'draft', name: 'X', item: [{ linkId: '1', type: 'group' }] }),
  ),
  caught(
    'inv-1: a task changed before it was written',
    'invariant',
    /resource$/,
    put({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      authoredOn: '2020-02-01',
      lastModified: '2020-01-01',
    }),
  ),
  caught(
    'lst-1: a list that is empty and is not',
    'invariant',
    /resource$/,
    put({
      resourceType: 'List',
      status: 'current',
      mode: 'working',
      entry: [{ item: patient }],
      emptyReason: text('x'),
    }),
  ),
  caught(
    'cmp-1: a section of nothing',
    'invariant',
    /section\[0\]$/,
    put({
      resourceType: 'Composition',
      status: 'final',
      type: text('x'),
      date: '2020',
      author: [patient],
      title: 'x',
      section: [{ title: 'x' }],
    }),
  ),
  caught(
    'vsd-1: a value set that includes nothing',
    'invariant',
    /include\[0\]$/,
    put({ resourceType: 'ValueSet', status: 'draft', name: 'X', compose: { include: [{ version: '1' }] } }),
  ),
  caught(
    'csd-1: two concepts of one code',
    'invariant',
    /resource$/,
    put({
      resourceType: 'CodeSystem',
      status: 'draft',
      name: 'X',
      content: 'complete',
      concept: [{ code: 'a' }, { code: 'b', concept: [{ code: 'a' }] }],
    }),
  ),
  caught(
    'inv-1: a parameter of nothing',
    'invariant',
    /parameter\[0\]$/,
    put({ resourceType: 'Parameters', parameter: [{ name: 'x' }] }),
  ),
  caught(
    'sev-1: an entity of an audit with a name and a query',
    'invariant',
    /entity\[0\]$/,
    put({
      resourceType: 'AuditEvent',
      type: { code: 'x' },
      recorded: '2020-01-01T00:00:00Z',
      agent: [{ requestor: true }],
      source: { observer: patient },
      entity: [{ name: 'x', query: 'eA==' }],
    }),
  ),
  caught(
    'a coverage without payor',
    'structure',
    /resource(\.payor)?$/,
    put({ resourceType: 'Coverage', status: 'active', beneficiary: patient }),
  ),
  caught(
    'a claim of an unknown use',
    ['binding', 'structure'],
    /resource\.use$/,
    put({
      resourceType: 'Claim',
      status: 'active',
      type: text('x'),
      use: 'wish',
      patient,
      created: '2020',
      provider: { display: 'x' },
      priority: text('x'),
      insurance: [{ sequence: 1, focal: true, coverage: { display: 'x' } }],
    }),
  ),
  caught(
    'a provenance of nothing',
    'structure',
    /resource(\.target)?$/,
    put({ resourceType: 'Provenance', recorded: '2020-01-01T00:00:00Z', agent: [{ who: patient }] }),
  ),
  caught(
    'data of no media type',
    'structure',
    /resource(\.contentType)?$/,
    put({ resourceType: 'Binary', data: 'eA==' }),
  ),
  caught(
    'a money of no currency',
    ['binding', 'structure'],
    /totalGross(\.currency)?$/,
    put({ resourceType: 'Invoice', status: 'draft', totalGross: { value: 1, currency: 'dollars' } }),
  ),
  caught(
    'a risk above a hundred per cent',
    'invariant',
    /prediction\[0\]$/,
    put({
      resourceType: 'RiskAssessment',
      status: 'final',
      subject: patient,
      prediction: [{ probabilityDecimal: 101 }],
    }),
  ),
];
