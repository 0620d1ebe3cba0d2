import type { Field, Shape, View } from './shape.ts';

/**
 * The language of templates. A template is a function from a view to the resource. Called with a view it gives the resource;
 * called with the symbols of `symbolic` it gives a tree that compile.ts turns into the source of a writer. Every helper
 * below therefore has two behaviours that must agree: on values, and on symbols.
 *
 * A symbol stands for a value that is not known yet, so a template may place it and pass it to these helpers, and nothing
 * else: `${symbol}` throws, and `symbol ? a : b` would always take `a` (`test/property/template.test.ts` finds that).
 */

/** Anything that stands for a piece of JSON to come. */
export abstract class Node {
  /** The type checker takes a symbol for a string, so that nothing but this would stop its use in a template literal. */
  [Symbol.toPrimitive](): never {
    throw new TypeError('a placeholder of a FHIR template was used as a value; use join() to build text from it');
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

/** The value of a field of a view, or the view itself; `expression` is how the writer reaches it. */
export class Slot extends Node {
  readonly field: Field;
  readonly expression: string;

  constructor(field: Field, expression: string) {
    super();
    this.field = field;
    this.expression = expression;
  }
}

/** Text put together. */
export class Join extends Node {
  readonly parts: readonly (string | Slot)[];

  constructor(parts: readonly (string | Slot)[]) {
    super();
    this.parts = parts;
  }
}

/** A list made from a list; left out when that is empty. */
export class Each extends Node {
  readonly list: Slot;
  readonly body: Body;

  constructor(list: Slot, body: Body) {
    super();
    this.list = list;
    this.body = body;
  }
}

/** Something that is there only when `test` is: not undefined, and not false. */
export class When extends Node {
  readonly test: Slot;
  readonly body: Body;

  constructor(test: Slot, body: Body) {
    super();
    this.test = test;
    this.body = body;
  }
}

/** A list whose members may be absent; left out when all are. */
export class Items extends Node {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    super();
    this.items = items;
  }
}

/** Properties that depend on a choice. */
export class Choose extends Node {
  readonly on: Slot;
  readonly cases: Readonly<Record<string, () => object>>;

  constructor(on: Slot, cases: Readonly<Record<string, () => object>>) {
    super();
    this.on = on;
    this.cases = cases;
  }
}

/** The application of a part to a view. */
export class Call extends Node {
  readonly part: Part<Shape, unknown>;
  readonly expression: string;

  constructor(part: Part<Shape, unknown>, expression: string) {
    super();
    this.part = part;
    this.expression = expression;
  }
}

/** What `each` and `when` apply; a Part is one. */
export type Body = (value: never) => unknown;

/** A template with a name, that becomes a function of its own in the generated code. */
export interface Part<S extends Shape, R> {
  (view: View<S>): R;
  readonly partName: string;
  readonly shape: S;
  readonly template: (view: View<S>) => R;
}

/** Names a template that several resources use. */
export function part<S extends Shape, R>(partName: string, shape: S, template: (view: View<S>) => R): Part<S, R> {
  const call = (view: View<S>): R => {
    const expression = view instanceof Slot ? view.expression : (view as Partial<Symbols>)[REACHED_BY];
    if (expression !== undefined) return new Call(self as unknown as Part<Shape, unknown>, expression) as R;
    return template(view);
  };
  const self = Object.assign(call, { partName, shape, template });
  return self;
}

function isPart(body: Body): body is Part<Shape, unknown> {
  return 'partName' in body;
}

/** `parts` one after the other. Tokens and choices only: the result is not escaped. Absent when one of them is. */
export function join<const P extends readonly (string | undefined)[]>(
  ...parts: P
): undefined extends P[number] ? string | undefined : string {
  type Result = undefined extends P[number] ? string | undefined : string;
  if (parts.some(isNode)) return new Join(parts as readonly (string | Slot)[]) as unknown as Result;
  return (parts.includes(undefined) ? undefined : parts.join('')) as Result;
}

/** `body` of every member of a list; left out when the list is empty. */
export function each<T, R>(values: readonly T[], body: (value: T) => R): R[] {
  if (isNode(values)) return new Each(slot(values), body as Body) as unknown as R[];
  return (values.length === 0 ? undefined : values.map((value) => body(value))) as R[];
}

/** `body` of a value that is there; undefined when it is undefined or false. */
export function when<T, R>(value: T | undefined, body: (value: T) => R): R | undefined {
  if (isNode(value)) return new When(slot(value), body as Body) as unknown as R;
  return value === undefined || value === false ? undefined : body(value);
}

/** The members that are there; left out when there are none. */
export function items<T>(...values: readonly (T | undefined)[]): T[] {
  if (values.some(holdsNode)) return new Items(values) as unknown as T[];
  const present = values.filter((value) => value !== undefined);
  return (present.length === 0 ? undefined : present) as T[];
}

type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void
  ? I
  : never;

/**
 * The properties of one case: to be spread into an object after a property that is always there. A case that is not
 * named adds nothing.
 */
export function choose<const C extends Readonly<Record<string, () => object>>>(
  on: string,
  cases: C,
): Partial<UnionToIntersection<ReturnType<C[keyof C]>>> {
  type Result = Partial<UnionToIntersection<ReturnType<C[keyof C]>>>;
  if (isNode(on)) return { [`choose ${slot(on).expression}`]: new Choose(slot(on), cases) } as Result;
  return (cases[on]?.() ?? {}) as Result;
}

/** Whether `value` is a symbol or a tree over symbols, at its top. */
export function isNode(value: unknown): value is Node {
  return value instanceof Node;
}

function slot(value: Node): Slot {
  if (value instanceof Slot) return value;
  throw new TypeError('only a field of the view can be tested or iterated');
}

/** Whether there is a symbol anywhere in `value`. */
function holdsNode(value: unknown): boolean {
  if (isNode(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNode);
}

const REACHED_BY = Symbol('expression');

/** The symbols of a view's fields. */
interface Symbols {
  readonly [REACHED_BY]: string;
  readonly [field: string]: Slot;
}

/** The symbols that stand for a view reached by `expression`. */
export function symbolic(shape: Shape, expression: string): Symbols {
  const fields = Object.entries(shape).map(([name, field]) => [name, new Slot(field, `${expression}.${name}`)]);
  return { ...Object.fromEntries(fields), [REACHED_BY]: expression };
}

/** The tree that `body` makes of the value in `slot`, which is known to be there. */
export function applied(body: Body, slot: Slot): unknown {
  const { field, expression } = slot;
  if (isPart(body)) return new Call(body, expression);
  const value = field.shape ? symbolic(field.shape, expression) : new Slot({ ...field, optional: false }, expression);
  return body(value as never);
}
