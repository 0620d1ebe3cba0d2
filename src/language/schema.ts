import { z } from 'zod';
import { CONDITIONS } from './conditions/index.ts';
import type { ConditionDefinition, StateDefinition } from './define.ts';
import { MODULE_KINDS } from './discover.ts';
import { type ConditionJson, code, type FieldKit, number, remarks, scalar, sourceId, text } from './fields.ts';
import { STATES } from './states/index.ts';
import { TRANSITIONS } from './transitions/index.ts';

/** The shapes of the language, put together from its registries. */
export interface LanguageSchema {
  /** Everything of a module file but what its states hold. */
  readonly header: z.ZodType<ModuleHeaderJson>;
  readonly condition: z.ZodType<ConditionJson>;
  /** The shape of each state type, its transition fields included. */
  readonly states: ReadonlyMap<string, { readonly definition: StateDefinition; readonly shape: z.ZodType<StateJson> }>;
  /** A whole native file, for editors. */
  readonly file: z.ZodType;
}

/** A state as parsed; its definition and its transition know the rest. */
export interface StateJson {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Where a number or statement comes from. */
const source = z.strictObject({ id: z.string(), citation: z.string(), url: z.string().optional() });

/** What a module says of an attribute that it writes. */
const attributeDeclaration = z.strictObject({
  type: z.enum(['boolean', 'number', 'string', 'code', 'entry']),
  values: z.array(scalar).optional(),
  default: z.union([scalar, code]).optional(),
  doc: z.string(),
});

const parameterDeclaration = z.strictObject({
  type: z.enum(['boolean', 'number', 'string', 'code', 'entry']),
  /** What callers may give, where that is not anything of the type. */
  values: z.array(scalar).min(1).optional(),
  /** Callers may leave it out; it is absent then. */
  optional: z.boolean().optional(),
  doc: z.string(),
});

/** A published figure that the module must reproduce. */
const target = (condition: z.ZodType<ConditionJson>) =>
  z.strictObject({
    id: z.string(),
    /** prevalence: share of the living for whom `when` holds; incidence: first visits to `state` per person-year. */
    measure: z.enum(['prevalence', 'incidence']),
    when: condition.optional(),
    state: z.string().optional(),
    population: z
      .strictObject({ sex: z.enum(['F', 'M']).optional(), ageMin: z.int().optional(), ageMax: z.int().optional() })
      .optional(),
    year: z.int(),
    value: z.number(),
    low: z.number(),
    high: z.number(),
    source: z.string(),
    note: z.string().optional(),
  });

const headerShape = (condition: z.ZodType<ConditionJson>) => ({
  $schema: z.string().optional(),
  name: text,
  kind: z.enum(MODULE_KINDS).optional(),
  strict: z.boolean().optional(),
  gmf_version: number.optional(),
  specialty: text.optional(),
  remarks: remarks.optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  sources: z.array(source).optional(),
  attributes: z.record(z.string(), attributeDeclaration).optional(),
  parameters: z.record(z.string(), parameterDeclaration).optional(),
  targets: z.array(target(condition)).optional(),
  /** Underlying causes of death that the module tells, which background mortality leaves to it (native extension). */
  causes_of_death: z.array(code).optional(),
});

/** The top level of a module file. */
const header = (condition: z.ZodType<ConditionJson>) =>
  z.strictObject({
    ...headerShape(condition),
    states: z.record(z.string(), z.looseObject({ type: z.string() })),
  });

export type ModuleHeaderJson = z.output<ReturnType<typeof header>>;
export type TargetJson = z.output<ReturnType<typeof target>>;
export type AttributeDeclaration = z.output<typeof attributeDeclaration>;
export type ParameterDeclaration = z.output<typeof parameterDeclaration>;

/** Builds the shapes from the registries. */
export function languageSchema(): LanguageSchema {
  const condition: z.ZodType<ConditionJson> = z.lazy(() => conditionUnion);
  const kit: FieldKit = { condition };
  const conditionUnion = z.discriminatedUnion(
    'condition_type',
    CONDITIONS.map((definition) => conditionShape(definition, kit)) as unknown as readonly [
      z.ZodObject<{ condition_type: z.ZodLiteral<string> }>,
    ],
  );
  const states = new Map(
    STATES.map((definition) => [definition.type, { definition, shape: stateShape(definition, kit) }] as const),
  );
  const file = z.strictObject({
    ...headerShape(condition),
    states: z.record(
      z.string(),
      z.discriminatedUnion(
        'type',
        [...states.values()].map(({ shape }) => shape) as unknown as readonly [
          z.ZodObject<{ type: z.ZodLiteral<string> }>,
        ],
      ),
    ),
  });
  return { header: header(condition), condition, states, file };
}

/** The shape of one type of condition, its type included. */
export function conditionShape(definition: ConditionDefinition, kit: FieldKit): z.ZodObject {
  return z.strictObject({
    condition_type: z.literal(definition.type),
    remarks: remarks.optional(),
    ...definition.fields(kit),
  });
}

function stateShape(definition: StateDefinition, kit: FieldKit): z.ZodType<StateJson> {
  const transitions = definition.withoutTransition
    ? {}
    : Object.fromEntries(TRANSITIONS.map(({ field, schema }) => [field, schema(kit).optional()]));
  return z.strictObject({
    type: z.literal(definition.type),
    name: text.optional(),
    remarks: remarks.optional(),
    /** Where what the state says is from (native extension). */
    source: sourceId.optional(),
    ...definition.fields(kit),
    ...transitions,
  }) as unknown as z.ZodType<StateJson>;
}
