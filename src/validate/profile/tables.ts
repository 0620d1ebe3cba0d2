import type { Json } from '../../core/json.ts';

/**
 * Definitions of types, profiles and extensions as tables: what scripts/build-profiles.ts writes to src/validate/data, and what a
 * package is turned to when it is read. A table of a base type holds all its elements. A table of a profile holds only what it
 * asks beyond the base type, which is judged by itself.
 */
export interface DefinitionTable {
  readonly url: string;
  readonly version: string;
  /** The type that is defined or constrained: `Observation`, `Quantity`, `Extension`, `code`. */
  readonly type: string;
  readonly kind: 'resource' | 'complex-type' | 'primitive-type';
  /** Whether this is the definition of the type itself, not a profile on it. */
  readonly base?: true;
  /** Whether no instance can have this very type. */
  readonly abstract?: true;
  /** The definition this one derives from. */
  readonly parent?: string;
  /** Where an extension may stand: types and paths; absent when anywhere. */
  readonly context?: readonly string[];
  /** The invariants that the elements name, by key. */
  readonly invariants?: Readonly<Record<string, InvariantTable>>;
  readonly elements: readonly ElementTable[];
}

export interface InvariantTable {
  readonly severity: 'error' | 'warning';
  readonly expression: string;
  /** What it asks, in words. */
  readonly human: string;
}

/** An element. What is absent is not asked for. */
export interface ElementTable {
  /** Path below the type, with slices: `component:systolic.code`; empty for the type itself. Choices read `value[x]`, `value[x]:valueQuantity`. */
  readonly id: string;
  readonly min?: number;
  readonly max?: number;
  /** Whether it is an array in JSON. */
  readonly list?: true;
  readonly types?: readonly TypeTable[];
  readonly fixed?: Json;
  readonly pattern?: Json;
  readonly binding?: BindingTable;
  /** Keys of the invariants of the definition that hold here. */
  readonly invariants?: readonly string[];
  readonly slicing?: SlicingTable;
  /** The id of the element whose content this one has. */
  readonly content?: string;
  readonly maxLength?: number;
}

export interface TypeTable {
  readonly code: string;
  /** Profiles of the type, one of which must be met. */
  readonly profiles?: readonly string[];
  /** Types of resources, or profiles on them, that a Reference may lead to; absent when any. */
  readonly targets?: readonly string[];
}

export interface BindingTable {
  readonly strength: 'required' | 'extensible' | 'preferred';
  readonly valueSet: string;
  /** The value set that codes outside of an extensible one must be from. */
  readonly max?: string;
}

export interface SlicingTable {
  readonly by: readonly DiscriminatorTable[];
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered?: true;
}

export interface DiscriminatorTable {
  readonly type: 'value' | 'pattern' | 'type' | 'exists' | 'profile';
  readonly path: string;
}

/** A file of tables. */
export interface TableFile {
  /** Where the definitions come from. */
  readonly source: string;
  readonly license: string;
  readonly definitions: readonly DefinitionTable[];
}
