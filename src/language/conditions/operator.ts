import { z } from 'zod';
import type { Code } from '../../core/code.ts';
import { sameCode } from '../../core/code.ts';
import { type AttributeValue, isCode } from '../values.ts';

export const OPERATORS = ['<', '<=', '==', '>=', '>', '!=', 'is nil', 'is not nil'] as const;

export type Operator = (typeof OPERATORS)[number];

/** The comparison of a condition. */
export const operator = z.enum(OPERATORS);

export type Literal = number | string | boolean | Code | undefined;

/**
 * Compares what the person has with what the file says. An absent value is only `is nil`. Values of different kinds do not
 * compare: `onMismatch` is called (the reference engine stops there) and the answer is false.
 */
export function compare(
  left: AttributeValue | undefined,
  op: Operator,
  right: Literal,
  onMismatch: () => void,
): boolean {
  if (op === 'is nil') return left === undefined;
  if (op === 'is not nil') return left !== undefined;
  if (left === undefined) return false;
  if (typeof left === 'number' && typeof right === 'number') return compareOrdered(left, op, right);
  if (typeof left === 'string' && typeof right === 'string') return compareOrdered(left, op, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return op === '==' ? left === right : left !== right;
  if (isCode(left) && typeof right === 'object') {
    return op === '==' ? sameCode(left, right) : op === '!=' ? !sameCode(left, right) : false;
  }
  onMismatch();
  return false;
}

/** Numbers as doubles; texts by UTF-16 code unit. */
export function compareOrdered<T extends number | string>(left: T, op: Operator, right: T): boolean {
  switch (op) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '==':
      return left === right;
    case '>=':
      return left >= right;
    case '>':
      return left > right;
    case '!=':
      return left !== right;
    default:
      return false;
  }
}
