import type { Code } from '../core/code.ts';
import type { Entry } from '../record/kinds/index.ts';

/** Numbers sampled at a constant period. */
export interface Series {
  readonly samples: readonly number[];
  readonly periodSeconds: number;
}

/** What an attribute of a person can hold; an absent attribute is undefined. */
export type AttributeValue = number | string | boolean | Code | Entry | Series;

export function isEntry(value: AttributeValue | undefined): value is Entry {
  return typeof value === 'object' && 'kind' in value;
}

export function isSeries(value: AttributeValue | undefined): value is Series {
  return typeof value === 'object' && 'samples' in value;
}

export function isCode(value: AttributeValue | undefined): value is Code {
  return typeof value === 'object' && 'code' in value;
}
