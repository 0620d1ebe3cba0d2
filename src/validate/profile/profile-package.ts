import type { ValueSets } from '../terminology/value-set.ts';
import type { DefinitionTable } from './tables.ts';

/** The profiles of a package, ready to judge by. */
export interface ProfilePackage {
  /** `hl7.fhir.us.core 6.1.0`. */
  readonly name: string;
  readonly definitions: readonly DefinitionTable[];
  /** The value sets of the package, as far as its own code systems are enough. */
  readonly valueSets: ValueSets;
  /** Keys of invariants of the package that nothing here can judge. */
  readonly unjudged: readonly string[];
}
