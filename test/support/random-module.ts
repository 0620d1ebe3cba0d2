import fc from 'fast-check';
import type { Body } from './random-body.ts';
import { type Later, NUMBERS, randomCondition } from './random-conditions.ts';
import { randomBody, randomCall } from './random-states.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** A module file of the format. */
export interface ModuleJson {
  readonly name: string;
  readonly gmf_version: number;
  readonly states: Readonly<Record<string, Json>>;
}

export interface RandomModuleOptions {
  /** Paths of the submodules that states may call; none when left out. */
  readonly submodules?: readonly string[];
  /** States between Initial and Terminal at most; 15 when left out. */
  readonly maxStates?: number;
}

/**
 * Modules that compile without an error, of all state types and transitions but lookup tables (`randomFiles` has those).
 * A way back leads only from a Delay of two weeks or more, so no loop is without time; Guards may wait for ever.
 */
export function randomModule(options: RandomModuleOptions = {}): fc.Arbitrary<ModuleJson> {
  return drafts(options).map(({ spec }) => build(spec, undefined).module);
}

/**
 * A folder of modules that compile without an error: one to three top-level modules which share attributes, codes, symptoms and the
 * encounter lock, a submodule that they call, another that this one calls, and lookup tables. Paths with extension; tables as text.
 */
export function randomFiles(): fc.Arbitrary<Readonly<Record<string, ModuleJson | string>>> {
  const top = fc.array(drafts({ submodules: ['sub/outer', 'sub/inner'] }), { minLength: 1, maxLength: 3 });
  const outer = drafts({ submodules: ['sub/inner'], maxStates: 6 });
  const inner = drafts({ maxStates: 5 });
  return fc.tuple(top, outer, inner).map(([modules, first, second]) => {
    const files: Record<string, ModuleJson | string> = {};
    const add = (path: string, { spec }: Drawn) => {
      const { module, tables } = build(spec, `${path.replaceAll('/', '_')}_`);
      files[`${path}.json`] = module;
      for (const [name, text] of Object.entries(tables)) files[`lookup_tables/${name}`] = text;
    };
    for (const [index, drawn] of modules.entries()) add(`module_${index}`, drawn);
    add('sub/outer', first);
    add('sub/inner', second);
    return files;
  });
}

/** The states of a module while it is put together: names by what is drawn as a number. */
export class Draft {
  readonly #names: readonly string[];
  readonly #bodies: readonly Body[];

  constructor(bodies: readonly Body[]) {
    this.#bodies = bodies;
    this.#names = bodies.map((_, index) => nameOf(index));
  }

  /** Any state that can be left. */
  state(pick: number): string {
    const names = ['Initial', ...this.#names];
    return names[pick % names.length] as string;
  }

  /** A field that names a state of a type; none when the module has none. */
  named(field: string, pick: number | undefined, type: string): Json {
    const names = this.#names.filter((_, index) => this.#bodies[index]?.type === type);
    return pick === undefined || names.length === 0 ? {} : { [field]: names[pick % names.length] };
  }

  reason(pick: number | undefined): Json {
    return this.named('reason', pick, 'ConditionOnset');
  }
}

const TRANSITIONS = ['direct', 'distributed', 'conditional', 'complex', 'care', 'lookup'] as const;

/** Where a state leads, targets as numbers still. */
interface Way {
  readonly kind: (typeof TRANSITIONS)[number];
  readonly picks: readonly number[];
  readonly weights: readonly number[];
  readonly conditions: readonly Later<Json>[];
  /** The first weight is held by an attribute. */
  readonly fromAttribute: boolean;
}

interface Spec {
  readonly name: string;
  readonly states: readonly { readonly body: Body; readonly way: Way }[];
  readonly start: Way;
}

/** Closures do not print; what a failing property shows is the module made from them. */
interface Drawn {
  readonly spec: Spec;
}

function drafts({ submodules = [], maxStates = 15 }: RandomModuleOptions): fc.Arbitrary<Drawn> {
  const body =
    submodules.length === 0
      ? randomBody()
      : fc.oneof({ arbitrary: randomBody(), weight: 8 }, { arbitrary: randomCall(submodules), weight: 1 });
  const way = fc.record({
    kind: fc.constantFrom(...TRANSITIONS),
    picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    weights: fc.constantFrom([0.5, 0.25, 0.25], [0.15, 0.55, 0.3], [0, 0.9, 0.1], [1, 0, 0]),
    conditions: fc.array(randomCondition(), { minLength: 2, maxLength: 2 }),
    fromAttribute: fc.boolean(),
  });
  const name = fc.constantFrom('Random', 'Random illness', "Somebody's module");
  const states = fc.array(fc.record({ body, way }), { minLength: 1, maxLength: maxStates });
  return fc.record({ name, states, start: way }).map((spec) => ({ spec }));
}

/** `tables`: prefix of the names of lookup tables; without it their transitions become distributed ones. */
function build(
  { name, states, start }: Spec,
  tables: string | undefined,
): { module: ModuleJson; tables: Record<string, string> } {
  const draft = new Draft(states.map(({ body }) => body));
  const made: Record<string, string> = {};
  const names = ['Initial', ...states.map((_, index) => nameOf(index)), 'Terminal'];
  const lead = (way: Way, index: number, isPause: boolean): Json => {
    const targets = way.picks.map((pick) => targetOf(pick, index, names, isPause));
    const table = tables === undefined ? undefined : `${tables}${index}.csv`;
    if (way.kind === 'lookup' && table !== undefined) made[table] = tableOf(targets, way.weights);
    return transitionOf(way, targets, draft, table);
  };
  const json: Record<string, Json> = { Initial: { type: 'Initial', ...lead(start, 0, false) } };
  for (const [index, { body, way }] of states.entries()) {
    const next = lead(way, index + 1, body.isPause);
    const alternative = body.hasAlternative
      ? { alt_direct_transition: targetOf(way.picks[0] as number, index + 1, names, false) }
      : {};
    json[nameOf(index)] = { type: body.type, ...body.fields(draft), ...alternative, ...next };
  }
  json['Terminal'] = { type: 'Terminal' };
  return { module: { name, gmf_version: 2, states: json }, tables: made };
}

function nameOf(index: number): string {
  return `State_${index}`;
}

/** Mostly the next state, so that most states are reached; a later one, or after a pause any but the first. */
function targetOf(pick: number, index: number, names: readonly string[], isPause: boolean): string {
  if (pick % 2 === 0) return names[index + 1] as string;
  const first = isPause ? 1 : index + 1;
  return names[first + (Math.floor(pick / 2) % (names.length - first))] as string;
}

function transitionOf(way: Way, targets: readonly string[], draft: Draft, table: string | undefined): Json {
  const [first = '', second = '', third = ''] = targets;
  const conditions = way.conditions.map((condition) => condition(draft));
  const distributions = targets.map((transition, i) => ({ transition, distribution: way.weights[i] }));
  switch (way.kind) {
    case 'direct':
      return { direct_transition: first };
    case 'conditional':
      return {
        conditional_transition: [
          { condition: conditions[0], transition: first },
          { condition: conditions[1], transition: second },
          { transition: third },
        ],
      };
    case 'complex':
      return { complex_transition: [{ condition: conditions[0], distributions }, { transition: second }] };
    case 'care':
      return { type_of_care_transition: { ambulatory: first, emergency: second, telemedicine: third } };
    case 'lookup':
      if (table !== undefined) return { lookup_table_transition: lookupOptions(targets, way.weights, table) };
      return { distributed_transition: distributions };
    case 'distributed':
      return { distributed_transition: way.fromAttribute ? heldByAttribute(distributions) : distributions };
  }
}

function heldByAttribute(distributions: readonly Json[]): readonly Json[] {
  return distributions.map((option, i) =>
    i === 0 ? { ...option, distribution: { attribute: NUMBERS[0], default: option['distribution'] } } : option,
  );
}

function lookupOptions(targets: readonly string[], weights: readonly number[], table: string): readonly Json[] {
  return [...new Set(targets)].map((transition, i) => ({
    transition,
    default_probability: weights[i],
    lookup_table_name: table,
  }));
}

/** A table by age and sex with a gap between 40 and 49. */
function tableOf(targets: readonly string[], weights: readonly number[]): string {
  const distinct = [...new Set(targets)];
  const shares = distinct.map((_, i) => (distinct.length === 3 ? weights[i] : 1 / distinct.length));
  const row = (age: string, gender: string, values: readonly unknown[]) => [age, gender, ...values].join(',');
  return [
    row('age', 'gender', distinct),
    row('0-39', 'F', shares),
    row('0-39', 'M', [...shares].reverse()),
    row('50-140', 'F', shares),
    row('50-140', 'M', shares),
  ].join('\n');
}
