import type { z } from 'zod';
import type { Code } from '../core/code.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { Distribution } from '../core/distributions/distribution.ts';
import type { Signal } from '../physiology/signal.ts';
import type { CompiledCondition, CompiledTransition, StateProgram } from './compiled.ts';
import type { CodeJson, ConditionJson, DistributionJson, FieldKit } from './fields.ts';
import type { BoundLookupTable, RateTable } from './lookup-table.ts';

/** What to do about an extension in a file that does not say its kind. */
export const SAY_KIND = 'a file that uses it says so: add "kind": "module" (or "submodule") at its top';

/** A place inside the file being compiled. */
export type Path = readonly PropertyKey[];

/** What compiling a state, condition or transition may ask of the file it stands in. */
export interface CompileContext {
  /** Path of the module. */
  readonly module: string;
  readonly native: boolean;
  readonly strict: boolean;
  readonly specialty: string;
  report(severity: Severity, code: string, message: string, path: Path, hint?: string): void;
  /** The slot of an attribute that is read here. */
  reads(attribute: string, path: Path): number;
  /** The slot of a name that may be an attribute, without calling it a read. */
  mentions(attribute: string): number;
  /** The slot of an attribute that is written here. */
  writes(attribute: string, path: Path): number;
  /** The index of a state of this module; a name that is none is reported, and fails the life that goes there. */
  target(state: string, path: Path): number;
  hasState(state: string): boolean;
  /** The type of a state of this file; undefined when there is none of the name. */
  stateType(state: string): string | undefined;
  /** Visits to states of this name are asked for later, and must be kept. */
  remembers(state: string): void;
  /** The codes of a ConditionOnset of this file; undefined when the state is none. */
  onsetCodes(state: string): readonly Code[] | undefined;
  /** A parameter that the submodule declares. */
  hasParameter(name: string): boolean;
  /** Compiles a nested condition. */
  condition(json: ConditionJson, path: Path): CompiledCondition;
  distribution(json: DistributionJson, path: Path): Distribution;
  /** As `codes`, of what is looked for: an empty list finds nothing, and is told. */
  soughtCodes(json: readonly CodeJson[], path: Path): readonly Code[];
  /** The signal of a name; a name that is none is reported. */
  signal(name: string, path: Path): Signal | undefined;
  /** The signal that an observation of the first of these codes is of, where it is of one. */
  signalOfCodes(codes: readonly CodeJson[]): Signal | undefined;
  /** A lookup table bound to the targets of its transition; undefined (and reported) when it cannot be used. */
  lookupTable(name: string, targets: readonly string[], path: Path): BoundLookupTable | undefined;
  rateTable(name: string, path: Path): RateTable | undefined;
  /** Says that a number stands here, with the id of its source; strict files must give one that the file lists. */
  source(id: string | undefined, path: Path): void;
}

/** A state type: one file in states/, one line in its index. */
export interface StateDefinition {
  readonly type: string;
  /** True for types that only native files may use. */
  readonly extension: boolean;
  /** True when a transition field must not stand here, because the state chooses itself or never passes. */
  readonly withoutTransition: boolean;
  /** Whether time may go by in a state that watches nothing and calls nothing, or the life ends there. */
  takesTime(json: never): boolean;
  fields(kit: FieldKit): z.ZodRawShape;
  compile(json: never, context: CompileContext, path: Path): StateProgram;
}

/** Defines a state type; the type of `json` follows from the fields. */
export function defineState<F extends z.ZodRawShape>(definition: {
  readonly type: string;
  readonly extension?: boolean;
  readonly withoutTransition?: boolean;
  takesTime?(json: z.output<z.ZodObject<F>>): boolean;
  fields(kit: FieldKit): F;
  compile(json: z.output<z.ZodObject<F>>, context: CompileContext, path: Path): StateProgram;
}): StateDefinition {
  const defaults = { extension: false, withoutTransition: false, takesTime: () => false };
  return { ...defaults, ...definition } as unknown as StateDefinition;
}

/** A condition type: one file in conditions/, one line in its index. */
export interface ConditionDefinition {
  /** As files write it, with the spaces. */
  readonly type: string;
  readonly extension: boolean;
  fields(kit: FieldKit): z.ZodRawShape;
  compile(json: never, context: CompileContext, path: Path): CompiledCondition;
}

export function defineCondition<F extends z.ZodRawShape>(definition: {
  readonly type: string;
  readonly extension?: boolean;
  fields(kit: FieldKit): F;
  compile(json: z.output<z.ZodObject<F>>, context: CompileContext, path: Path): CompiledCondition;
}): ConditionDefinition {
  return { extension: false, ...definition } as unknown as ConditionDefinition;
}

/** A transition: one file in transitions/, one line in its index. */
export interface TransitionDefinition {
  /** The field of a state that holds it. */
  readonly field: string;
  schema(kit: FieldKit): z.ZodType;
  compile(json: never, context: CompileContext, path: Path): CompiledTransition;
}

export function defineTransition<S extends z.ZodType>(definition: {
  readonly field: string;
  schema(kit: FieldKit): S;
  compile(json: z.output<S>, context: CompileContext, path: Path): CompiledTransition;
}): TransitionDefinition {
  return definition as unknown as TransitionDefinition;
}
