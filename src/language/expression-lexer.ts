/** What a reference of an expression must resolve to. */
export type ReferenceType = 'decimal' | 'list' | 'boolean' | 'string';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly offset: number }
  | { readonly kind: 'string'; readonly value: string; readonly offset: number }
  | { readonly kind: 'reference'; readonly name: string; readonly type: ReferenceType; readonly offset: number }
  | { readonly kind: 'word' | 'symbol'; readonly text: string; readonly offset: number }
  | { readonly kind: 'end'; readonly offset: number };

/** What is wrong with the text of an expression, and where (UTF-16 code units from its start). */
export interface ExpressionError {
  readonly message: string;
  readonly offset: number;
}

const REFERENCE_TYPES: Readonly<Record<string, ReferenceType>> = {
  '': 'decimal',
  d: 'decimal',
  l: 'list',
  b: 'boolean',
  s: 'string',
};

// In this order: the first that matches at a place is taken.
const BLANK = /[ \t\r]+/y;
const REFERENCE = /#([A-Za-z]?)\{([^}\n]*)\}/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const STRING = /'((?:[^'\\\n]|\\.)*)'/y;
const WORD = /[A-Za-z_]\w*/y;
const SYMBOL = /<=|>=|!=|[-+*/^=<>(){},:]/y;

/** Cuts one line of an expression into tokens, the last of kind `end`; `base` is added to all offsets. */
export function tokenize(line: string, base: number): { tokens: readonly Token[] } | { error: ExpressionError } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const next = tokenAt(line, at, base);
    if ('error' in next) return next;
    if (next.token) tokens.push(next.token);
    at = next.end;
  }
  tokens.push({ kind: 'end', offset: base + line.length });
  return { tokens };
}

function tokenAt(
  line: string,
  at: number,
  base: number,
): { token: Token | undefined; end: number } | { error: ExpressionError } {
  const offset = base + at;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(line);
  };
  let found = match(BLANK);
  if (found) return { token: undefined, end: at + found[0].length };
  found = match(REFERENCE);
  if (found) return reference(found, at, offset);
  found = match(NUMBER);
  if (found) return { token: { kind: 'number', value: Number(found[0]), offset }, end: at + found[0].length };
  found = match(STRING);
  if (found) {
    const value = (found[1] as string).replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
    return { token: { kind: 'string', value, offset }, end: at + found[0].length };
  }
  found = match(WORD);
  if (found) return { token: { kind: 'word', text: found[0], offset }, end: at + found[0].length };
  found = match(SYMBOL);
  if (found) return { token: { kind: 'symbol', text: found[0], offset }, end: at + found[0].length };
  return { error: { message: unknownAt(line, at), offset } };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function reference(
  found: RegExpExecArray,
  at: number,
  offset: number,
): { token: Token; end: number } | { error: ExpressionError } {
  const [text, letter = '', name = ''] = found;
  const type = Object.hasOwn(REFERENCE_TYPES, letter) ? REFERENCE_TYPES[letter] : undefined;
  if (type === undefined) {
    return { error: { message: `#${letter}{...} is no kind of reference; there are #, #d, #l, #b and #s`, offset } };
  }
  if (name.trim() === '') return { error: { message: 'a reference names nothing', offset } };
  return { token: { kind: 'reference', name, type, offset }, end: at + text.length };
}

function unknownAt(line: string, at: number): string {
  const found = String.fromCodePoint(line.codePointAt(at) as number);
  if (found === "'") return 'a string does not end on its line';
  if (found === '#') return 'a reference is written #{name}';
  if (found === '"') return 'text is written in single quotes';
  return `${JSON.stringify(found)} means nothing here`;
}
