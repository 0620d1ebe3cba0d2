import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/serve/server.ts';
import type { Loose } from '../../support/bundles.ts';
import { type Client, clientOf, putAll } from './http-client.ts';

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

const concept = (system: string, code: string, display = code): Loose => ({ coding: [{ system, code, display }] });

function observation(id: string, patient: string, code: string, more: object): Loose {
  const subject = { reference: `Patient/${patient}` };
  return { resourceType: 'Observation', id, status: 'final', code: concept(LOINC, code), subject, ...more };
}

const kilograms = (value: number): Loose => ({ value, unit: 'kg', system: UCUM, code: 'kg' });

const RESOURCES: readonly Loose[] = [
  {
    resourceType: 'Patient',
    id: 'ann',
    identifier: [{ system: 'urn:mrn', value: 'A-1', type: { text: 'Medical record number' } }],
    name: [{ use: 'official', family: 'Núñez', given: ['Ann', 'Zoë'], prefix: ['Ms.'] }],
    telecom: [{ system: 'phone', value: '555-0101' }],
    gender: 'female',
    birthDate: '1980-03-01',
    address: [{ line: ['1 Elm St'], city: 'Salem', state: 'MA', postalCode: '01970' }],
    generalPractitioner: [{ reference: 'Practitioner/doc' }],
    managingOrganization: { identifier: { system: 'urn:npi', value: '99' } },
  },
  {
    resourceType: 'Patient',
    id: 'bob',
    identifier: [{ system: 'urn:mrn', value: 'B-1' }],
    name: [{ family: 'Annan', given: ['Bob'] }],
    gender: 'male',
    birthDate: '1975',
    deceasedDateTime: '2020-05-05T10:00:00-04:00',
  },
  { resourceType: 'Practitioner', id: 'doc', name: [{ family: 'Hall' }] },
  { resourceType: 'Organization', id: 'org', name: 'Salem Hospital' },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/ann' },
    participant: [{ individual: { reference: 'Practitioner/doc' } }],
    serviceProvider: { reference: 'Organization/org' },
    period: { start: '2020-01-31T23:30:00-05:00', end: '2020-02-01T00:30:00-05:00' },
  },
  observation('weight', 'ann', '29463-7', {
    category: [concept('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs')],
    encounter: { reference: 'Encounter/visit' },
    effectiveDateTime: '2020-01-31T23:45:00-05:00',
    valueQuantity: kilograms(70.2),
  }),
  observation('later', 'ann', '29463-7', {
    effectiveDateTime: '2021-06-01T09:00:00-04:00',
    valueQuantity: kilograms(81),
  }),
  observation('smoking', 'ann', '72166-2', {
    effectiveDateTime: '2021-06-01',
    valueCodeableConcept: { ...concept('http://snomed.info/sct', '266919005', 'Never smoked'), text: 'Never smoker' },
  }),
  observation('bobs', 'bob', '29463-7', { effectivePeriod: { start: '2019-01-01' }, valueQuantity: kilograms(90) }),
];

let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', port: 0 });
  client = clientOf(server.url);
  await client.ask('POST', '', putAll(...RESOURCES));
});

afterAll(() => server.close());

const WEIGHTS = ['weight', 'later', 'bobs'];
const ANNS = ['weight', 'later', 'smoking'];

describe('a search', () => {
  it.each([
    // Ids and references.
    ['Observation?_id=weight,bobs', ['weight', 'bobs']],
    ['Observation?_id=none', []],
    ['Observation?patient=ann', ANNS],
    ['Observation?patient=Patient/ann', ANNS],
    ['Observation?subject=ann', ANNS],
    ['Observation?subject:Patient=ann', ANNS],
    ['Observation?subject=Patient/ann,Patient/bob', [...ANNS, 'bobs']],
    ['Observation?patient=ann&patient=bob', []],
    ['Observation?patient=an', []],
    ['Observation?encounter=Encounter/visit', ['weight']],
    ['Observation?encounter:missing=true&patient=ann', ['later', 'smoking']],
    ['Patient?general-practitioner=doc', ['ann']],
    ['Patient?organization:identifier=urn:npi|99', ['ann']],
    // Tokens.
    ['Observation?code=29463-7', WEIGHTS],
    [`Observation?code=${LOINC}|29463-7`, WEIGHTS],
    [`Observation?code=${LOINC}|`, ['weight', 'later', 'smoking', 'bobs']],
    ['Observation?code=http://other|29463-7', []],
    ['Observation?code=|29463-7', []],
    ['Observation?code=29463-7,72166-2', ['weight', 'later', 'smoking', 'bobs']],
    ['Observation?code:not=29463-7', ['smoking']],
    ['Observation?value-concept:text=never', ['smoking']],
    ['Observation?category=vital-signs', ['weight']],
    ['Observation?category:missing=false', ['weight']],
    ['Observation?status=final&category=vital-signs', ['weight']],
    ['Patient?identifier=urn:mrn|A-1', ['ann']],
    ['Patient?identifier=A-1', ['ann']],
    ['Patient?identifier=A-', []],
    ['Patient?gender=female', ['ann']],
    ['Patient?gender=http://hl7.org/fhir/administrative-gender|female', ['ann']],
    ['Patient?phone=555-0101', ['ann']],
    ['Patient?deceased=true', ['bob']],
    ['Encounter?class=AMB', ['visit']],
    // Texts: from their start, whatever their case and marks.
    ['Patient?name=nun', ['ann']],
    ['Patient?name=ann', ['ann', 'bob']],
    ['Patient?name=nan', []],
    ['Patient?name:contains=NAN', ['bob']],
    ['Patient?given:exact=Zoë', ['ann']],
    ['Patient?given:exact=zoë', []],
    ['Patient?family=annan&given=bob', ['bob']],
    ['Patient?address=salem', ['ann']],
    ['Patient?address-state=MA', ['ann']],
    ['Organization?name=salem', ['org']],
    // Dates: on the clock of the place, unless the search says an offset.
    ['Observation?date=2020-01-31', ['weight']],
    ['Observation?date=2020-02-01', []],
    ['Observation?date=2020-02-01T04:45:00Z', ['weight']],
    ['Observation?date=2021-06', ['later', 'smoking']],
    ['Observation?date=ge2021', ['later', 'smoking', 'bobs']],
    ['Observation?date=lt2020-01-31', ['bobs']],
    ['Observation?date=le2020-01-31', ['weight', 'bobs']],
    ['Observation?date=gt2020&date=lt2022&patient=ann', ['later', 'smoking']],
    ['Observation?date=sa2021-05-31', ['later', 'smoking']],
    ['Observation?date=eb2021', ['weight']],
    ['Observation?date=ne2021&patient=ann', ['weight']],
    ['Encounter?date=2020-01-31', []],
    ['Encounter?date=ap2020-01-31', ['visit']],
    ['Encounter?date=2020', ['visit']],
    ['Patient?birthdate=1980-03-01', ['ann']],
    ['Patient?birthdate=1975', ['bob']],
    ['Patient?birthdate=1975-06', []],
    ['Patient?death-date=2020-05-05', ['bob']],
    ['Patient?_lastUpdated=ge2001&name=ames', []],
    ['Patient?_lastUpdated=ge2001', ['ann', 'bob']],
    // Numbers and quantities.
    ['Observation?value-quantity=70.2', ['weight']],
    ['Observation?value-quantity=70', ['weight']],
    ['Observation?value-quantity=70.0', []],
    [`Observation?value-quantity=gt80|${UCUM}|kg`, ['later', 'bobs']],
    ['Observation?value-quantity=le81||kg', ['weight', 'later']],
    ['Observation?value-quantity=81||g', []],
    // What refers, and what is referred to.
    ['Observation?patient.name=nunez', ANNS],
    ['Observation?subject:Patient.birthdate=lt1976', ['bobs']],
    ['Observation?encounter.participant.name=hall', ['weight']],
    ['Patient?_has:Observation:patient:code=72166-2', ['ann']],
    ['Patient?_has:Observation:patient:value-quantity=ge81', ['ann', 'bob']],
    ['Practitioner?_has:Encounter:participant:date=2020', ['doc']],
    // Orders.
    ['Observation?patient=ann&_sort=-date', ['later', 'smoking', 'weight']],
    ['Observation?_sort=value-quantity', ['weight', 'later', 'bobs', 'smoking']],
    ['Observation?_sort=-value-quantity', ['bobs', 'later', 'weight', 'smoking']],
    ['Observation?_sort=code,-date', ['later', 'weight', 'bobs', 'smoking']],
    ['Patient?_sort=birthdate', ['bob', 'ann']],
    ['Patient?_sort=family', ['bob', 'ann']],
  ])('%s', async (search, expected) => {
    const found = await client.ids(search);
    if (search.includes('_sort')) expect(found).toEqual(expected);
    else expect([...found].sort()).toEqual([...expected].sort());
  });

  it.each([
    ['Patient?nmae=x', 'Patient cannot be searched by "nmae"; did you mean "name"?'],
    ['Patient?birthdate=yesterday', 'yesterday'],
    ['Observation?date=2021-02-30', '"2021-02-30"'],
    ['Observation?value-quantity=heavy', '"heavy"'],
    ['Observation?code:in=http://x', '"in" is not supported for code'],
    ['Observation?category:missing=maybe', 'true or false'],
    ['Observation?code.name=x', 'leads to no other resource'],
    ['Observation?patient.weight=1', '"weight"'],
    ['Patient?_has:Observation:patient=1', '_has:Type:reference:parameter'],
    ['Observation?_sort=weight', '"weight"'],
    ['Observation?_count=-1', '_count'],
    ['Observation?_count=some', '_count'],
    ['Observation?_include=Observation:doctor', '"doctor"'],
    ['?name=x', '_type'],
    ['?_type=Patients', '"Patients"'],
  ])('%s is refused', async (search, text) => {
    const { status, json } = await client.ask('GET', search);
    expect(status).toBe(400);
    expect(json.resourceType).toBe('OperationOutcome');
    expect(json.issue[0].details.text).toContain(text);
  });

  it('says how many there are without giving any', async () => {
    const { total, entry, link } = await client.get('Observation?code=29463-7&_summary=count');
    expect({ total, entry }).toEqual({ total: 3, entry: undefined });
    expect(link.map((each: Loose) => each.relation)).toEqual(['self']);
    expect((await client.get('Observation?_count=0')).entry).toBeUndefined();
  });

  it('finds what was written since it was last asked', async () => {
    const ids = () => client.ids('Practitioner?family=New&_sort=_id');
    expect(await ids()).toEqual([]);
    const put = (id: string, method: string) =>
      fetch(`${server.url}/Practitioner/${id}`, {
        method,
        headers: { 'content-type': 'application/fhir+json' },
        ...(method === 'PUT' && {
          body: JSON.stringify({ resourceType: 'Practitioner', id, name: [{ family: 'New' }] }),
        }),
      });
    await put('b', 'PUT');
    await put('a', 'PUT');
    expect(await ids()).toEqual(['a', 'b']);
    await put('a', 'DELETE');
    expect(await ids()).toEqual(['b']);
    await put('b', 'DELETE');
  });

  it('has pages that follow each other and leave nothing out', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${client.url}/Observation?_count=3&status=final&_sort=date`;
    const pages: Loose[] = [];
    while (next !== undefined) {
      const page: Loose = await (await fetch(next)).json();
      pages.push(page);
      seen.push(...page.entry.map((each: Loose) => each.resource.id));
      next = page.link.find((each: Loose) => each.relation === 'next')?.url;
    }
    expect(pages).toHaveLength(2);
    expect(seen).toEqual(await client.ids('Observation?status=final&_sort=date'));
    const relations = pages.map(({ link }) => link.map((each: Loose) => each.relation));
    expect(relations).toEqual([
      ['self', 'next'],
      ['self', 'previous'],
    ]);
    expect(pages.every(({ total }) => total === 4)).toBe(true);
  });

  it('gives addresses that lead to what they are the addresses of', async () => {
    const { entry, link } = await client.get('Patient?name=nun');
    expect(entry[0]).toMatchObject({ search: { mode: 'match' }, fullUrl: `${client.url}/Patient/ann` });
    expect(await (await fetch(entry[0].fullUrl)).json()).toEqual(entry[0].resource);
    expect(await (await fetch(link[0].url)).json()).toMatchObject({ total: 1 });
  });

  it('includes what matches refer to, and who refers to them, each once and not counted', async () => {
    const names = async (search: string) => {
      const { total, entry } = await client.get(search);
      return [total, ...entry.map(({ search: { mode }, resource }: Loose) => `${mode[0]} ${resource.id}`)];
    };
    const forward = await names('Observation?code=29463-7&_include=Observation:patient&_include=Observation:encounter');
    expect(forward).toEqual([3, 'm weight', 'm later', 'm bobs', 'i ann', 'i visit', 'i bob']);
    expect(
      await names('Observation?_id=weight&_include=Observation:encounter&_include:iterate=Encounter:participant'),
    ).toEqual([1, 'm weight', 'i visit', 'i doc']);
    expect(await names('Patient?_id=ann&_revinclude=Observation:subject&_revinclude=Encounter:patient')).toEqual([
      1,
      'm ann',
      'i weight',
      'i later',
      'i smoking',
      'i visit',
    ]);
  });

  it('gives only the elements that are asked for, marked as a part', async () => {
    const { entry } = await client.get('Patient?_id=ann&_elements=birthDate,Patient.gender');
    expect(entry[0].resource).toEqual({
      resourceType: 'Patient',
      id: 'ann',
      meta: { ...entry[0].resource.meta, tag: [expect.objectContaining({ code: 'SUBSETTED' })] },
      birthDate: '1980-03-01',
      gender: 'female',
    });
    expect(await client.get('Patient/ann')).toMatchObject({ name: [{ family: 'Núñez' }] });
  });

  it('may be posted', async () => {
    const body = new URLSearchParams({ patient: 'ann', code: '72166-2' });
    const response = await fetch(`${client.url}/Observation/_search`, { method: 'POST', body });
    const { entry }: Loose = await response.json();
    expect(entry.map((each: Loose) => each.resource.id)).toEqual(['smoking']);
  });

  it('may ask for several types', async () => {
    expect(await client.ids('?_type=Practitioner,Organization')).toEqual(['doc', 'org']);
  });
});
