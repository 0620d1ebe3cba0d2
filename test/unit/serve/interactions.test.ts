import { describe, expect, it } from 'vitest';
import type { Loose } from '../../support/bundles.ts';
import { putAll, served } from './http-client.ts';

const ANN = { resourceType: 'Patient', id: 'ann', name: [{ family: 'Ames', given: ['Ann'] }] };

const issueOf = ({ json }: { readonly json: Loose }): string =>
  json.resourceType === 'OperationOutcome'
    ? (json.issue[0].details?.text ?? json.issue[0].code)
    : 'no OperationOutcome';

describe('writing and reading', () => {
  it('creates by PUT, then leaves an equal one as it is, then makes a version of a change', async () => {
    const { ask } = await served();
    const first = await ask('PUT', 'Patient/ann', ANN);
    expect(first.status).toBe(201);
    expect(first.headers.get('etag')).toBe('W/"1"');
    expect(first.headers.get('location')).toMatch(/\/fhir\/Patient\/ann\/_history\/1$/);
    expect(Date.parse(first.headers.get('last-modified') ?? '')).toBeLessThanOrEqual(Date.now());
    const equal = await ask('PUT', 'Patient/ann', {
      ...first.json,
      meta: { versionId: '7', lastUpdated: '2001-01-01' },
    });
    expect(equal.status).toBe(200);
    expect(equal.json).toEqual(first.json);
    const reordered = await ask('PUT', 'Patient/ann', { id: 'ann', name: ANN.name, resourceType: 'Patient' });
    expect(reordered.json.meta).toEqual(first.json.meta);
    const changed = await ask('PUT', 'Patient/ann', { ...ANN, active: true });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe('W/"2"');
    expect(changed.json).toMatchObject({ active: true, meta: { versionId: '2' } });
  });

  it('assigns ids to what is posted, whatever id it brings', async () => {
    const { ask, get } = await served();
    const posted = await ask('POST', 'Patient', ANN);
    expect(posted.status).toBe(201);
    expect(posted.json.id).not.toBe('ann');
    expect(posted.headers.get('location')).toContain(`/Patient/${posted.json.id}/_history/1`);
    expect(await get(`Patient/${posted.json.id}`)).toEqual(posted.json);
    expect((await ask('POST', 'Patient', ANN)).json.id).not.toBe(posted.json.id);
  });

  it('keeps versions, and tells them latest first, however often it is asked', async () => {
    const { ask, get } = await served();
    for (const active of [true, false]) await ask('PUT', 'Patient/ann', { ...ANN, active });
    await ask('DELETE', 'Patient/ann');
    await ask('PUT', 'Patient/ann', ANN);
    for (let i = 0; i < 2; i++) {
      const { type, total, entry } = await get('Patient/ann/_history');
      expect({ type, total }).toEqual({ type: 'history', total: 4 });
      expect(
        entry.map((each: Loose) => [each.request.method, each.resource?.meta.versionId, each.response.etag]),
      ).toEqual([
        ['PUT', '4', 'W/"4"'],
        ['DELETE', undefined, 'W/"3"'],
        ['PUT', '2', 'W/"2"'],
        ['PUT', '1', 'W/"1"'],
      ]);
    }
    expect(await get('Patient/ann/_history/1')).toMatchObject({ active: true });
    expect((await ask('GET', 'Patient/ann/_history/3')).status).toBe(410);
    expect((await ask('GET', 'Patient/ann/_history/9')).status).toBe(404);
    expect((await ask('GET', 'Patient/bob/_history')).status).toBe(404);
  });

  it('deletes, says 410 of what was, 404 of what never was, and does not mind deleting twice', async () => {
    const { ask, ids } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    expect((await ask('DELETE', 'Patient/ann')).status).toBe(200);
    expect((await ask('DELETE', 'Patient/ann')).status).toBe(200);
    expect((await ask('GET', 'Patient/ann')).status).toBe(410);
    expect((await ask('GET', 'Patient/bob')).status).toBe(404);
    expect(await ids('Patient')).toEqual([]);
    expect((await ask('PUT', 'Patient/ann', ANN)).status).toBe(201);
  });

  it('updates only the version that If-Match names', async () => {
    const { ask } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const late = await ask('PUT', 'Patient/ann', { ...ANN, active: true }, { 'if-match': 'W/"2"' });
    expect(late.status).toBe(412);
    expect(issueOf(late)).not.toBe('no OperationOutcome');
    expect((await ask('PUT', 'Patient/ann', { ...ANN, active: true }, { 'if-match': 'W/"1"' })).status).toBe(200);
    expect((await ask('PUT', 'Patient/bob', { ...ANN, id: 'bob' }, { 'if-match': 'W/"1"' })).status).toBe(412);
  });

  it('answers 304 to who has the version already', async () => {
    const { ask } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const known = await ask('GET', 'Patient/ann', undefined, { 'if-none-match': 'W/"1"' });
    expect({ status: known.status, json: known.json }).toEqual({ status: 304, json: undefined });
    expect((await ask('GET', 'Patient/ann', undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200);
  });

  it('gives back what Prefer asks for', async () => {
    const { ask } = await served();
    const minimal = await ask('PUT', 'Patient/ann', ANN, { prefer: 'return=minimal' });
    expect({ status: minimal.status, json: minimal.json }).toEqual({ status: 201, json: undefined });
    expect(minimal.headers.get('etag')).toBe('W/"1"');
    const told = await ask('PUT', 'Patient/ann', ANN, { prefer: 'return=OperationOutcome' });
    expect(told.json.resourceType).toBe('OperationOutcome');
    const whole = await ask('PUT', 'Patient/ann', ANN, { prefer: 'return=representation' });
    expect(whole.json.id).toBe('ann');
  });

  it('creates on a condition once, and refuses where several match', async () => {
    const { ask, ids } = await served();
    const bob = { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: '7' }] };
    const condition = { 'if-none-exist': 'identifier=urn:x|7' };
    const first = await ask('POST', 'Patient', bob, condition);
    const second = await ask('POST', 'Patient', bob, condition);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json.id).toBe(first.json.id);
    await ask('POST', 'Patient', bob);
    expect((await ask('POST', 'Patient', bob, condition)).status).toBe(412);
    expect(await ids('Patient')).toHaveLength(2);
  });

  it('updates and deletes on a condition', async () => {
    const { ask, ids } = await served();
    const bob = { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: '7' }] };
    const put = await ask('PUT', 'Patient?identifier=urn:x|7', bob);
    const again = await ask('PUT', 'Patient?identifier=urn:x|7', { ...bob, active: true });
    expect([put.status, again.status]).toEqual([201, 200]);
    expect(again.json.id).toBe(put.json.id);
    expect((await ask('DELETE', 'Patient?identifier=urn:x|7')).status).toBe(200);
    expect(await ids('Patient')).toEqual([]);
  });

  it('patches, and leaves what cannot be patched', async () => {
    const { ask, get } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const patched = await ask('PATCH', 'Patient/ann', [{ op: 'add', path: '/active', value: true }]);
    expect(patched.json).toMatchObject({ active: true, meta: { versionId: '2' } });
    expect((await ask('PATCH', 'Patient/ann', [{ op: 'replace', path: '/id', value: 'x' }])).status).toBe(400);
    expect((await ask('PATCH', 'Patient/ann', [{ op: 'remove', path: '/none/0' }])).status).toBe(400);
    expect(await get('Patient/ann')).toEqual(patched.json);
  });

  it.each([
    ['a type that FHIR has not', 'PUT', 'Patients/ann', { ...ANN, resourceType: 'Patients' }, 404, '"Patients"'],
    ['another type than the address', 'PUT', 'Observation/ann', ANN, 400, 'type'],
    ['another id than the address', 'PUT', 'Patient/bob', ANN, 400, 'ID'],
    ['no id', 'PUT', 'Patient/ann', { resourceType: 'Patient' }, 400, 'ID'],
    ['an id that is none', 'PUT', 'Patient/a_b', { ...ANN, id: 'a_b' }, 400, 'a_b'],
    ['no resource', 'POST', 'Patient', { name: 'x' }, 400, 'Patient'],
    ['a truncated body', 'PUT', 'Patient/ann', '{"resourceType": "Patient", "id"', 400, 'not JSON'],
    ['no body', 'PUT', 'Patient/ann', '', 400, 'not JSON'],
    ['no bundle', 'POST', '', ANN, 400, 'Bundle'],
    [
      'a bundle of another type',
      'POST',
      '',
      { resourceType: 'Bundle', type: 'collection', entry: [{}] },
      400,
      'collection',
    ],
  ])('refuses %s', async (_, method, path, body, status, text) => {
    const { ask, server } = await served();
    const got = await ask(method, path, body);
    expect(got.status).toBe(status);
    expect(issueOf(got)).toContain(text);
    expect(server.counts().size).toBe(0);
  });
});

describe('bundles', () => {
  it('puts all of a transaction, says what came of each entry, and twice the same changes nothing', async () => {
    const { ask, get } = await served();
    const bob = { resourceType: 'Patient', id: 'bob' };
    const first = await ask('POST', '', putAll(ANN, bob));
    expect(first.status).toBe(200);
    expect(first.json.type).toBe('transaction-response');
    expect(
      first.json.entry.map((each: Loose) => [each.response.status, each.response.location, each.resource]),
    ).toEqual([
      ['201 Created', 'Patient/ann/_history/1', undefined],
      ['201 Created', 'Patient/bob/_history/1', undefined],
    ]);
    const second = await ask('POST', '', putAll(ANN, bob), { prefer: 'return=representation' });
    expect(
      second.json.entry.map((each: Loose) => [each.response.status, each.response.etag, each.resource.id]),
    ).toEqual([
      ['200 OK', 'W/"1"', 'ann'],
      ['200 OK', 'W/"1"', 'bob'],
    ]);
    expect((await get('Patient/ann/_history')).total).toBe(1);
  });

  it('takes back all of a transaction that has an entry which fails, and says which', async () => {
    const { ask, get, server } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const bundle = putAll({ ...ANN, active: true } as Loose, { resourceType: 'Patient', id: 'bob' });
    bundle.entry.push({ request: { method: 'DELETE', url: 'Patient/ann' } });
    bundle.entry.splice(1, 0, { resource: ANN, request: { method: 'PUT', url: 'Patient/carl' } });
    bundle.entry.pop();
    const { status, json } = await ask('POST', '', bundle);
    expect(status).toBe(400);
    expect(json.issue[0].expression).toEqual(['Bundle.entry[1]']);
    expect(await get('Patient/ann')).toMatchObject({ meta: { versionId: '1' } });
    expect(server.counts()).toEqual(new Map([['Patient', 1]]));
    expect((await ask('GET', 'Patient/bob')).status).toBe(404);
    expect((await ask('PUT', 'Patient/bob', { ...ANN, id: 'bob' })).json.meta.versionId).toBe('1');
  });

  it('does of a batch what can be done', async () => {
    const { ask, ids } = await served();
    const bundle = {
      ...putAll(ANN, { resourceType: 'Patients', id: 'x' }, { resourceType: 'Patient', id: 'bob' }),
      type: 'batch',
    };
    const { status, json } = await ask('POST', '', bundle);
    expect(status).toBe(200);
    expect(json.entry.map((each: Loose) => each.response.status.slice(0, 3))).toEqual(['201', '400', '201']);
    expect(json.entry[1].response.outcome.issue[0].details.text).toContain('"Patients"');
    expect(await ids('Patient')).toEqual(['ann', 'bob']);
  });

  it('refuses a transaction with two entries for one resource', async () => {
    const { ask, server } = await served();
    const got = await ask('POST', '', putAll(ANN, ANN));
    expect(got.status).toBe(400);
    expect(issueOf(got)).toContain('Patient/ann');
    expect(server.counts().size).toBe(0);
  });

  it('gives ids to what a transaction posts, and puts them where its entries refer to each other', async () => {
    const { ask, get } = await served();
    const at = (digit: number) => `urn:uuid:0000000${digit}-0000-4000-8000-000000000000`;
    const { json } = await ask('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: at(2),
          resource: { resourceType: 'Condition', subject: { reference: at(1) } },
          request: { method: 'POST', url: 'Condition' },
        },
        {
          fullUrl: at(1),
          resource: { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: '7' }] },
          request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=urn:x|7' },
        },
      ],
    });
    const [condition, patient] = json.entry.map((each: Loose) => each.response.location.split('/_history')[0]);
    expect(await get(condition)).toMatchObject({ subject: { reference: patient } });
  });

  it('finds whom a transaction refers to by a search, and refuses it where that is not one', async () => {
    const { ask, get, server } = await served();
    const doc = { resourceType: 'Practitioner', id: 'doc', identifier: [{ system: 'urn:npi', value: '7' }] };
    await ask('PUT', 'Practitioner/doc', doc);
    const visit = (search: string): Loose => ({
      resourceType: 'Encounter',
      id: 'visit',
      participant: [{ individual: { reference: search } }],
    });
    expect((await ask('POST', '', putAll(visit('Practitioner?identifier=urn:npi|7')))).status).toBe(200);
    expect((await get('Encounter/visit')).participant[0].individual.reference).toBe('Practitioner/doc');
    await ask('PUT', 'Practitioner/twin', { ...doc, id: 'twin' });
    for (const search of [
      'Practitioner?identifier=urn:npi|8',
      'Practitioner?identifier=urn:npi|7',
      'Practitioner?',
      'Practitioner?x=1',
    ]) {
      const got = await ask('POST', '', putAll(ANN, visit(search)));
      expect([search, got.status, got.json.resourceType]).toEqual([search, 400, 'OperationOutcome']);
    }
    expect(server.counts().has('Patient')).toBe(false);
  });

  it('takes a transaction of thousands of entries', async () => {
    const { ask, get } = await served();
    const many = Array.from({ length: 3000 }, (_, i) => ({ resourceType: 'Patient', id: `p${i}` }));
    expect((await ask('POST', '', putAll(...many))).status).toBe(200);
    expect((await get('Patient?_summary=count')).total).toBe(3000);
  });

  it('answers the reads in a batch', async () => {
    const { ask } = await served();
    await ask('PUT', 'Patient/ann', ANN);
    const { json } = await ask('POST', '', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: ['Patient/ann', 'Patient?name=ames', 'Patient/bob'].map((url) => ({ request: { method: 'GET', url } })),
    });
    expect(json.entry.map((each: Loose) => each.response.status.slice(0, 3))).toEqual(['200', '200', '404']);
    expect(json.entry[0].resource.id).toBe('ann');
    expect(json.entry[1].resource).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 1 });
  });

  it('sees writes one after another, however many come at once', async () => {
    const { ask, get } = await served();
    const writes = Array.from({ length: 20 }, (_, i) => ask('PUT', 'Patient/ann', { ...ANN, multipleBirthInteger: i }));
    const versions = (await Promise.all(writes)).map(({ json }) => Number(json.meta.versionId));
    expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect((await get('Patient/ann/_history')).total).toBe(20);
  });
});
