/** Something that validation has to say about what was written. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'note';
  /** Short stable name of the rule, kebab-case. */
  readonly code: string;
  /** Which rule of plausibility, where the code is that. */
  readonly key?: string;
  /** The file, as it was named to the validation. */
  readonly file: string;
  /** Line on which the resource begins, from 1, where that is known. */
  readonly line?: number;
  /** Where in the file, as a FHIRPath of indices: `Bundle.entry[3].resource.period.start`; empty for the whole file. */
  readonly expression: string;
  /** The resource it is about, `Type/id`; empty where there is none. */
  readonly resource: string;
  readonly message: string;
}

/** `file:line: error: message [code] at expression (resource)`, without what is not there. */
export function formatFinding({ severity, code, file, line, expression, resource, message }: Finding): string {
  const where = file === '' ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  const place = expression === '' ? '' : ` at ${expression}`;
  const subject = resource === '' ? '' : ` (${resource})`;
  return `${where}${severity}: ${message} [${code}]${place}${subject}`;
}
