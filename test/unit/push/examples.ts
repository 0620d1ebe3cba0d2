/** A resource as a test writes it. */
export type Resource = { readonly resourceType: string; readonly id?: string } & Readonly<Record<string, unknown>>;

/** An entry that puts a resource under its id. */
export function put(resource: Resource) {
  const name = `${resource.resourceType}/${resource.id}`;
  return { fullUrl: `https://example.org/fhir/${name}`, resource, request: { method: 'PUT', url: name } };
}

export function bundle(entry: readonly unknown[], type = 'transaction') {
  return { resourceType: 'Bundle', type, entry };
}

const to = (reference: string) => ({ reference });

/** A hospital and its people. */
export const SHARED: readonly Resource[] = [
  { resourceType: 'Organization', id: 'org-1', name: 'A Hospital' },
  { resourceType: 'Location', id: 'loc-1', name: 'Ward', managingOrganization: to('Organization/org-1') },
  { resourceType: 'Practitioner', id: 'prac-1', name: [{ family: 'Doe' }] },
  {
    resourceType: 'PractitionerRole',
    id: 'role-1',
    practitioner: to('Practitioner/prac-1'),
    organization: to('Organization/org-1'),
    location: [to('Location/loc-1')],
  },
];

/** A patient with some visits, written in no good order: what refers to something comes before it. */
export function lifeOf(id: string, visits: number): Resource[] {
  const subject = to(`Patient/${id}`);
  const resources: Resource[] = [];
  for (let visit = visits; visit >= 1; visit--) {
    const encounter = to(`Encounter/${id}-e${visit}`);
    resources.push(
      {
        resourceType: 'DiagnosticReport',
        id: `${id}-r${visit}`,
        status: 'final',
        code: { text: 'Report' },
        subject,
        encounter,
        result: [to(`Observation/${id}-o${visit}`)],
      },
      {
        resourceType: 'Observation',
        id: `${id}-o${visit}`,
        status: 'final',
        code: { text: 'Weight' },
        subject,
        encounter,
      },
      { resourceType: 'Condition', id: `${id}-c${visit}`, code: { text: 'Cold' }, subject, encounter },
      {
        resourceType: 'Encounter',
        id: `${id}-e${visit}`,
        status: 'finished',
        class: { code: 'AMB' },
        subject,
        serviceProvider: to('Organization/org-1'),
        participant: [{ individual: to('Practitioner/prac-1') }],
      },
    );
  }
  const all = resources.map(({ resourceType, id: name }) => to(`${resourceType}/${name}`));
  return [
    {
      resourceType: 'Provenance',
      id: `${id}-p`,
      target: all,
      recorded: '2026-01-01T00:00:00Z',
      agent: [{ who: to('Organization/org-1') }],
    },
    ...resources,
    { resourceType: 'RelatedPerson', id: `${id}-m`, patient: subject },
    { resourceType: 'Patient', id, gender: 'female', identifier: [{ system: 'urn:test', value: id }] },
  ];
}

/** A folder as generate writes one: `patients` patients of `visits` visits, and what they share. */
export function population(patients: number, visits: number): Record<string, unknown> {
  const files: Record<string, unknown> = {
    'manifest.json': { format: 'anamnesis-manifest-1', files: [] },
    'csv/patients.csv': 'Id\n1\n',
    'fhir/shared-1-all.json': bundle(SHARED.map(put)),
  };
  for (let patient = 1; patient <= patients; patient++) {
    files[`fhir/patient-${patient}.json`] = bundle(lifeOf(`pat-${patient}`, visits).map(put));
  }
  return files;
}

/** The types of a population. */
export const TYPES = [
  'Condition',
  'DiagnosticReport',
  'Encounter',
  'Location',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'RelatedPerson',
] as const;

/** How many of each type a population has. */
export function countsOf(patients: number, visits: number): Record<string, number> {
  const each = patients * visits;
  return {
    Condition: each,
    DiagnosticReport: each,
    Encounter: each,
    Location: 1,
    Observation: each,
    Organization: 1,
    Patient: patients,
    Practitioner: 1,
    PractitionerRole: 1,
    Provenance: patients,
    RelatedPerson: patients,
  };
}
