/** JSON of any shape, read without trusting it: what is not as expected is empty. */

export type LooseObject = Readonly<Record<string, unknown>>;

const NOTHING: LooseObject = Object.freeze({});

export function objectOf(value: unknown): LooseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as LooseObject) : NOTHING;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a scalar; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The first display without SNOMED's tag, or else the code, of a list of codes; empty when there is none. */
export function firstCode(value: unknown): string {
  const { display, code } = objectOf(listOf(value)[0]);
  return textOf(display).replace(/ \([a-z/ ]+\)$/, '') || textOf(code);
}
