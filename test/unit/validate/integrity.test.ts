import { describe, expect, it } from 'vitest';
import { type ByteSource, streamSource } from '../../../src/core/byte-source.ts';
import { Document } from '../../../src/validate/document.ts';
import type { Finding } from '../../../src/validate/finding.ts';
import { ResourceJudge } from '../../../src/validate/resource-judge.ts';
import { Scope } from '../../../src/validate/scope.ts';
import { type ValidationOptions, ValidationSession } from '../../../src/validate/session.ts';
import { TargetRules } from '../../../src/validate/target-rules.ts';
import { validateBundle } from '../../../src/validate/validate.ts';
import { bundleOf, type Loose } from '../../support/bundles.ts';
import { everyKind } from '../../support/every-kind.ts';

const judge = new ResourceJudge();
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

const PATIENT = { resourceType: 'Patient', id: 'p', birthDate: '1980-01-01' };
const VISIT = {
  resourceType: 'Encounter',
  id: 'v',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: 'Patient/p' },
  period: { start: '2020-01-01T09:00:00Z', end: '2020-01-01T10:00:00Z' },
};

function observation(more: object = {}): Loose {
  return {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: 'Patient/p' },
    ...more,
  };
}

function collection(resources: readonly Loose[], type = 'collection'): Loose {
  return { resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource })) };
}

/** The findings in a bundle that nothing outside belongs to; codes alone. */
function codesIn(bundle: Loose, options: ValidationOptions = {}): readonly string[] {
  return [...new Set(validateBundle(bundle, { judge, closed: true, ...options }).map(({ code }) => code))].sort();
}

function source(file: string, text: string, size = 1 << 16): ByteSource {
  const bytes = Buffer.from(text);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return { ...streamSource(pieces(), file), isRepeatable: true, chunks: pieces };
}

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const session = new ValidationSession({ judge });
  for (const [file, text] of Object.entries(files)) await session.addSource(source(file, text));
  return session.finish().findings;
}

const lines = (...resources: readonly Loose[]) => resources.map((resource) => JSON.stringify(resource)).join('\n');

describe('a file read piece by piece', () => {
  it('has the findings that the whole has, wherever it is cut', async () => {
    const bundle = bundleOf(everyKind());
    for (const entry of bundle.entry.slice(5, 9)) entry.resource.colour = 'red';
    bundle.entry[3].fullUrl = bundle.entry[2].fullUrl;
    bundle.entry[4].request.url = 'Patient/x';
    bundle.colour = 'red';
    const whole = new ValidationSession({ judge, keptPerRule: Number.POSITIVE_INFINITY });
    whole.addJson('x.json', bundle);
    const plain = ({ findings }: { findings: readonly Finding[] }) =>
      findings.map(({ line: _, ...finding }) => JSON.stringify(finding)).sort();
    const expected = plain(whole.finish());
    expect(expected.length).toBeGreaterThan(7);
    for (const size of [1, 1000, 1 << 20]) {
      const session = new ValidationSession({ judge, keptPerRule: Number.POSITIVE_INFINITY });
      await session.addSource(source('x.json', JSON.stringify(bundle, null, 1), size));
      expect(plain(session.finish())).toEqual(expected);
    }
  });

  it('is known by its lines, whatever its name', async () => {
    const found = await findingsOf({ '-': lines(PATIENT, { colour: 'red' }, { ...PATIENT, id: 'q', colour: 'red' }) });
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      ['not-fhir', 2],
      ['structure', 3],
    ]);
  });

  it('goes on behind an entry that is no JSON, and says what is written twice', async () => {
    const bad = '{"resourceType":"Bundle","type":"collection","entry":[\n{"resource":{"resourceType":"Basic",}},\n';
    const twice = '{"resource":{"resourceType":"Basic","id":"b","id":"b","code":{"text":"x"}}}],"type":"collection"}';
    const found = await findingsOf({ 'x.json': bad + twice });
    expect(found.map(({ code, line, expression }) => [code, line, expression])).toEqual([
      ['not-json', 2, ''],
      ['member-duplicate', undefined, 'Bundle.type'],
      ['member-duplicate', 3, 'Bundle.entry[1].resource'],
    ]);
  });

  it('has its members written twice told when it is at hand, too', () => {
    const text =
      '{"resourceType":"Bundle","type":"collection","entry":[\n{"resource":{"resourceType":"Basic","code":{"text":"x",\n"text":"y"}}}]}';
    expect(validateBundle(text, { judge })).toMatchObject([
      { code: 'member-duplicate', line: 3, expression: 'Bundle.entry[0].resource.code.text', resource: 'Bundle' },
    ]);
    expect(validateBundle('{"resourceType":"Basic","code":{"text":"\\":\\u003a"}}', { judge })).toEqual([]);
  });

  it('judges what comes before a fault', async () => {
    const found = await findingsOf({
      'x.json': `{"resourceType":"Bundle","type":"collection","entry":[{"resource":${JSON.stringify({ ...PATIENT, gender: 'x' })}},{"res`,
    });
    expect(found.map(({ code }) => code)).toEqual(['not-json', 'binding']);
  });
});

describe('references', () => {
  it('are resolved by fullUrl, name, server and version', () => {
    const base = 'https://example.org/fhir';
    const entry = (resource: Loose, fullUrl: string) => ({ fullUrl, resource });
    const referring = (reference: string, id: string) =>
      entry(observation({ id, subject: { reference } }), `${base}/Observation/${id}`);
    const bundle = (references: readonly string[]) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        entry(PATIENT, `${base}/Patient/p`),
        entry({ ...PATIENT, id: 'q' }, 'urn:uuid:00000000-0000-4000-8000-000000000001'),
        ...references.map((reference, i) => referring(reference, `o${i}`)),
      ],
    });
    const fine = [
      'Patient/p',
      'Patient/p/_history/3',
      `${base}/Patient/p`,
      `${base}/Patient/p/_history/3`,
      'urn:uuid:00000000-0000-4000-8000-000000000001',
      'https://elsewhere.org/fhir/Patient/x',
      'https://elsewhere.org/anything',
    ];
    expect(codesIn(bundle(fine))).toEqual([]);
    for (const reference of ['Patient/x', `${base}/Patient/x`, 'urn:uuid:00000000-0000-4000-8000-000000000002', '#x']) {
      expect(codesIn(bundle([reference]))).toContain('reference-unresolved');
    }
    expect(codesIn(bundle(['the patient']))).toEqual(['reference-form']);
  });

  it('to what is contained are looked up in the resource around it, and told once', () => {
    const holding = (reference: string) =>
      observation({ subject: { reference }, contained: [{ resourceType: 'Patient', id: 'p' }] });
    expect(codesIn(collection([holding('#p')]))).toEqual([]);
    const within = (inner: Loose) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: inner }] });
    expect(codesIn(within(collection([holding('#p')])))).toEqual([]);
    const { contained: _, ...empty } = holding('#p');
    for (const bundle of [collection([empty]), within(collection([empty]))]) {
      expect(validateBundle(bundle, { judge, closed: true }).map(({ code }) => code)).toEqual(['reference-unresolved']);
    }
  });

  it('by identifier alone are nobody’s fault', () => {
    expect(codesIn(collection([observation({ subject: { identifier: { value: '1' }, type: 'Patient' } })]))).toEqual(
      [],
    );
  });

  it('to what has the wrong type by its fullUrl are found, before and behind it', () => {
    const url = 'urn:uuid:00000000-0000-4000-8000-000000000001';
    const visit = { fullUrl: url, resource: { ...VISIT, id: undefined, subject: undefined } };
    const event = { resource: observation({ subject: { reference: url } }) };
    for (const entry of [
      [visit, event],
      [event, visit],
    ]) {
      expect(codesIn({ resourceType: 'Bundle', type: 'collection', entry })).toEqual(['reference-type']);
    }
  });

  it('of what a server sent may lead elsewhere', () => {
    const [finding] = validateBundle(collection([observation()], 'searchset'), { judge, closed: true });
    expect(finding).toMatchObject({ code: 'reference-unresolved', severity: 'note' });
  });

  it('ask their targets for profiles, claimed or not', () => {
    const claimed = (profile: string) => ({ meta: { profile: [`${US_CORE}/${profile}`] } });
    const condition: Loose = {
      resourceType: 'Condition',
      id: 'c',
      ...claimed('us-core-condition-problems-health-concerns'),
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] },
      ],
      code: { coding: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertension' }] },
      subject: { reference: 'Patient/p' },
    };
    const right = {
      ...PATIENT,
      gender: 'female',
      identifier: [{ system: 'urn:x', value: '1' }],
      name: [{ family: 'A' }],
    };
    const named = (resources: readonly Loose[]) => codesIn(collection(resources));
    expect(named([{ ...right, ...claimed('us-core-patient') }, condition])).not.toContain('reference-profile');
    expect(named([right, condition])).not.toContain('reference-profile');
    expect(named([PATIENT, condition])).toContain('reference-profile');
    expect(named([condition, PATIENT])).toContain('reference-profile');
  });

  it('to one thing that is yet to come are remembered by all that they ask for', () => {
    const told: string[] = [];
    const document = new Document('x.json', new Scope());
    const rules = new TargetRules(document, judge, (_file, _site, _code, path) => told.push(path), true);
    const ask = rules.of(document.add({ resourceType: 'Basic', id: 'b' }, 0).placed);
    const profile = `${US_CORE}/us-core-patient`;
    ask('Patient/p', [profile, 'Patient'], () => 'any');
    ask('Patient/p', [profile], () => 'conforming');
    rules.settle();
    rules.take(document.add(PATIENT, 1).placed);
    rules.finish();
    expect(told).toEqual(['conforming']);
  });

  it('lead from file to file', async () => {
    expect(await findingsOf({ 'a.ndjson': lines(observation()), 'b.ndjson': lines(PATIENT) })).toEqual([]);
    const found = await findingsOf({ 'a.ndjson': lines(observation()) });
    expect(found).toMatchObject([
      { code: 'reference-unresolved', file: 'a.ndjson', line: 1, message: 'Patient/p is in no file' },
    ]);
  });
});

describe('events', () => {
  const early = observation({ effectiveDateTime: '1979-01-01T00:00:00Z' });

  it('are judged by a patient in another file, or further down', async () => {
    for (const files of [
      { 'a.ndjson': lines(PATIENT), 'b.ndjson': lines(early) },
      { 'a.ndjson': lines(early), 'b.ndjson': lines(PATIENT) },
      { 'a.ndjson': lines(early, PATIENT) },
      { 'a.json': JSON.stringify(collection([early, PATIENT])) },
    ]) {
      expect((await findingsOf(files)).map(({ code }) => code)).toEqual(['before-birth']);
    }
  });

  it('happen about the time of their visit, where they happen in it', () => {
    const procedure = (performedDateTime: string) => ({
      resourceType: 'Procedure',
      id: 'x',
      status: 'completed',
      code: { text: 'x' },
      subject: { reference: 'Patient/p' },
      encounter: { reference: 'Encounter/v' },
      performedDateTime,
    });
    const codes = (time: string) => codesIn(collection([PATIENT, VISIT, procedure(time)]));
    expect(codes('2020-01-01T09:30:00Z')).toEqual([]);
    expect(codes('2020-01-02T09:30:00Z')).toEqual([]);
    expect(codes('2020-01-03T09:30:00Z')).toEqual(['outside-encounter']);
    expect(codes('2019-12-29')).toEqual(['outside-encounter']);
    const result = observation({ encounter: { reference: 'Encounter/v' }, effectiveDateTime: '2020-01-09' });
    expect(codesIn(collection([PATIENT, VISIT, result]))).toEqual([]);
  });

  it('belong to the patient of their visit', () => {
    const other = observation({ subject: { reference: 'Patient/q' }, encounter: { reference: 'Encounter/v' } });
    expect(codesIn(collection([PATIENT, { ...PATIENT, id: 'q' }, VISIT, other]))).toEqual(['encounter-other-patient']);
  });
});

describe('bundles', () => {
  it('have in each entry what their type asks for', () => {
    const put = { method: 'PUT', url: 'Patient/p' };
    const entries = (type: string, entry: readonly object[]) => codesIn({ resourceType: 'Bundle', type, entry });
    expect(entries('transaction', [{ resource: PATIENT, request: put }])).toEqual([]);
    expect(entries('transaction', [{ resource: PATIENT }])).toEqual(['invariant']);
    expect(entries('collection', [{ resource: PATIENT, request: put }])).toEqual(['invariant']);
    expect(entries('searchset', [{ resource: PATIENT, search: { mode: 'match' } }])).toEqual([]);
    expect(entries('collection', [{ resource: PATIENT, search: { mode: 'match' } }])).toEqual(['invariant']);
    expect(entries('batch', [{ request: { method: 'DELETE', url: 'Patient/p' } }])).toEqual([]);
    const document = { identifier: { system: 'urn:x', value: '1' }, timestamp: '2020-01-01T00:00:00Z' };
    const first = (entry?: object) =>
      validateBundle({ resourceType: 'Bundle', type: 'document', ...document, ...entry }, { judge }).map(
        ({ code }) => code,
      );
    expect(first({ entry: [{ fullUrl: 'https://x.org/Patient/p', resource: PATIENT }] })).toEqual(['invariant']);
    expect(first()).toEqual(['invariant']);
    expect(first({ entry: [] })).toEqual(['structure']);
    expect(entries('parcel', [{ resource: PATIENT }])).toEqual(['binding']);
    expect(entries('collection', [])).toEqual(['structure']);
    expect(codesIn({ resourceType: 'Bundle', type: 'collection', entry: {} })).toEqual(['structure']);
    expect(codesIn({ resourceType: 'Bundle', type: 'collection' })).toEqual([]);
    expect(entries('collection', [{ resource: { id: 'x' } }])).toEqual(['structure']);
    expect(entries('collection', [{ resource: PATIENT, colour: 'red' }])).toEqual(['structure']);
  });

  it('ask for what agrees with what they hold', () => {
    const codes = (method: string, url: string) =>
      codesIn({ resourceType: 'Bundle', type: 'batch', entry: [{ resource: PATIENT, request: { method, url } }] });
    for (const url of ['Patient/p', '/Patient/p', 'Patient?identifier=x']) expect(codes('PUT', url)).toEqual([]);
    expect(codes('POST', 'Patient')).toEqual([]);
    for (const url of ['Patient/q', 'Patient', 'Encounter?identifier=x'])
      expect(codes('PUT', url)).toEqual(['request-mismatch']);
    for (const url of ['Encounter', 'Patient/p']) expect(codes('POST', url)).toEqual(['request-mismatch']);
  });

  it('of other generators are no cause for alarm: POST, urn:uuid, searches', () => {
    const url = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
    const post = (n: number, resource: Loose) => ({
      fullUrl: url(n),
      resource,
      request: { method: 'POST', url: resource.resourceType },
    });
    const visit = {
      ...VISIT,
      subject: { reference: url(1) },
      serviceProvider: { reference: 'Organization?identifier=https://x.org|1' },
    };
    const bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        post(1, PATIENT),
        post(2, visit),
        post(3, observation({ subject: { reference: url(1) }, encounter: { reference: url(2) } })),
      ],
    };
    const found = validateBundle(bundle, { judge, closed: true });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['reference-by-search', 'warning']]);
  });

  it('of servers hold outcomes and versions', () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] };
    const entry = [
      { fullUrl: 'https://x.org/fhir/Patient/p', resource: PATIENT, search: { mode: 'match' } },
      { resource: outcome, search: { mode: 'outcome' } },
    ];
    expect(codesIn({ resourceType: 'Bundle', type: 'searchset', total: 1, entry })).toEqual([]);
    const version = (versionId: string) => ({
      fullUrl: 'https://x.org/fhir/Patient/p',
      resource: { ...PATIENT, meta: { versionId } },
      request: { method: 'PUT', url: 'Patient/p' },
      response: { status: '200' },
    });
    expect(codesIn({ resourceType: 'Bundle', type: 'history', entry: [version('2'), version('1')] })).toEqual([]);
  });

  it('in bundles are judged, too', () => {
    const inner = collection(
      [{ ...PATIENT, gender: 'x' }, observation({ subject: { reference: 'Patient/none' } })],
      'searchset',
    );
    const found = validateBundle(
      { resourceType: 'Bundle', type: 'batch-response', entry: [{ resource: inner, response: { status: '200' } }] },
      { judge, closed: true },
    );
    expect(found.map(({ code, expression }) => [code, expression])).toEqual([
      ['binding', 'Bundle.entry[0].resource.entry[0].resource.gender'],
      ['reference-unresolved', 'Bundle.entry[0].resource.entry[1].resource.subject.reference'],
    ]);
  });
});

describe('ids and names', () => {
  it('occur once in a file', async () => {
    const found = await findingsOf({ 'a.ndjson': lines(PATIENT, PATIENT), 'b.ndjson': lines(PATIENT) });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['id-duplicate', 'error'],
      ['id-elsewhere', 'warning'],
    ]);
  });

  it('a file that is named for a type holds nothing else', async () => {
    const found = await findingsOf({ 'Patient.ndjson': lines(PATIENT, observation()), 'all.ndjson': lines(VISIT) });
    expect(found).toMatchObject([{ code: 'type-mixed', file: 'Patient.ndjson', line: 2 }]);
  });

  it('nothing is part of itself', () => {
    const part = (id: string, whole: string) => ({
      resourceType: 'Location',
      id,
      partOf: { reference: `Location/${whole}` },
    });
    expect(
      codesIn(collection([part('a', 'b'), part('b', 'c'), part('d', 'c'), { resourceType: 'Location', id: 'c' }])),
    ).toEqual([]);
    expect(codesIn(collection([part('a', 'b'), part('b', 'c'), part('c', 'a')]))).toEqual(['part-of-itself']);
    expect(codesIn(collection([part('a', 'a')]))).toEqual(['part-of-itself']);
  });
});

describe('profiles', () => {
  const claiming = { ...PATIENT, meta: { profile: [`${US_CORE}/us-core-patient`] } };

  it('are judged by where they are claimed, or asked for, or not at all', () => {
    expect(codesIn(collection([PATIENT]))).toEqual([]);
    expect(codesIn(collection([claiming]))).toContain('profile');
    const asked = new ResourceJudge({ claims: [`${US_CORE}/us-core-patient`] });
    expect(codesIn(collection([PATIENT]), { judge: asked })).toContain('profile');
    expect(asked.unusedClaims).toEqual([]);
    const none = new ResourceJudge({ profile: 'none' });
    expect(codesIn(collection([claiming]), { judge: none })).toEqual([]);
  });
});

describe('what is nested deeper than anybody writes', () => {
  const deep = (levels: number) => `${'{"extension":['.repeat(levels)}{}${']}'.repeat(levels)}`;

  it.each([300, 100_000])('is refused: %i levels', (levels) => {
    for (const text of [
      `{"resourceType":"Patient","x":${deep(levels)}}`,
      `{"resourceType":"Bundle","type":"collection","x":${deep(levels)}}`,
      `{"resourceType":"Bundle","type":"collection","entry":[{"x":${deep(levels)}}]}`,
    ]) {
      expect(validateBundle(text, { judge }).map(({ code }) => code)).toContain('too-deep');
    }
  });

  it('has no profile', () => {
    const patient = JSON.parse(`{"resourceType":"Patient","id":"p","x":${deep(100_000)}}`) as Loose;
    const asking = observation({ meta: { profile: [`${US_CORE}/us-core-simple-observation`] } });
    expect(codesIn(collection([asking, patient]))).toEqual(['profile', 'reference-profile', 'too-deep']);
  });
});
