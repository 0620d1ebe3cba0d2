import { NOTICE } from './notice.ts';
import type { Resource } from './resource.ts';
import type { SearchParameters } from './search/parameters.ts';

export interface Software {
  readonly name: string;
  readonly version: string;
}

const READS = ['read', 'vread', 'history-instance', 'search-type'] as const;

const WRITES = ['create', 'update', 'patch', 'delete'] as const;

/** What the server can do, as FHIR says it. */
export function capabilityStatement(
  base: string,
  parameters: SearchParameters,
  server: { readonly software: Software; readonly startedAt: string; readonly readOnly: boolean },
): Resource {
  const { software, startedAt, readOnly } = server;
  const interactions = readOnly ? READS : [...READS, ...WRITES];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: startedAt,
    kind: 'instance',
    software: { ...software },
    implementation: { description: `A FHIR server for trying. ${NOTICE}`, url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        documentation: NOTICE,
        resource: [...parameters.types].map((type) => restResource(type, parameters, interactions, readOnly)),
        interaction: (readOnly ? ['search-system'] : ['search-system', 'transaction', 'batch']).map((code) => ({
          code,
        })),
      },
    ],
  };
}

function restResource(
  type: string,
  parameters: SearchParameters,
  interactions: readonly string[],
  readOnly: boolean,
): object {
  const known = [...parameters.of(type).values()];
  const references = known.filter(({ comparison }) => comparison === 'reference').map(({ code }) => `${type}:${code}`);
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: !readOnly,
    conditionalCreate: !readOnly,
    conditionalRead: 'not-supported',
    conditionalUpdate: !readOnly,
    conditionalDelete: readOnly ? 'not-supported' : 'single',
    referencePolicy: ['literal', 'local'],
    ...(references.length > 0 ? { searchInclude: references } : {}),
    ...(known.length > 0
      ? { searchParam: known.map(({ code, comparison }) => ({ name: code, type: comparison })) }
      : {}),
    ...(type === 'Patient' ? { operation: [EVERYTHING] } : {}),
  };
}

const EVERYTHING = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
} as const;
