import type { Json, ResourceJson } from '../../core/json.ts';
import type { Guide } from '../../reference/guides.ts';
import type { Check, Judgement } from './judgement.ts';
import type { DefinitionTable } from './tables.ts';

/** What the library asks about value sets; src/validate/terminology fulfils it. */
export interface ValueSets {
  /** `url` may carry a version: `url|6.1.0`. */
  valueSet(url: string): ValueSet | undefined;
}

export interface ValueSet {
  /** Whether a code belongs to it, of any system where none is given; undefined where that cannot be judged. */
  has(system: string | undefined, code: string): boolean | undefined;
  /** Whether it holds codes of a system. */
  holdsSystem(system: string): boolean;
}

/** Whether an element holds to an invariant. */
export type Invariant = (element: Json, context: { resource: ResourceJson; root: ResourceJson }) => boolean;

/** Where an invariant in code is found; src/validate/invariants fulfils it. */
export type InvariantOf = (key: string, expression: string) => Invariant | undefined;

/** What generated code and those who generate it need of the library. */
export interface Host extends ValueSets {
  readonly judgement: Judgement;
  /** The definition of a base type of R4. */
  base(type: string): DefinitionTable | undefined;
  /** A definition by its URL, with or without version, as the guide means it. */
  definition(url: string, guide: Guide | undefined): DefinitionTable | undefined;
  /** Judges by the definition of a base type; compiled when first used. */
  typeCheck(type: string): Check;
  /** Judges by what a profile asks beyond its base type. */
  profileCheck(table: DefinitionTable): Check;
  invariantOf: InvariantOf;
  /** Judges a resource inside of another one by its own type and claims. */
  nested(value: Json, depth: number, isContained: boolean): void;
  /** Judges an extension by the definition that its url names. `place` is where it stands, in terms of the type that `base` steps lead to. */
  extension(value: Json, depth: number, isModifier: boolean, place: string): void;
}
