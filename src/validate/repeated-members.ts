import { isObject, type Json } from '../core/json.ts';
import { readJson } from '../core/json-source.ts';
import { ValueSpan } from '../core/value-span.ts';
import { pathOfPointer } from './path.ts';
import { NOBODY, walk } from './walk.ts';

/** A member that an object has already. */
export interface RepeatedMember {
  /** Path to it, without the type. */
  readonly path: string;
  readonly line: number | undefined;
}

/** The members that are written twice in a JSON text, which says `json`. Where there is none, that is found out by counting. */
export function repeatedMembers(text: string, json: Json): readonly RepeatedMember[] {
  if (!isObject(json)) return [];
  const { members, isTooDeep } = walk(json, NOBODY);
  if (isTooDeep || members === membersIn(text)) return [];
  return readJson(text, '')
    .diagnostics.filter(({ code }) => code === 'duplicate-key')
    .map(({ pointer, position }) => ({ path: pathOfPointer(pointer ?? ''), line: position?.line }));
}

function membersIn(text: string): number {
  const span = new ValueSpan();
  span.begin();
  span.end(Buffer.from(text), 0);
  return span.members;
}
