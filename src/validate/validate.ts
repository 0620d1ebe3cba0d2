import type { Finding } from './finding.ts';
import { ValidationSession } from './session.ts';

export interface BundleOptions {
  /** What findings call the file. */
  readonly file?: string;
  /** Whether references to resources that the bundle does not hold are errors. */
  readonly closed?: boolean;
}

/** Judges one bundle or resource, given as text, bytes or read JSON. Never throws for what it is given. */
export function validateBundle(input: string | Uint8Array | object, options: BundleOptions = {}): readonly Finding[] {
  const { file = 'bundle', closed = false } = options;
  const session = new ValidationSession();
  if (typeof input === 'string' || input instanceof Uint8Array) session.addFile(file, input);
  else session.addJson(file, input);
  const { findings } = closed ? session.finish() : session.current();
  // A file among others may be something else; what is given alone to be judged as FHIR may not.
  return findings.map((finding) => (finding.code === 'not-fhir' ? { ...finding, severity: 'error' } : finding));
}
