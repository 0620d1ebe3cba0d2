import { didYouMean } from '../core/suggest.ts';
import { type ExpressionError, type ReferenceType, type Token, tokenize } from './expression-lexer.ts';
import {
  arithmetic,
  call,
  choice,
  constant,
  type Evaluator,
  type ExpressionValue,
  equality,
  Fault,
  FUNCTION_NAMES,
  inversion,
  listOf,
  logic,
  lookUp,
  negation,
  ordering,
  type Resolve,
} from './expression-nodes.ts';

export type { ExpressionError, ReferenceType } from './expression-lexer.ts';
export type { ExpressionValue, Resolve } from './expression-nodes.ts';

/** What an expression asks of the person: an attribute, a vital sign, the age. */
export interface Reference {
  readonly name: string;
  readonly type: ReferenceType;
}

/** Either a value, or the reason why there is none. */
export type ExpressionResult =
  | { readonly value: ExpressionValue; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: string };

/** A compiled expression; holds no state, so one serves all persons. */
export interface Expression {
  /** Each reference once, in the order of the text. */
  readonly references: readonly Reference[];
  /** The value for the person that `resolve` speaks of. Never throws, unless `resolve` does. */
  evaluate(resolve: Resolve): ExpressionResult;
}

/**
 * Compiles an expression: an arithmetic and logic subset of Clinical Quality Language, with its precedence (`not` binds
 * closer than comparisons, `if` reaches as far right as it can). One expression a line; the last is the result, earlier
 * ones may be named (`define name: ...`) and used by that name below.
 */
export function parseExpression(
  text: string,
): { expression: Expression; error?: undefined } | { expression?: undefined; error: ExpressionError } {
  const references = new Map<string, Reference>();
  const definitions = new Map<string, Evaluator>();
  let result: Evaluator | undefined;
  let base = 0;
  if (text.length > MAX_LENGTH) {
    return { error: { message: `the expression is longer than ${MAX_LENGTH} characters`, offset: MAX_LENGTH } };
  }
  for (const line of text.split('\n')) {
    if (line.trim() !== '') {
      const parsed = parseLine(line, base, references, definitions);
      if ('error' in parsed) return parsed;
      result = parsed.evaluator;
    }
    base += line.length + 1;
  }
  if (!result) return { error: { message: 'the expression is empty', offset: 0 } };
  return { expression: new CompiledExpression([...references.values()], result) };
}

class CompiledExpression implements Expression {
  readonly references: readonly Reference[];
  readonly #evaluator: Evaluator;

  constructor(references: readonly Reference[], evaluator: Evaluator) {
    this.references = references;
    this.#evaluator = evaluator;
  }

  evaluate(resolve: Resolve): ExpressionResult {
    const value = this.#evaluator(resolve);
    return value instanceof Fault ? { error: value.message } : { value };
  }
}

function parseLine(
  line: string,
  base: number,
  references: Map<string, Reference>,
  definitions: Map<string, Evaluator>,
): { evaluator: Evaluator } | { error: ExpressionError } {
  const lexed = tokenize(line, base);
  if ('error' in lexed) return lexed;
  const parser = new Parser(lexed.tokens, references, definitions);
  try {
    return { evaluator: parser.line() };
  } catch (error) {
    if (error instanceof SyntaxFault) return { error: { message: error.message, offset: error.offset } };
    throw error;
  }
}

/** Leaves the recursive descent at the first fault; never leaves this file. */
class SyntaxFault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** How closely binary operators bind (CQL 1.5, order of operations); a larger number binds closer. */
const BINARY: Readonly<Record<string, number>> = {
  ...{ or: 1, xor: 1, and: 2, '=': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4 },
  ...{ '+': 6, '-': 6, '*': 7, '/': 7, div: 7, mod: 7, '^': 8 },
};
const NOT = 5;
const SIGN = 9;

const RESERVED = new Set(['if', 'then', 'else', 'and', 'or', 'xor', 'not', 'div', 'mod', 'true', 'false', 'define']);

// Deeper nesting and longer texts are refused, so that none can exhaust the stack when it is read or evaluated.
const MAX_DEPTH = 100;
const MAX_LENGTH = 4000;

class Parser {
  readonly #tokens: readonly Token[];
  readonly #references: Map<string, Reference>;
  readonly #definitions: Map<string, Evaluator>;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], references: Map<string, Reference>, definitions: Map<string, Evaluator>) {
    this.#tokens = tokens;
    this.#references = references;
    this.#definitions = definitions;
  }

  line(): Evaluator {
    let name: string | undefined;
    if (this.#accept('define')) {
      const token = this.#take();
      if (token.kind !== 'word' || RESERVED.has(token.text)) throw unexpected(token, 'a name');
      name = token.text;
      this.#expect(':');
    }
    const evaluator = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw unexpected(rest, 'an operator or the end of the line');
    if (name !== undefined) this.#definitions.set(name, evaluator);
    return evaluator;
  }

  #expression(least: number): Evaluator {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxFault('the expression is nested too deeply', this.#peek().offset);
    let left = this.#prefix();
    for (;;) {
      const operator = symbolOf(this.#peek());
      const closeness = Object.hasOwn(BINARY, operator) ? (BINARY[operator] as number) : 0;
      if (closeness === 0 || closeness <= least) break;
      this.#take();
      left = binary(operator, left, this.#expression(closeness));
    }
    this.#depth--;
    return left;
  }

  #prefix(): Evaluator {
    if (this.#accept('not')) return inversion(this.#expression(NOT - 1));
    if (this.#accept('-')) return negation(this.#expression(SIGN));
    if (this.#accept('+')) return this.#expression(SIGN);
    if (this.#accept('if')) {
      const condition = this.#expression(0);
      this.#expect('then');
      const whenTrue = this.#expression(0);
      this.#expect('else');
      return choice(condition, whenTrue, this.#expression(0));
    }
    return this.#primary();
  }

  #primary(): Evaluator {
    const token = this.#take();
    if (token.kind === 'number' || token.kind === 'string') return constant(token.value);
    if (token.kind === 'reference') {
      const { name, type } = token;
      this.#references.set(`${type} ${name}`, { name, type });
      return lookUp(name, type);
    }
    if (token.kind === 'word' && (token.text === 'true' || token.text === 'false'))
      return constant(token.text === 'true');
    if (token.kind === 'word' && !RESERVED.has(token.text)) return this.#named(token.text, token.offset);
    if (token.kind === 'symbol' && token.text === '(') {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'symbol' && token.text === '{') return listOf(this.#items('}'));
    throw unexpected(token, 'a value');
  }

  /** A call of a function, or an expression defined on an earlier line. */
  #named(name: string, offset: number): Evaluator {
    if (!this.#accept('(')) {
      const defined = this.#definitions.get(name);
      if (defined) return defined;
      throw new SyntaxFault(`"${name}" is not defined; an attribute is written #{${name}}`, offset);
    }
    const called = call(name, this.#items(')'));
    if (typeof called === 'string') {
      const hint = FUNCTION_NAMES.includes(name) ? '' : didYouMean(name, FUNCTION_NAMES);
      throw new SyntaxFault(called + hint, offset);
    }
    return called;
  }

  #items(close: string): Evaluator[] {
    const items: Evaluator[] = [];
    if (this.#accept(close)) return items;
    do items.push(this.#expression(0));
    while (this.#accept(','));
    this.#expect(close);
    return items;
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  #accept(text: string): boolean {
    if (symbolOf(this.#peek()) !== text) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw unexpected(this.#peek(), `"${text}"`);
  }
}

function binary(operator: string, left: Evaluator, right: Evaluator): Evaluator {
  if (operator === 'and' || operator === 'or' || operator === 'xor') return logic(operator, left, right);
  if (operator === '=' || operator === '!=') return equality(operator === '=', left, right);
  const closeness = BINARY[operator] as number;
  return closeness === BINARY['<'] ? ordering(operator, left, right) : arithmetic(operator, left, right);
}

function symbolOf(token: Token): string {
  return token.kind === 'word' || token.kind === 'symbol' ? token.text : '';
}

function unexpected(token: Token, wanted: string): SyntaxFault {
  const found =
    token.kind === 'end'
      ? 'the line ends'
      : token.kind === 'word' || token.kind === 'symbol'
        ? `"${token.text}"`
        : `a ${token.kind}`;
  return new SyntaxFault(`${found} where ${wanted} should be`, token.offset);
}
