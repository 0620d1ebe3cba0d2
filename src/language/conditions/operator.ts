import { z } from 'zod';
import type { Code } from '../../core/code.ts';
import { sameCode } from '../../core/code.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { CompileContext, Path } from '../define.ts';
import { type AttributeValue, isCode } from '../values.ts';

export const OPERATORS = ['<', '<=', '==', '>=', '>', '!=', 'is nil', 'is not nil'] as const;

/** What other languages write. */
const MEANT: ReadonlyMap<string, Operator> = new Map([
  ['=>', '>='],
  ['≥', '>='],
  ['=<', '<='],
  ['≤', '<='],
  ['=', '=='],
  ['===', '=='],
  ['<>', '!='],
  ['!==', '!='],
  ['=!', '!='],
  ['≠', '!='],
  ['isnull', 'is nil'],
  ['isnotnull', 'is not nil'],
]);

/** `unknown` holds for nothing. */
export type Operator = (typeof OPERATORS)[number] | 'unknown';

/** The comparison of a condition, one of OPERATORS; what else foreign files write is read, and holds for nothing. */
export const operator = z.string();

/** The operator of the condition at `path`. */
export function readOperator(written: string, context: CompileContext, path: Path): Operator {
  const known = OPERATORS.find((candidate) => candidate === written);
  if (known !== undefined) return known;
  const meant = MEANT.get(written.replaceAll(/\s/g, '').toLowerCase());
  const near = meant === undefined ? didYouMean(written, OPERATORS) : `; did you mean "${meant}"?`;
  const message = `"${written}" is no operator, and holds for nothing${near}`;
  const hint = `one of ${OPERATORS.join(', ')}`;
  context.report(context.strict ? 'error' : 'warning', 'operator', message, [...path, 'operator'], hint);
  return 'unknown';
}

/** The operator of the condition at `path`, which compares with a literal unless it asks for presence alone. */
export function readComparison(written: string, literal: Literal, context: CompileContext, path: Path): Operator {
  const op = readOperator(written, context, path);
  if (literal === undefined && op !== 'is nil' && op !== 'is not nil' && op !== 'unknown') {
    const message = `there is no value to compare with by ${op}, which holds for nothing`;
    context.report(context.strict ? 'error' : 'warning', 'value-missing', message, path);
  }
  return op;
}

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
  if (left === undefined || op === 'unknown') return false;
  if (typeof left === 'number' && typeof right === 'number') return compareOrdered(left, op, right);
  if (typeof left === 'string' && typeof right === 'string') return compareOrdered(left, op, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return op === '==' ? left === right : left !== right;
  if (isCode(left) && typeof right === 'object') {
    return op === '==' ? sameCode(left, right) : op === '!=' ? !sameCode(left, right) : false;
  }
  onMismatch();
  return false;
}

/** Numbers as doubles; texts by UTF-16 code unit. What is compared is there. */
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
    case 'is not nil':
      return true;
    default:
      return false;
  }
}
