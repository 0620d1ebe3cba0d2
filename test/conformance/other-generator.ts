/**
 * Bundles as other generators write them: to be POSTed, known to each other as urn:uuid, and referring to practitioners and
 * organizations by search, which are created only where there is none yet. Written for this test.
 */
type Bundle = { readonly resourceType: 'Bundle'; readonly type: 'transaction'; readonly entry: readonly unknown[] };

const NPI = 'http://hl7.org/fhir/sid/us-npi';
const HOSPITAL = 'https://example.org/hospitals';

type Resource = { readonly resourceType: string; readonly [element: string]: unknown };

function entry(uuid: string, resource: Resource, ifNoneExist?: string): unknown {
  const request = { method: 'POST', url: resource.resourceType, ...(ifNoneExist === undefined ? {} : { ifNoneExist }) };
  return { fullUrl: `urn:uuid:${uuid}`, resource, request };
}

function bundle(...entries: readonly unknown[]): Bundle {
  return { resourceType: 'Bundle', type: 'transaction', entry: entries };
}

/** By file name. */
export function otherGeneratorsBundles(): Readonly<Record<string, Bundle>> {
  const patient = 'urn:uuid:5cbc121b-cd71-4428-b8b7-31e53eba8184';
  const visit = 'urn:uuid:0a3b1d5c-6d4f-4a67-9f0e-6a3c0e8e6b01';
  const doctor = { reference: `Practitioner?identifier=${NPI}|9999999989`, display: 'Dr. Ada Example' };
  return {
    'hospitalInformation1.json': bundle(
      entry(
        '11111111-79a3-4c3d-8a5f-000000000001',
        {
          resourceType: 'Organization',
          identifier: [{ system: HOSPITAL, value: 'h-1' }],
          active: true,
          name: 'Example General Hospital',
        },
        `identifier=${HOSPITAL}|h-1`,
      ),
    ),
    'practitionerInformation1.json': bundle(
      entry(
        '11111111-79a3-4c3d-8a5f-000000000002',
        {
          resourceType: 'Practitioner',
          identifier: [{ system: NPI, value: '9999999989' }],
          name: [{ family: 'Example', given: ['Ada'] }],
        },
        `identifier=${NPI}|9999999989`,
      ),
    ),
    'Zoe_Example_5cbc121b.json': bundle(
      entry(patient.slice(9), { resourceType: 'Patient', name: [{ family: 'Example', given: ['Zoe'] }] }),
      entry(visit.slice(9), {
        resourceType: 'Encounter',
        status: 'finished',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        subject: { reference: patient },
        participant: [{ individual: doctor }],
        serviceProvider: { reference: `Organization?identifier=${HOSPITAL}|h-1` },
      }),
      entry('0a3b1d5c-6d4f-4a67-9f0e-6a3c0e8e6b02', {
        resourceType: 'Condition',
        subject: { reference: patient },
        encounter: { reference: visit },
        code: { coding: [{ system: 'http://snomed.info/sct', code: '195662009', display: 'Acute viral pharyngitis' }] },
      }),
    ),
  };
}
