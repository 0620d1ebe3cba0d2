/** An OperationOutcome. */
export interface Outcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly OutcomeIssue[];
}

export interface OutcomeIssue {
  readonly severity: 'error' | 'fatal' | 'warning' | 'information';
  /** Of http://hl7.org/fhir/issue-type. */
  readonly code: string;
  readonly details?: { readonly text: string };
  readonly expression?: readonly string[];
}

/** What went wrong, as FHIR says it. */
export function outcome(code: string, text: string, expression?: string): Outcome {
  const where = expression === undefined ? {} : { expression: [expression] };
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text }, ...where }] };
}
