import type { Guide } from '../../reference/guides.ts';
import type { Json, ResourceJson } from '../json.ts';

/** A fault that a definition finds in a resource. */
export interface ProfileFinding {
  readonly code: ProfileCode;
  readonly severity: 'error' | 'warning';
  /** Where, without the type of the resource: `component[0].code`; empty for the resource itself. */
  readonly path: string;
  readonly message: string;
}

/** Of the base definition; of a profile; of a binding of either; and so on. */
export type ProfileCode = 'structure' | 'profile' | 'binding' | 'invariant' | 'reference-type' | 'unknown-profile';

export type TellProfile = (finding: ProfileFinding) => void;

/** What the library asks about value sets; src/validate/terminology fulfils it. */
export interface ValueSets {
  /** `url` may carry a version: `url|6.1.0`. */
  valueSet(url: string): { has(system: string | undefined, code: string): boolean | undefined } | undefined;
}

/** Where an invariant in code is found; src/validate/invariants fulfils it. */
export type InvariantOf = (
  key: string,
  expression: string,
) => ((element: Json, context: { resource: ResourceJson; root: ResourceJson }) => boolean) | undefined;

export interface LibraryOptions {
  /** The guide that is meant by a claim without version. DEFAULT_GUIDE by default. */
  readonly guide?: Guide;
  readonly valueSets?: ValueSets;
  readonly invariantOf?: InvariantOf;
}

export interface JudgeOptions {
  /** The type of the resource that a literal reference leads to, where the text does not say it (`urn:uuid:...`). */
  readonly typeOf?: (reference: string) => string | undefined;
  /** Whether the resources in the entries of a Bundle are judged with it. True by default. */
  readonly entries?: boolean;
}

/**
 * Definitions by which resources are judged: every type of R4, the published versions of US Core, and packages that were added. Each
 * is compiled when it is first met, and kept in this object: one library serves a program.
 */
export class ProfileLibrary {
  constructor(options: LibraryOptions = {}) {
    void options;
  }

  /**
   * Tells the faults of a resource against the definition of its type and against every profile that it claims in meta.profile
   * (`url` or `url|version`), at most a hundred. Contained resources are judged by their own type and claims.
   */
  judge(resource: ResourceJson, tell: TellProfile, options: JudgeOptions = {}): void {
    void [resource, tell, options];
    throw new Error('not yet');
  }
}
