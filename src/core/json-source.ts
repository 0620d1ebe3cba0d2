import { createRequire } from 'node:module';
import type { Node, ParseError } from 'jsonc-parser';
import { type Diagnostic, type Position, pointerOf } from './diagnostic.ts';
import { LineIndex } from './line-index.ts';

/** Nesting beyond this is refused: nobody writes it, and recursive readers would run out of stack. */
export const MAX_JSON_DEPTH = 200;

/** A JSON text that a person wrote, with the places of what is in it. */
export interface JsonSource {
  readonly file: string;
  /** What the text says; undefined when `diagnostics` holds an error, so that nothing is read from a broken file. */
  readonly value: unknown;
  /** Syntax errors, refused keys, keys written twice (the last one counts), a byte order mark. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the value at `path` starts; undefined when there is no such value. */
  positionOf(path: readonly PropertyKey[]): Position | undefined;
  /** Where the key that names the value at `path` starts; undefined for array items and the root. */
  keyPositionOf(path: readonly PropertyKey[]): Position | undefined;
  /** Where the value at `path`, or else the innermost existing value around it, starts. */
  nearestPositionOf(path: readonly PropertyKey[]): Position | undefined;
}

/** Reads JSON (RFC 8259; no comments, no trailing commas). `file` is only named in diagnostics. Never throws. */
export function readJson(text: string, file: string): JsonSource {
  return new Source(text, file);
}

/** A source whose text could not be had at all, for the reason in `diagnostic`. */
export function unreadableJson(diagnostic: Diagnostic): JsonSource {
  const nowhere = (): undefined => undefined;
  return {
    file: diagnostic.file,
    value: undefined,
    diagnostics: [diagnostic],
    positionOf: nowhere,
    keyPositionOf: nowhere,
    nearestPositionOf: nowhere,
  };
}

class Source implements JsonSource {
  readonly file: string;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly #text: string;
  #lines: LineIndex | undefined;
  /** Built on first use: it costs thirty times what JSON.parse does. */
  #tree: { readonly root: Node | undefined } | undefined;

  constructor(text: string, file: string) {
    const marked = text.startsWith('\uFEFF');
    this.file = file;
    this.#text = marked ? text.slice(1) : text;
    const diagnostics: Diagnostic[] = [];
    if (marked) {
      const message = 'the file starts with a byte order mark';
      diagnostics.push(this.#diagnose('warning', 'byte-order-mark', message, 0, 'save it as UTF-8 without BOM'));
    }
    const value = this.#parse(diagnostics);
    this.diagnostics = diagnostics;
    this.value = diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? undefined : value;
  }

  positionOf(path: readonly PropertyKey[]): Position | undefined {
    const { node, depth } = this.#find(path);
    return node && depth === path.length ? this.#position(node.offset) : undefined;
  }

  keyPositionOf(path: readonly PropertyKey[]): Position | undefined {
    const { node, depth } = this.#find(path);
    const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    return key && depth === path.length ? this.#position(key.offset) : undefined;
  }

  nearestPositionOf(path: readonly PropertyKey[]): Position | undefined {
    const { node } = this.#find(path);
    return node && this.#position(node.offset);
  }

  #parse(diagnostics: Diagnostic[]): unknown {
    let value: unknown;
    try {
      value = JSON.parse(this.#text);
    } catch (error) {
      diagnostics.push(...this.#syntaxErrors(error));
      return undefined;
    }
    const shape = measure(value);
    if (shape.depth > MAX_JSON_DEPTH) {
      diagnostics.push(this.#tooDeep());
    } else if (shape.unsafe || shape.keys !== countKeys(this.#text)) {
      diagnostics.push(...this.#keyFaults());
    }
    return value;
  }

  #syntaxErrors(cause: unknown): Diagnostic[] {
    if (this.#text.trim() === '') return [this.#diagnose('error', 'json-syntax', 'the file is empty', 0)];
    const errors: ParseError[] = [];
    this.#tree = { root: parseTree(this.#text, errors) };
    if (!this.#tree.root && errors.length === 0) return [this.#tooDeep()];
    if (errors.length === 0) {
      const message = cause instanceof Error ? cause.message : 'the text is not JSON';
      return [this.#diagnose('error', 'json-syntax', message, 0)];
    }
    // Later errors are mostly echoes of the first few.
    return errors.slice(0, 5).map((error) => {
      const { message, hint } = describe(jsonc().printParseErrorCode(error.error), this.#text[error.offset]);
      return this.#diagnose('error', 'json-syntax', message, error.offset, hint);
    });
  }

  #keyFaults(): Diagnostic[] {
    const root = this.#root();
    const faults: Diagnostic[] = [];
    if (root) this.#collectKeyFaults(root, [], faults);
    return faults;
  }

  #collectKeyFaults(node: Node, path: readonly PropertyKey[], faults: Diagnostic[]): void {
    const first = new Map<string, number>();
    for (const [index, child] of (node.children ?? []).entries()) {
      const key = node.type === 'object' ? child.children?.[0] : undefined;
      if (!key) {
        this.#collectKeyFaults(child, [...path, index], faults);
        continue;
      }
      const name = String(key.value);
      const inside = [...path, name];
      const before = first.get(name);
      if (name === '__proto__') {
        faults.push(
          this.#diagnose('error', 'unsafe-key', 'the key "__proto__" is not allowed', key.offset, '', inside),
        );
      } else if (before !== undefined) {
        const message = `the key "${name}" is written twice; the last one counts (first on line ${this.#position(before).line})`;
        faults.push(this.#diagnose('warning', 'duplicate-key', message, key.offset, 'rename or remove one', inside));
      }
      first.set(name, key.offset);
      const value = child.children?.[1];
      if (value) this.#collectKeyFaults(value, inside, faults);
    }
  }

  #tooDeep(): Diagnostic {
    return this.#diagnose('error', 'json-depth', `the text is nested more than ${MAX_JSON_DEPTH} levels deep`, 0);
  }

  #root(): Node | undefined {
    this.#tree ??= { root: parseTree(this.#text, []) };
    return this.#tree.root;
  }

  /** The node at `path`, or the innermost one around it, and how many segments led to it. */
  #find(path: readonly PropertyKey[]): { node: Node | undefined; depth: number } {
    let node = this.#root();
    for (const [depth, segment] of path.entries()) {
      const child = node && childOf(node, segment);
      if (!child) return { node, depth };
      node = child;
    }
    return { node, depth: path.length };
  }

  #position(offset: number): Position {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines.positionAt(offset);
  }

  #diagnose(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    offset: number,
    hint = '',
    path: readonly PropertyKey[] = [],
  ): Diagnostic {
    const place = { file: this.file, pointer: pointerOf(path), position: this.#position(offset) };
    return { severity, code, message, ...place, ...(hint === '' ? {} : { hint }) };
  }
}

/** The parse tree, faults included; none when the text is nested so deep that the parser gives up. */
function parseTree(text: string, errors: ParseError[]): Node | undefined {
  try {
    return jsonc().parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    errors.length = 0;
    return undefined;
  }
}

/** Loaded when first needed: most runs read sound files only, and it takes longer to load than they take to read. */
function jsonc(): typeof import('jsonc-parser') {
  return createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser');
}

function childOf(node: Node, segment: PropertyKey): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(segment)];
  if (node.type !== 'object' || typeof segment === 'symbol') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === String(segment))?.children?.[1];
}

/** Depth of a JSON value, how many keys its objects have in all, and whether one of them is `__proto__`. */
function measure(value: unknown): { depth: number; keys: number; unsafe: boolean } {
  let level = [value];
  let depth = 0;
  let keys = 0;
  let unsafe = false;
  // Level by level, without recursion: the text may be nested as deep as memory allows.
  while (level.length > 0) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (!Array.isArray(item)) {
        for (const key of Object.keys(item)) {
          keys++;
          if (key === '__proto__') unsafe = true;
        }
      }
      for (const inner of Object.values(item)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    if (level.some((item) => typeof item === 'object' && item !== null)) depth++;
    level = next;
  }
  return { depth, keys, unsafe };
}

/** How many keys are written in a valid JSON text: strings that a colon follows. */
function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    at = endOfString(text, at);
    let next = at + 1;
    while (text.charCodeAt(next) <= 32) next++;
    if (text.charCodeAt(next) === 58) count++;
  }
  return count;
}

/** Offset of the quote, or the line's end, that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 34 || unit === 10 || unit === 13) return at;
    at += unit === 92 ? 2 : 1;
  }
  return at;
}

function describe(code: string, found: string | undefined): { message: string; hint?: string } {
  const here = found === undefined ? 'at the end of the file' : `before ${JSON.stringify(found)}`;
  switch (code) {
    case 'InvalidCommentToken':
      return { message: 'comments are not JSON', hint: 'say it in a "remarks" field' };
    case 'UnexpectedEndOfComment':
      return { message: 'a comment does not end, and comments are not JSON' };
    case 'CommaExpected':
      return { message: `a comma is missing ${here}` };
    case 'ColonExpected':
      return { message: `a colon is missing ${here}` };
    case 'PropertyNameExpected':
      return { message: `a key in double quotes is missing ${here}`, hint: 'remove the comma after the last property' };
    case 'ValueExpected':
      return { message: `a value is missing ${here}`, hint: 'remove the comma after the last item' };
    case 'CloseBraceExpected':
      return { message: `a closing } is missing ${here}` };
    case 'CloseBracketExpected':
      return { message: `a closing ] is missing ${here}` };
    case 'EndOfFileExpected':
      return { message: `the JSON value is complete, but text follows ${here}` };
    case 'UnexpectedEndOfString':
      return { message: 'a string does not end on its line' };
    case 'InvalidCharacter':
      return { message: 'a control character inside a string', hint: 'write it as an escape, for instance \\n or \\t' };
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return { message: 'a backslash is followed by something that is no JSON escape' };
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return { message: 'a number is not written as JSON wants it' };
    default:
      return { message: `something unexpected ${here}` };
  }
}
