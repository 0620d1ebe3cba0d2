/** A fault that a definition finds in a resource. */
export interface ProfileFinding {
  readonly code: ProfileCode;
  readonly severity: 'error' | 'warning';
  /** Where, without the type of the resource: `component[0].code`; empty for the resource itself. */
  readonly path: string;
  readonly message: string;
  /** Of an invariant, its key: `bdl-11`. */
  readonly key?: string;
}

/**
 * What a finding is about: the base definition of a type (`structure`), a profile or extension (`profile`), and of either a binding, an
 * invariant, the type of what a reference leads to; or a profile that is claimed and not known, which is a warning.
 */
export type ProfileCode = 'structure' | 'profile' | 'binding' | 'invariant' | 'reference-type' | 'unknown-profile';

export type TellProfile = (finding: ProfileFinding) => void;
