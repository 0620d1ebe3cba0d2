import type { Json, ResourceJson } from '../../core/json.ts';
import type { Guide } from '../../reference/guides.ts';
import type { ValueSets } from '../terminology/value-set.ts';
import type { Check, Judgement } from './judgement.ts';
import type { DefinitionTable } from './tables.ts';

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
