import type { Finding } from '../../validate/finding.ts';
import type { ValidationReport } from '../../validate/session.ts';

/** IssueType by rule; those that are not here are of broken rules of business. */
const TYPES: Readonly<Record<string, string>> = {
  'not-json': 'structure',
  'not-fhir': 'structure',
  'not-judged': 'incomplete',
  structure: 'structure',
  'member-duplicate': 'structure',
  'too-deep': 'too-long',
  profile: 'invariant',
  invariant: 'invariant',
  binding: 'code-invalid',
  'unknown-profile': 'not-supported',
  'claim-unused': 'informational',
  'id-duplicate': 'duplicate',
  'id-elsewhere': 'duplicate',
  'full-url-duplicate': 'duplicate',
  'reference-unresolved': 'not-found',
  'reference-by-search': 'not-found',
  'reference-form': 'value',
  'reference-type': 'value',
};

const SEVERITIES = { error: 'error', warning: 'warning', note: 'information' } as const;

/** A report as an OperationOutcome of FHIR R4. `listed` are the findings that it tells. */
export function outcomeOf(report: ValidationReport, listed: readonly Finding[], summary: string): object {
  const issues = listed.map(issueOf);
  // An outcome has one issue at least; and what is not listed one by one is told in all.
  const isWhole = Object.values(report.countsByCode).reduce((sum, times) => sum + times, 0) === issues.length;
  const about = { severity: 'information', code: 'informational', details: { text: summary } };
  return { resourceType: 'OperationOutcome', issue: issues.length > 0 && isWhole ? issues : [...issues, about] };
}

function issueOf({ severity, code, file, line, expression, resource, message }: Finding): object {
  const place = [file, ...(line === undefined ? [] : [`line ${line}`])].join(', ');
  const subject = resource === '' ? '' : ` (${resource})`;
  return {
    severity: SEVERITIES[severity],
    code: TYPES[code] ?? 'business-rule',
    details: { text: message },
    diagnostics: `${place === '' ? '' : `${place}: `}[${code}]${subject}`,
    ...(place !== '' && { location: [place] }),
    ...(expression !== '' && { expression: [expression] }),
  };
}
