import { describe, expect, it } from 'vitest';
import type { Loose } from '../../support/bundles.ts';
import { type Client, putAll, served } from './http-client.ts';

const refers = (to: string): Loose => ({ reference: to });

const OF_ANN: readonly Loose[] = [
  { resourceType: 'Patient', id: 'ann', generalPractitioner: [refers('Practitioner/doc')] },
  {
    resourceType: 'Encounter',
    id: 'visit',
    subject: refers('Patient/ann'),
    serviceProvider: refers('Organization/hospital'),
  },
  { resourceType: 'Observation', id: 'weight', subject: refers('Patient/ann'), encounter: refers('Encounter/visit') },
  { resourceType: 'Device', id: 'pump', patient: refers('Patient/ann'), owner: refers('Organization/maker') },
  {
    resourceType: 'MedicationRequest',
    id: 'order',
    subject: refers('Patient/ann'),
    medicationReference: refers('Medication/pill'),
  },
];

const SHARED: readonly Loose[] = [
  { resourceType: 'Organization', id: 'hospital', partOf: refers('Organization/chain') },
  { resourceType: 'Organization', id: 'chain' },
  { resourceType: 'Organization', id: 'maker' },
  { resourceType: 'Practitioner', id: 'doc' },
  { resourceType: 'Medication', id: 'pill' },
];

const OF_OTHERS: readonly Loose[] = [
  { resourceType: 'Patient', id: 'bob', link: [{ other: refers('Patient/carl') }] },
  { resourceType: 'Patient', id: 'carl' },
  {
    resourceType: 'Encounter',
    id: 'bobs',
    subject: refers('Patient/bob'),
    serviceProvider: refers('Organization/other'),
  },
  { resourceType: 'Organization', id: 'other' },
  { resourceType: 'Practitioner', id: 'nobodys' },
];

const GROUP = {
  resourceType: 'Group',
  id: 'study',
  managingEntity: refers('Organization/other'),
  member: [{ entity: refers('Patient/ann') }, { entity: refers('Patient/bob') }],
};

async function withAll(): Promise<Client> {
  const client = await served();
  await client.ask('POST', '', putAll(...OF_ANN, ...SHARED, ...OF_OTHERS, GROUP as Loose));
  return client;
}

const idsOf = (resources: readonly Loose[]): readonly string[] => resources.map(({ id }) => id).sort();

describe('$everything', () => {
  it('has all of the patient and what that refers to, and nothing of others', async () => {
    const { ids } = await withAll();
    const expected = idsOf([...OF_ANN, ...SHARED, GROUP]);
    expect([...(await ids('Patient/ann/$everything'))].sort()).toEqual(expected);
    expect([...(await ids('Patient/bob/$everything'))].sort()).toEqual(['bob', 'bobs', 'other', 'study']);
  });

  it('has pages that hold all of it once', async () => {
    const { get, url } = await withAll();
    const first = await get('Patient/ann/$everything?_count=4');
    expect(first).toMatchObject({ type: 'searchset', total: OF_ANN.length + SHARED.length + 1 });
    const seen: string[] = [];
    let page = first;
    for (;;) {
      seen.push(...page.entry.map((each: Loose) => each.resource.id));
      const next = page.link.find((each: Loose) => each.relation === 'next')?.url;
      if (next === undefined) break;
      expect(next.startsWith(`${url}/Patient/ann/$everything?`)).toBe(true);
      page = await (await fetch(next)).json();
    }
    expect(seen.sort()).toEqual(idsOf([...OF_ANN, ...SHARED, GROUP]));
  });

  it('is narrowed by type and by time', async () => {
    const { ids } = await withAll();
    expect(await ids('Patient/ann/$everything?_type=Observation,Encounter')).toEqual(['visit', 'weight']);
    expect(await ids('Patient/ann/$everything?_since=2999-01-01T00:00:00Z')).toEqual([]);
  });

  it('of nobody is not found', async () => {
    const { ask } = await withAll();
    const { status, json } = await ask('GET', 'Patient/dora/$everything');
    expect([status, json.resourceType]).toEqual([404, 'OperationOutcome']);
    expect((await ask('GET', 'Patient/ann/$everything?_count=x')).status).toBe(400);
  });

  it('follows what was written last', async () => {
    const { ask, ids } = await withAll();
    await ask('PUT', 'Observation/weight', {
      resourceType: 'Observation',
      id: 'weight',
      subject: refers('Patient/bob'),
    });
    await ask('DELETE', 'Device/pump');
    expect(await ids('Patient/ann/$everything?_type=Observation,Device')).toEqual([]);
    expect(await ids('Patient/bob/$everything?_type=Observation')).toEqual(['weight']);
    expect(await ids('Observation?patient=ann')).toEqual([]);
  });
});
