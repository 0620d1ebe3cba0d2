import { z } from 'zod';
import { isObject } from '../core/json.ts';
import { didYouMean } from '../core/suggest.ts';

/**
 * What a value is expected to be, as written in a file of cases: itself, or an object with one of these words. What is misspelt or upside
 * down is a fault of the file, with its place; `match.ts` judges.
 */
type Operator = 'between' | 'approx' | 'oneOf' | 'present' | 'entry' | 'series' | 'code';

const BESIDE: Readonly<Record<Operator, readonly string[]>> = {
  between: ['integer'],
  approx: ['tolerance'],
  oneOf: [],
  present: [],
  entry: [],
  series: [],
  code: ['system', 'display'],
};

const OPERATORS = Object.keys(BESIDE) as readonly Operator[];
/** Of a number. */
const NUMERIC: readonly Operator[] = ['between', 'approx', 'oneOf', 'present'];
/** Words that no field of a value is likely to be near to by chance. */
const TELLING: readonly Operator[] = ['between', 'approx', 'oneOf', 'present'];

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Bounds, both inside; the lower first. */
export const band = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, {
  error: (issue) => upsideDown(issue.input as readonly unknown[]),
});

/** Any value: a literal, null where it is absent, an object with a word of the above, or one whose fields are compared. */
export const expectedValue = z.unknown().superRefine((value, context) => {
  for (const { path, message } of anyFaults(value)) context.addIssue({ code: 'custom', path: [...path], message });
});

/** A number, with more words that may stand beside what it is expected to be. */
export function expectedNumber(...more: readonly string[]) {
  return z.unknown().superRefine((value, context) => {
    for (const { path, message } of numberFaults(value, more)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}

function numberFaults(value: unknown, more: readonly string[]): readonly Fault[] {
  if (typeof value === 'number' || value === null) return [];
  if (!isObject(value)) {
    const message = `${JSON.stringify(value)} is no number, and not what one can be, such as { "between": [1, 2] }`;
    return [{ path: [], message }];
  }
  const operator = NUMERIC.find((word) => word in value);
  const known = [...(operator === undefined ? NUMERIC : [operator, ...BESIDE[operator]]), ...more];
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) return [unknownWord(strange, known)];
  return operator === undefined ? [] : operandFaults(operator, value);
}

function anyFaults(value: unknown): readonly Fault[] {
  if (!isObject(value)) return [];
  const operator = OPERATORS.find((word) => word in value);
  if (operator !== undefined) {
    const known = [operator, ...BESIDE[operator]];
    const strange = Object.keys(value).find((key) => !known.includes(key));
    return strange !== undefined && TELLING.includes(operator)
      ? [unknownWord(strange, known)]
      : operandFaults(operator, value);
  }
  const near = Object.keys(value).find((key) => didYouMean(key, TELLING) !== '');
  return near === undefined ? [] : [unknownWord(near, TELLING)];
}

function operandFaults(operator: Operator, value: Readonly<Record<string, unknown>>): readonly Fault[] {
  const operand = value[operator];
  const fault = (message: string): readonly Fault[] => [{ path: [operator], message }];
  switch (operator) {
    case 'between':
      if (!isPair(operand)) return fault('is not [low, high], both numbers');
      return operand[0] <= operand[1] ? [] : fault(upsideDown(operand));
    case 'approx':
      if (typeof operand !== 'number') return fault('is no number');
      return isTolerance(value['tolerance']) ? [] : fault('has no "tolerance" beside it, a number from 0 on');
    case 'oneOf':
      if (!Array.isArray(operand) || operand.length === 0) return fault('is no list of values');
      return operand.flatMap((item, i) =>
        anyFaults(item).map(({ path, message }) => ({ path: [operator, i, ...path], message })),
      );
    case 'present':
      return typeof operand === 'boolean' ? [] : fault('is neither true nor false');
    default:
      return [];
  }
}

function unknownWord(word: string, known: readonly string[]): Fault {
  const near = didYouMean(word, known);
  const words = near === '' ? `: ${known.join(', ')} may stand here` : near;
  return { path: [word], message: `"${word}" is nothing that a value can be expected to be${words}` };
}

function upsideDown(bounds: readonly unknown[]): string {
  return `${JSON.stringify(bounds)} is upside down: the lower bound comes first`;
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((bound) => typeof bound === 'number');
}

function isTolerance(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}
