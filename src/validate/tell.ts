import type { Site } from './document.ts';
import type { Finding } from './finding.ts';

/**
 * Tells a finding about a resource: rule, path inside the resource, message. The rule says how severe it is, if nothing else does; `key` is that of a
 * rule of plausibility.
 */
export type Tell = (
  file: string,
  site: Site,
  code: string,
  path: string,
  message: string,
  severity?: Finding['severity'],
  key?: string,
) => void;

const SEVERITY: Readonly<Record<string, Finding['severity']>> = {
  'not-fhir': 'note',
  'not-judged': 'note',
  'id-elsewhere': 'warning',
  'outside-encounter': 'warning',
  'reference-by-search': 'warning',
  'unknown-profile': 'warning',
};

/** How severe it is to break a rule. */
export function severityOf(code: string): Finding['severity'] {
  return SEVERITY[code] ?? 'error';
}
