import { power, roundTo } from '../core/numeric.ts';
import type { ReferenceType } from './expression-lexer.ts';

/** What an expression works with. */
export type ExpressionValue = number | string | boolean | readonly number[];

/** Why an expression has no value for a person. A value, never thrown. */
export class Fault {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Gives the value of a reference for the person at hand; undefined when it is absent. */
export type Resolve = (name: string, type: ReferenceType) => ExpressionValue | undefined;

/** A compiled part of an expression. */
export type Evaluator = (resolve: Resolve) => ExpressionValue | Fault;

/** What a value is, for messages. */
function shown(value: ExpressionValue): string {
  if (typeof value === 'object') return 'a list';
  if (typeof value === 'string') return `the text '${value}'`;
  return `${typeof value === 'number' ? 'the number' : 'the truth value'} ${value}`;
}

function asNumber(value: ExpressionValue | Fault, user: string): number | Fault {
  if (typeof value === 'number' || value instanceof Fault) return value;
  return new Fault(`${user} wants a number, not ${shown(value)}`);
}

function asBoolean(value: ExpressionValue | Fault, user: string): boolean | Fault {
  if (typeof value === 'boolean' || value instanceof Fault) return value;
  return new Fault(`${user} wants true or false, not ${shown(value)}`);
}

/** Arithmetic of two numbers that may have no result (undefined). */
type Arithmetic = (a: number, b: number) => number | undefined;

export const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : a / b),
  div: (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
  mod: (a, b) => (b === 0 ? undefined : a % b),
  '^': raise,
};

const ORDER: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** Functions of one list, and of numbers; names as CQL spells them. */
const OF_LIST: Readonly<Record<string, (list: readonly number[]) => number>> = {
  Max: (list) => list.reduce((a, b) => Math.max(a, b)),
  Min: (list) => list.reduce((a, b) => Math.min(a, b)),
  Sum: (list) => list.reduce((a, b) => a + b),
  Avg: (list) => list.reduce((a, b) => a + b) / list.length,
  Count: (list) => list.length,
};

const OF_NUMBERS: Readonly<
  Record<string, { least: number; most: number; apply: (a: number, b: number | undefined) => number | undefined }>
> = {
  Abs: { least: 1, most: 1, apply: (a) => Math.abs(a) },
  Ceiling: { least: 1, most: 1, apply: (a) => Math.ceil(a) },
  Floor: { least: 1, most: 1, apply: (a) => Math.floor(a) },
  Truncate: { least: 1, most: 1, apply: (a) => Math.trunc(a) },
  Round: { least: 1, most: 2, apply: (a, places = 0) => roundTo(a, places) },
  Exp: { least: 1, most: 1, apply: (a) => Math.exp(a) },
  Ln: { least: 1, most: 1, apply: (a) => (a > 0 ? Math.log(a) : undefined) },
  Power: { least: 2, most: 2, apply: (a, b) => raise(a, b as number) },
};

/** All functions that expressions may call. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(OF_LIST), ...Object.keys(OF_NUMBERS)];

/** x to the power y; whole powers by multiplication, so that they are exact where they can be. */
function raise(x: number, y: number): number | undefined {
  if (Number.isInteger(y) && Math.abs(y) <= 64) {
    let product = 1;
    for (let i = 0; i < Math.abs(y); i++) product *= x;
    return y >= 0 ? product : x === 0 ? undefined : 1 / product;
  }
  if (x > 0) return power(x, y);
  return x === 0 && y > 0 ? 0 : undefined;
}

export function constant(value: ExpressionValue): Evaluator {
  return () => value;
}

export function lookUp(name: string, type: ReferenceType): Evaluator {
  return (resolve) => {
    const value = resolve(name, type);
    if (value === undefined) return new Fault(`"${name}" is absent`);
    return fits(value, type) ?? new Fault(`"${name}" holds ${shown(value)}, where a ${type} is asked for`);
  };
}

/** `value` as a reference of `type` gives it; undefined when it cannot be. Text of a number is a number. */
function fits(value: ExpressionValue, type: ReferenceType): ExpressionValue | undefined {
  if (type === 'list') return typeof value === 'object' ? value : undefined;
  if (type === 'string' || type === 'boolean') return typeof value === type ? value : undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[-+]?\d+(\.\d*)?$/.test(value) ? Number(value) : undefined;
}

export function negation(operand: Evaluator): Evaluator {
  return (resolve) => {
    const value = asNumber(operand(resolve), '-');
    return value instanceof Fault ? value : -value;
  };
}

export function arithmetic(operator: string, left: Evaluator, right: Evaluator): Evaluator {
  const apply = ARITHMETIC[operator] as Arithmetic;
  return (resolve) => {
    const first = left(resolve);
    const second = right(resolve);
    if (operator === '+' && typeof first === 'string' && typeof second === 'string') return first + second;
    const a = asNumber(first, operator);
    if (a instanceof Fault) return a;
    const b = asNumber(second, operator);
    if (b instanceof Fault) return b;
    return finite(apply(a, b), `${a} ${operator} ${b}`);
  };
}

function finite(value: number | undefined, asked: string): number | Fault {
  return value !== undefined && Number.isFinite(value) ? value : new Fault(`${asked} has no value`);
}

export function ordering(operator: string, left: Evaluator, right: Evaluator): Evaluator {
  const apply = ORDER[operator] as (a: number | string, b: number | string) => boolean;
  return (resolve) => {
    const a = left(resolve);
    if (a instanceof Fault) return a;
    const b = right(resolve);
    if (b instanceof Fault) return b;
    const alike = (typeof a === 'number' || typeof a === 'string') && typeof a === typeof b;
    return alike ? apply(a, b as number | string) : new Fault(`${operator} cannot order ${shown(a)} and ${shown(b)}`);
  };
}

export function equality(equal: boolean, left: Evaluator, right: Evaluator): Evaluator {
  return (resolve) => {
    const a = left(resolve);
    if (a instanceof Fault) return a;
    const b = right(resolve);
    if (b instanceof Fault) return b;
    if (typeof a !== typeof b || typeof a === 'object') {
      return new Fault(`${equal ? '=' : '!='} cannot compare ${shown(a)} with ${shown(b)}`);
    }
    return (a === b) === equal;
  };
}

/** `and` stops at the first false, `or` at the first true. */
export function logic(operator: 'and' | 'or' | 'xor', left: Evaluator, right: Evaluator): Evaluator {
  return (resolve) => {
    const a = asBoolean(left(resolve), operator);
    if (a instanceof Fault) return a;
    if (operator === (a ? 'or' : 'and')) return a;
    const b = asBoolean(right(resolve), operator);
    return b instanceof Fault || operator !== 'xor' ? b : a !== b;
  };
}

export function inversion(operand: Evaluator): Evaluator {
  return (resolve) => {
    const value = asBoolean(operand(resolve), 'not');
    return value instanceof Fault ? value : !value;
  };
}

/** Only the branch that is taken is evaluated. */
export function choice(condition: Evaluator, whenTrue: Evaluator, whenFalse: Evaluator): Evaluator {
  return (resolve) => {
    const value = asBoolean(condition(resolve), 'if');
    return value instanceof Fault ? value : (value ? whenTrue : whenFalse)(resolve);
  };
}

export function listOf(items: readonly Evaluator[]): Evaluator {
  return (resolve) => {
    const list: number[] = [];
    for (const item of items) {
      const value = asNumber(item(resolve), 'a list');
      if (value instanceof Fault) return value;
      list.push(value);
    }
    return list;
  };
}

/** A call of a known function, or the reason why it cannot be made. */
export function call(name: string, parameters: readonly Evaluator[]): Evaluator | string {
  const ofList = Object.hasOwn(OF_LIST, name) ? OF_LIST[name] : undefined;
  if (ofList)
    return parameters.length === 1 ? callOnList(name, ofList, parameters[0] as Evaluator) : `${name} takes one list`;
  const known = Object.hasOwn(OF_NUMBERS, name) ? OF_NUMBERS[name] : undefined;
  if (!known) return `there is no function "${name}"`;
  const { least, most, apply } = known;
  if (parameters.length < least || parameters.length > most) {
    return `${name} takes ${least === most ? least : `${least} or ${most}`} number${most === 1 ? '' : 's'}`;
  }
  const numbers = listOf(parameters);
  return (resolve) => {
    const values = numbers(resolve);
    if (!Array.isArray(values)) return values;
    const [a, b] = values as [number, number | undefined];
    return finite(apply(a, b), `${name}(${values.join(', ')})`);
  };
}

function callOnList(name: string, apply: (list: readonly number[]) => number, parameter: Evaluator): Evaluator {
  return (resolve) => {
    const value = parameter(resolve);
    if (value instanceof Fault) return value;
    if (typeof value !== 'object') return new Fault(`${name} wants a list, not ${shown(value)}`);
    if (value.length === 0 && name !== 'Count') return new Fault(`${name} of an empty list has no value`);
    return finite(apply(value), name);
  };
}
