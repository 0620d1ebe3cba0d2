import { objectOf, textOf } from '../loose-json.ts';
import type { AttributeDeclaration } from '../schema.ts';

/** What an attribute or parameter may be declared as. */
export type ValueType = AttributeDeclaration['type'];

/** A type as a sentence names it: `an entry`. */
export function withArticle(type: ValueType): string {
  return `${type === 'entry' ? 'an' : 'a'} ${type}`;
}

/** The type of a literal that stands in a file; undefined for what is no value. */
export function typeOfLiteral(value: unknown): ValueType | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value as ValueType;
    default:
      return typeof objectOf(value)['code'] === 'string' ? 'code' : undefined;
  }
}

/** Whether a literal is one of the values that a declaration lists; true when it lists none. */
export function isListed(value: unknown, values: readonly unknown[] | undefined): boolean {
  return values === undefined || typeof value === 'object' || values.includes(value);
}

/** A literal as a message shows it. */
export function shown(value: unknown): string {
  return typeof value === 'object' ? `the code ${textOf(objectOf(value)['code'])}` : JSON.stringify(value);
}
