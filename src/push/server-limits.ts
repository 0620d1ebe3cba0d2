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

/** Limits as their makers and users tell them, with some room below. */
const KINDS: readonly ServerKind[] = [
  // No limit of entries, but a transaction of the database is held all the while: clients give up from about 400 on (hapi-fhir issue 1636).
  { name: 'HAPI FHIR', pattern: /hapi|smile/i, limits: { entries: 200, bytes: 8 * MB } },
  // 8 MB for what is answered at once.
  { name: 'Medplum', pattern: /medplum/i, limits: { entries: 200, bytes: 7 * MB } },
  // 500 entries (microsoft/fhir-server pull request 807).
  { name: 'Azure', pattern: /microsoft|azure/i, limits: { entries: 500, bytes: 4 * MB } },
  // 4,500 entries and 50 MB.
  {
    name: 'Google Cloud Healthcare',
    pattern: /google|healthcare\.googleapis/i,
    limits: { entries: 1000, bytes: 20 * MB },
  },
  // 500 resources, in older documentation 160.
  { name: 'AWS HealthLake', pattern: /healthlake/i, limits: { entries: 150, bytes: 4 * MB } },
  // By default 150 entries and 5 MB.
  { name: 'Firely Server', pattern: /firely|vonk/i, limits: { entries: 150, bytes: 4 * MB } },
  // 100 entries, and 30 seconds.
  { name: 'FHIR Works', pattern: /fhir works/i, limits: { entries: 100, bytes: 4 * MB } },
  // Thirty seconds for a request, at about eleven entries a second (issue 872).
  { name: 'Helios', pattern: /helios/i, limits: { entries: 150, bytes: 4 * MB } },
];

const UNKNOWN: Pick<ServerKind, 'name' | 'limits'> = { name: 'unknown', limits: { entries: 200, bytes: 4 * MB } };

/** The kind of a server, by its software or, where that says nothing, its address. */
export function kindOf(server: Pick<ServerDescription, 'software'>, base: string): Pick<ServerKind, 'name' | 'limits'> {
  const { host } = new URL(base);
  return KINDS.find(({ pattern }) => pattern.test(server.software) || pattern.test(host)) ?? UNKNOWN;
}
