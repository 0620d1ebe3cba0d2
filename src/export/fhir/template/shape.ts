/**
 * What a view holds. A view is the flat object between the record and a resource: one field a changing place of the
 * resource, made once and filled anew for every resource, always with the same fields in the same order.
 */

declare const TYPE: unique symbol;

export type FieldKind = 'token' | 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'object' | 'memo';

/** A field of a view; `T` is the type of its value and exists for the compiler only. */
export interface Field<T = unknown> {
  readonly kind: FieldKind;
  /** The value may be undefined; what is made of it is then left out. */
  readonly optional: boolean;
  /** What a choice chooses from. */
  readonly values: readonly string[];
  /** What a list holds. */
  readonly item: Field | undefined;
  /** What an object, or an object in a list, holds. */
  readonly shape: Shape | undefined;
  readonly [TYPE]?: T;
}

export type Shape = Readonly<Record<string, Field>>;

/** The view that a shape describes. */
export type View<S extends Shape> = { -readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never };

function field<T>(kind: FieldKind, more: Partial<Field> = {}): Field<T> {
  return { kind, optional: false, values: [], item: undefined, shape: undefined, ...more } as Field<T>;
}

/**
 * Text that this program made itself and that needs no escaping in JSON: ids, dates, URLs, names of codes in our own tables.
 * Never text from a module, a user or a data file.
 */
export const token: Field<string> = field('token');

/** Any text; escaped as JSON.stringify does. */
export const text: Field<string> = field('text');

export const number: Field<number> = field('number');

export const boolean: Field<boolean> = field('boolean');

/** One of a few tokens. */
export function choice<const V extends string>(...values: readonly V[]): Field<V> {
  return field('choice', { values });
}

/** Any number of values of one kind; an empty list is left out of the resource. */
export function list<T>(item: Field<T>): Field<readonly T[]> {
  return field('list', { item });
}

/** A view inside a view. */
export function object<S extends Shape>(shape: S): Field<View<S>> {
  return field('object', { shape });
}

/** The same field, or undefined. */
export function optional<T>(of: Field<T>): Field<T | undefined> {
  return { ...of, optional: true } as Field<T | undefined>;
}

/**
 * Makes a part remember its JSON: the writer keeps what it wrote in this field, so that a view used many times (the coding of one
 * code) is written once. The view must not change after its first use, and starts with ''.
 */
export const memo: Field<string> = field('memo');

/** A view with every field present, empty: text '', numbers 0, lists empty, optional fields undefined. */
export function emptyView<S extends Shape>(shape: S): View<S> {
  return Object.fromEntries(Object.entries(shape).map(([name, of]) => [name, emptyValue(of)])) as View<S>;
}

/** Makes empty views fast: for views that are parts of others. Their objects and lists are shared until they are set. */
export function viewMaker<S extends Shape>(shape: S): () => View<S> {
  const blank = emptyView(shape);
  return () => ({ ...blank });
}

function emptyValue(of: Field): unknown {
  if (of.optional) return undefined;
  switch (of.kind) {
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'choice':
      return of.values[0];
    case 'list':
      return [];
    case 'object':
      return emptyView(of.shape ?? {});
    default:
      return '';
  }
}
