import type { Field, Shape } from './shape.ts';
import { applied, Call, Choose, Each, Items, isNode, Join, type Part, Slot, symbolic, When } from './template.ts';

/** A template under its name: what a writer is generated from. */
export interface Template {
  readonly name: string;
  readonly shape: Shape;
  /** Called with symbols, whatever view it declares. */
  readonly template: (view: never) => unknown;
}

/** The source of one writer: its body, and the parts that it calls. */
export interface WriterSource {
  /** Statements of a function whose parameter is `v`. */
  readonly body: string;
  readonly calls: ReadonlySet<Part<Shape, unknown>>;
}

/**
 * Compiles a template to straight-line source. The result of the function is byte for byte what JSON.stringify gives of the
 * object that the template makes of the same view.
 */
export function compileTemplate(template: Template): WriterSource {
  const compiler = new Compiler();
  const pieces = compiler.value(template.template(symbolic(template.shape, 'v') as never));
  const memo = Object.entries(template.shape).find(([, field]) => field.kind === 'memo');
  const body = memo
    ? `if (v.${memo[0]} === '') v.${memo[0]} = ${render(pieces)};\n  return v.${memo[0]};`
    : `return ${render(pieces)};`;
  return { body, calls: compiler.calls };
}

/** A constant piece of JSON, or an expression of TypeScript that gives one. */
type Piece = { readonly constant: string } | { readonly code: string };

const constant = (value: string): Piece => ({ constant: value });
const code = (value: string): Piece => ({ code: value });

/** Pieces as one expression; neighbouring constants become one. */
function render(pieces: readonly Piece[]): string {
  const terms: string[] = [];
  let pending = '';
  for (const piece of pieces) {
    if ('constant' in piece) {
      pending += piece.constant;
      continue;
    }
    if (pending !== '') terms.push(quote(pending));
    pending = '';
    terms.push(piece.code);
  }
  if (pending !== '' || terms.length === 0) terms.push(quote(pending));
  return terms.join(' +\n    ');
}

function quote(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

type Comma = 'before' | 'after';

class Compiler {
  readonly calls = new Set<Part<Shape, unknown>>();
  #variables = 0;

  /** The JSON of a value that is there. */
  value(node: unknown): Piece[] {
    if (node instanceof Slot) return this.#slot(node);
    if (node instanceof Join)
      return [constant('"'), ...node.parts.flatMap((part) => this.#joinPart(part)), constant('"')];
    if (node instanceof Each) return this.#each(node);
    if (node instanceof When) return this.value(applied(node.body, node.test));
    if (node instanceof Call) return this.#call(node);
    if (node instanceof Items) return [constant('['), ...this.#members(node), constant(']')];
    if (Array.isArray(node)) return this.#array(node);
    if (typeof node === 'object' && node !== null) return this.#object(node);
    if (node === undefined || isNode(node))
      throw new TypeError('a value that may be absent stands where JSON needs one');
    return [constant(JSON.stringify(node))];
  }

  #slot({ field, expression }: Slot): Piece[] {
    switch (field.kind) {
      case 'token':
      case 'choice':
        return [constant('"'), code(expression), constant('"')];
      case 'text':
        return [constant('"'), code(`escaped(${expression})`), constant('"')];
      case 'number':
        return [code(`numeral(${expression})`)];
      case 'boolean':
        return [code(`(${expression} ? 'true' : 'false')`)];
      default:
        throw new TypeError(`${expression} is a ${field.kind}: use each() or when() to place it`);
    }
  }

  #joinPart(part: string | Slot): Piece[] {
    if (!(part instanceof Slot)) return [constant(JSON.stringify(part).slice(1, -1))];
    if (part.field.kind === 'token' || part.field.kind === 'choice') return [code(part.expression)];
    throw new TypeError(`${part.expression} is a ${part.field.kind}: join() takes tokens and choices`);
  }

  #each({ list, body }: Each): Piece[] {
    const variable = `i${this.#variables++}`;
    const member = applied(body, new Slot(list.field.item as Field, variable));
    if (presence(member).length > 0) throw new TypeError(`a member of ${list.expression} may be absent`);
    const each = member instanceof Call && member.expression === variable ? this.#callee(member) : undefined;
    const lambda = each ?? `(${variable}) => ${render(this.value(member))}`;
    return [constant('['), code(`joined(${list.expression}, ${lambda})`), constant(']')];
  }

  #call(call: Call): Piece[] {
    return [code(`${this.#callee(call)}(${call.expression})`)];
  }

  #callee({ part }: Call): string {
    this.calls.add(part);
    return writerName(part.partName);
  }

  #array(members: readonly unknown[]): Piece[] {
    if (members.some((member) => presence(member).length > 0)) {
      throw new TypeError('a member of an array literal may be absent: use items()');
    }
    const pieces = members.flatMap((member, i) => [constant(i === 0 ? '' : ','), ...this.value(member)]);
    return [constant('['), ...pieces, constant(']')];
  }

  /** The members of `items()`, with commas where one is always there, else each after a comma. */
  #members({ items }: Items): Piece[] {
    const anchor = items.findIndex((member) => presence(member).length === 0);
    return items.flatMap((member, i) => {
      const before = anchor === -1 || i > anchor ? ',' : '';
      const after = i < anchor ? ',' : '';
      return this.#conditional(member, [constant(before), ...this.value(member), constant(after)]);
    });
  }

  #object(node: object): Piece[] {
    const properties = Object.entries(node).filter(([, value]) => value !== undefined);
    const anchor = properties.findIndex(([, value]) => isAlwaysThere(value));
    if (anchor === -1 && properties.length > 0) {
      const pieces = properties.flatMap(([key, value]) => this.#property(key, value, 'before'));
      return [code(`objectOf(${render(pieces)})`)];
    }
    const pieces = properties.flatMap(([key, value], i) => {
      if (i !== anchor) return this.#property(key, value, i < anchor ? 'after' : 'before');
      return [constant(`${JSON.stringify(key)}:`), ...this.value(value)];
    });
    return [constant('{'), ...pieces, constant('}')];
  }

  #property(key: string, node: unknown, comma: Comma): Piece[] {
    const name = `${JSON.stringify(key)}:`;
    const before = comma === 'before' ? ',' : '';
    const after = comma === 'after' ? ',' : '';
    if (isLooseList(node) && node.items.length === 1) {
      const [only] = node.items;
      return this.#conditional(only, [constant(`${before}${name}[`), ...this.value(only), constant(`]${after}`)]);
    }
    if (node instanceof Choose || isLooseList(node)) {
      // What may add nothing at all cannot tell whether a comma must follow it.
      if (comma === 'after') throw new TypeError(`${key} must follow a property that is always there`);
      if (node instanceof Choose) return [this.#choose(node)];
      return [code(`listOf(${quote(`,${name}`)}, ${render(this.#members(node))})`)];
    }
    return this.#conditional(node, [constant(before + name), ...this.value(node), constant(after)]);
  }

  #choose({ on, cases }: Choose): Piece {
    const branches = Object.entries(cases).map(([name, properties]) => {
      if (!on.field.values.includes(name)) throw new TypeError(`${on.expression} is never "${name}"`);
      const pieces = Object.entries(properties()).flatMap(([key, value]) => this.#property(key, value, 'before'));
      return `${on.expression} === ${quote(name)} ? ${render(pieces)} : `;
    });
    return code(`(${branches.join('')}'')`);
  }

  #conditional(node: unknown, pieces: readonly Piece[]): Piece[] {
    const conditions = presence(node);
    return conditions.length === 0 ? [...pieces] : [code(`(${conditions.join(' && ')} ? ${render(pieces)} : '')`)];
  }
}

/** The conditions under which there is a value; none when there always is. */
function presence(node: unknown): string[] {
  if (node instanceof Slot) return node.field.optional ? [`${node.expression} !== undefined`] : [];
  if (node instanceof Join) return node.parts.flatMap(presence);
  if (node instanceof Each) return [...presence(node.list), `${node.list.expression}.length !== 0`];
  if (node instanceof When) {
    const test = node.test.field.kind === 'boolean' ? [node.test.expression] : presence(node.test);
    return [...test, ...presence(applied(node.body, node.test))];
  }
  return [];
}

function isAlwaysThere(node: unknown): boolean {
  return !(node instanceof Choose) && !isLooseList(node) && presence(node).length === 0;
}

/** Whether all members of an `items()` may be absent, and so the list itself. */
function isLooseList(node: unknown): node is Items {
  return node instanceof Items && node.items.every((member) => presence(member).length > 0);
}

/** The name of the function that writes `name`. */
export function writerName(name: string): string {
  return `write${(name[0] ?? '').toUpperCase()}${name.slice(1)}`;
}
