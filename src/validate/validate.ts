import type { Finding } from './finding.ts';
import { type ValidationOptions, ValidationSession } from './session.ts';

export interface BundleOptions extends Omit<ValidationOptions, 'acrossFiles'> {
  /** What findings call the file. */
  readonly file?: string;
  /** Whether references to resources that the bundle does not hold are errors. */
  readonly closed?: boolean;
}

/**
 * Judges one bundle or resource, given as text, bytes or read JSON, by the definitions of FHIR R4 and the profiles that it claims. Never
 * throws for what it is given. To judge many, give each the same `judge`: making one takes longer than judging a bundle.
 */
export function validateBundle(input: string | Uint8Array | object, options: BundleOptions = {}): readonly Finding[] {
  const { file = 'bundle', closed = false, ...judging } = options;
  const session = new ValidationSession(judging);
  if (typeof input === 'string' || input instanceof Uint8Array) session.addFile(file, input);
  else session.addJson(file, input);
  const { findings } = closed ? session.finish() : session.finishAlone();
  // A file among others may be something else; what is given alone to be judged as FHIR may not.
  return findings.map((finding) => (finding.code === 'not-fhir' ? { ...finding, severity: 'error' } : finding));
}
