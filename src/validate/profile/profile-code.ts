import { choiceTypes } from './choice-types.ts';
import { CodeWriter, quoted } from './code-writer.ts';
import { type ElementNode, elementTree, nodeAt, sliceName } from './element-tree.ts';
import type { Host } from './host.ts';
import type { Check } from './judgement.ts';
import { type Demand, referenceCheck, shortName } from './leaf-checks.ts';
import { capital } from './make-table.ts';
import { sliceTest } from './slice-test.ts';
import type { DefinitionTable, SlicingTable, TypeTable } from './tables.ts';
import { valueChecks } from './value-checks.ts';

/**
 * Compiles what a profile asks beyond its base type to straight-line code. The base type is judged by itself: values of a wrong shape
 * are passed over here.
 */
export function compileProfile(table: DefinitionTable, host: Host, demand: Demand): Check {
  return new ProfileCode(table, host, demand).compile();
}

/** A value in the code: its expression, and the depth of its place, as an offset to `d`. */
interface At {
  readonly value: string;
  readonly depth: number;
}

/** A slice that can be told: its test, and the variable that counts its members. */
interface Slice {
  readonly node: ElementNode;
  readonly test: string;
  readonly count: string;
  readonly inner: readonly Slice[];
}

class ProfileCode {
  readonly #table: DefinitionTable;
  readonly #host: Host;
  readonly #demand: Demand;
  readonly #code = new CodeWriter();
  readonly #source: string;
  /** The functions of elements whose content others have, by id. */
  readonly #contents = new Map<string, string>();

  constructor(table: DefinitionTable, host: Host, demand: Demand) {
    this.#table = table;
    this.#host = host;
    this.#demand = { ...demand, source: shortName(table) };
    this.#source = quoted(shortName(table));
  }

  compile(): Check {
    const root = elementTree(this.#table);
    const code = this.#code;
    for (const { content } of this.#table.elements)
      if (content !== undefined) this.#contents.set(content, code.variable());
    for (const [id, name] of this.#contents) {
      code.line(`function ${name}(o, d) {`);
      this.#children(nodeAt(root, id), { value: 'o', depth: 0 });
      code.line('}');
    }
    code.line('return function (o, d) {');
    this.#leaves(root, { value: 'o', depth: 0 }, undefined);
    this.#children(root, { value: 'o', depth: 0 });
    code.line('};');
    return code.run<Check>(this.#host.judgement);
  }

  #tell(depth: number, key: string | undefined, text: string): void {
    const place = `d + ${depth}, ${key === undefined ? 'undefined' : quoted(key)}`;
    this.#code.line(`J.tell('profile', 'error', ${place}, ${quoted(text)}, ${this.#source});`);
  }

  #children(node: ElementNode, at: At): void {
    for (const child of node.children.values()) {
      if (child.name.endsWith('[x]')) this.#choice(node, child, at);
      else if (child.element.list) this.#list(child, at);
      else this.#single(child, at);
    }
  }

  #single(node: ElementNode, { value, depth }: At): void {
    const code = this.#code;
    const it = code.variable();
    const key = quoted(node.name);
    const { min = 0, max } = node.element;
    code.line(`const ${it} = ${value}[${key}];`);
    code.line(`if (${it} === undefined) {`);
    if (min > 0) this.#missing(value, depth, [node.name], node.name);
    code.line('} else {');
    if (max === 0) this.#tell(depth, node.name, 'is not allowed');
    code.line(`s[d + ${depth}] = ${key};`);
    this.#content(node, { value: it, depth: depth + 1 }, node.element.types);
    code.line('}');
    if (node.children.has('extension')) this.#sibling(node, it, { value, depth });
  }

  /** Extensions of a primitive stand in its sibling `_name`. */
  #sibling(node: ElementNode, it: string, { value, depth }: At): void {
    const sibling = this.#code.variable();
    const key = quoted(`_${node.name}`);
    this.#code.line(`const ${sibling} = ${value}[${key}] ?? {};`);
    this.#code.line(`if (typeof ${it} !== 'object' && (${it} ?? ${value}[${key}]) !== undefined) {`);
    this.#code.line(`s[d + ${depth}] = ${key};`);
    this.#children(node, { value: sibling, depth: depth + 1 });
    this.#code.line('}');
  }

  /** Told only where no extension stands for the value. */
  #missing(value: string, depth: number, keys: readonly string[], name: string): void {
    const siblings = keys.map((key) => `${value}[${quoted(`_${key}`)}] === undefined`);
    this.#code.line(`if (${siblings.join(' && ')}) {`);
    this.#tell(depth, undefined, `"${name}" is missing`);
    this.#code.line('}');
  }

  #list(node: ElementNode, { value, depth }: At): void {
    const code = this.#code;
    const it = code.variable();
    const key = quoted(node.name);
    const { min = 0, max } = node.element;
    const slices = this.#slicesOf(node);
    code.line(`const ${it} = ${value}[${key}];`);
    code.line(`if (${it} === undefined) {`);
    if (min > 0) this.#missing(value, depth, [node.name], node.name);
    else for (const slice of slices) if ((slice.node.element.min ?? 0) > 0) this.#sliceMissing(slice, depth, node.name);
    code.line(`} else if (Array.isArray(${it})) {`);
    if (min > 1) {
      code.line(`if (${it}.length < ${min}) {`);
      this.#tell(depth, node.name, `must have at least ${min} members`);
      code.line('}');
    }
    if (max !== undefined) {
      code.line(`if (${it}.length > ${max}) {`);
      this.#tell(depth, node.name, max === 0 ? 'is not allowed' : `may have at most ${max} members`);
      code.line('}');
    }
    this.#members(node, slices, it, depth);
    code.line('}');
  }

  #members(node: ElementNode, slices: readonly Slice[], list: string, depth: number): void {
    const code = this.#code;
    const slicing = slicingOf(node, slices);
    const [index, item, place] = [code.variable(), code.variable(), code.variable()];
    for (const slice of slices) this.#declare(slice);
    if (slicing && (slicing.rules !== 'open' || slicing.ordered)) code.line(`let ${place} = -1;`);
    code.line(`s[d + ${depth}] = ${quoted(node.name)};`);
    code.line(`for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {`);
    code.line(`const ${item} = ${list}[${index}]; if (${item} === null || ${item} === undefined) continue;`);
    code.line(`s[d + ${depth + 1}] = ${index};`);
    const at = { value: item, depth: depth + 2 };
    this.#content(node, at, node.element.types);
    this.#assign(slices, at, slicing, place);
    code.line('}');
    for (const slice of slices) this.#counts(slice, depth, node.name);
  }

  #declare({ count, inner }: Slice): void {
    this.#code.line(`let ${count} = 0;`);
    for (const slice of inner) this.#declare(slice);
  }

  /** Finds the slice of a member, and judges it by that. */
  #assign(slices: readonly Slice[], at: At, slicing: SlicingTable | undefined, last: string): void {
    if (slices.length === 0 && slicing?.rules !== 'closed') return;
    const code = this.#code;
    for (const [i, { node, test, count, inner }] of slices.entries()) {
      code.line(`${i === 0 ? '' : 'else '}if (${test}(${at.value})) { ${count}++;`);
      if (slicing?.ordered) {
        code.line(`if (${last} > ${i}) {`);
        this.#tell(at.depth, undefined, 'stands behind a slice that it must precede');
        code.line(`} else ${last} = ${i};`);
      } else if (slicing?.rules === 'openAtEnd') {
        code.line(`if (${last} === ${slices.length}) {`);
        this.#tell(at.depth, undefined, 'stands behind a member that belongs to no slice');
        code.line('}');
      }
      this.#content(node, at, node.element.types);
      this.#assign(inner, at, slicingOf(node, inner), last);
      code.line('}');
    }
    if (slicing?.rules === 'closed') {
      code.line(slices.length === 0 ? '{' : 'else {');
      this.#tell(at.depth, undefined, 'belongs to none of the slices, and no other is allowed');
      code.line('}');
    } else if (slicing?.rules === 'openAtEnd') code.line(`else ${last} = ${slices.length};`);
    else if (this.#table.type === 'Extension' && isByUrl(slicing)) {
      // Anything may carry extensions; a name that is no URL can only be a part that the definition names.
      code.line(`else if (typeof ${at.value}.url === 'string' && !${at.value}.url.includes(':')) {`);
      this.#tell(at.depth, 'url', 'it is no part that the extension defines');
      code.line('}');
    }
  }

  #counts(slice: Slice, depth: number, name: string): void {
    const { count, node, inner } = slice;
    const { min = 0, max } = node.element;
    if (min > 0) {
      this.#code.line(`if (${count} < ${min}) {`);
      this.#sliceMissing(slice, depth, name);
      this.#code.line('}');
    }
    if (max !== undefined) {
      this.#code.line(`if (${count} > ${max}) {`);
      this.#tell(depth, name, `slice ${sliceName(node)} may have at most ${max} members`);
      this.#code.line('}');
    }
    // Slices of a slice are asked for only where it is there.
    if (inner.length === 0) return;
    this.#code.line(`if (${count} > 0) {`);
    for (const each of inner) this.#counts(each, depth, name);
    this.#code.line('}');
  }

  #sliceMissing({ node }: Slice, depth: number, name: string): void {
    const { min = 0 } = node.element;
    this.#tell(depth, name, `slice ${sliceName(node)} must have at least ${min} ${min === 1 ? 'member' : 'members'}`);
  }

  /** The slices of a list by which members are told apart, in the order of the profile. */
  #slicesOf(node: ElementNode): Slice[] {
    const { slicing } = node.element;
    const slices: Slice[] = [];
    for (const slice of node.slices.values()) {
      const test = slicing && sliceTest(slicing, slice, this.#host, this.#demand);
      if (test === undefined) continue;
      slices.push({
        node: slice,
        test: this.#code.constant(test),
        count: this.#code.variable(),
        inner: this.#slicesOf(slice),
      });
    }
    return slices;
  }

  /** An element of several types: one property for each. */
  #choice(parent: ElementNode, node: ElementNode, { value, depth }: At): void {
    const code = this.#code;
    const stem = node.name.slice(0, -3);
    const types = choiceTypes(this.#host, this.#table, parent, node);
    const keys = types.map((type) => stem + capital(type));
    const [key, it] = [code.variable(), code.variable()];
    const { min = 0, max } = node.element;
    const found = keys.map((name) => `${value}[${quoted(name)}] !== undefined ? ${quoted(name)} : `).join('');
    code.line(`const ${key} = ${found}undefined;`);
    code.line(`if (${key} === undefined) {`);
    if (min > 0) this.#missing(value, depth, keys, node.name);
    code.line(`} else { const ${it} = ${value}[${key}]; s[d + ${depth}] = ${key};`);
    const at = { value: it, depth: depth + 1 };
    if (max === 0) this.#tell(depth + 1, undefined, 'is not allowed');
    const allowed = node.element.types;
    if (allowed && max !== 0) this.#allowed(allowed, stem, key, depth);
    for (const check of valueChecks(node.element, this.#table, this.#host, this.#demand))
      code.line(`${code.constant(check)}(${it}, d + ${depth + 1});`);
    for (const type of allowed ?? []) {
      if (!type.profiles && !type.targets) continue;
      code.line(`if (${key} === ${quoted(stem + capital(type.code))}) {`);
      this.#typeLeaves(type, at);
      code.line('}');
    }
    this.#below(node, at);
    code.line('}');
    for (const slice of node.slices.values()) this.#choiceSlice(node, slice, key, value, depth);
  }

  #allowed(allowed: readonly TypeTable[], stem: string, key: string, depth: number): void {
    const names = allowed.map(({ code }) => stem + capital(code));
    this.#code.line(`if (${names.map((name) => `${key} !== ${quoted(name)}`).join(' && ')}) {`);
    this.#tell(depth + 1, undefined, `only ${names.join(' or ')} is allowed here`);
    this.#code.line('}');
  }

  #choiceSlice(choice: ElementNode, slice: ElementNode, key: string, value: string, depth: number): void {
    const code = this.#code;
    const stem = choice.name.slice(0, -3);
    const types = slice.element.types ?? [];
    const names = types.map((type) => stem + capital(type.code));
    if (names.length === 0) return;
    const { min = 0, max } = slice.element;
    const it = code.variable();
    const test = this.#choiceTest(choice, slice);
    const isIt = names.map((name) => `${key} === ${quoted(name)}`).join(' || ');
    code.line(`const ${it} = ${key} === undefined ? undefined : ${value}[${key}];`);
    code.line(
      `if ((${isIt})${test === undefined ? '' : ` && ${code.constant(test)}(${it})`}) { s[d + ${depth}] = ${key};`,
    );
    if (max === 0) this.#tell(depth + 1, undefined, 'is not allowed');
    this.#content(slice, { value: it, depth: depth + 1 }, types);
    code.line('}');
    if (min === 0) return;
    code.line('else {');
    this.#missing(value, depth, names, names.join('" or "'));
    code.line('}');
  }

  /** A choice can be sliced by more than its type. */
  #choiceTest(choice: ElementNode, slice: ElementNode): ((value: never) => boolean) | undefined {
    const { slicing } = choice.element;
    const by = slicing?.by.filter(({ type, path }) => !(type === 'type' && path === '$this')) ?? [];
    if (slicing === undefined || by.length === 0) return undefined;
    return sliceTest({ ...slicing, by }, slice, this.#host, this.#demand);
  }

  /** Judges a value by its element, and what stands below it. */
  #content(node: ElementNode, at: At, types: readonly TypeTable[] | undefined): void {
    this.#leaves(node, at, types);
    this.#below(node, at);
  }

  #below(node: ElementNode, at: At): void {
    const shared = this.#contents.get(node.element.content ?? node.element.id);
    if (shared === undefined && node.children.size === 0) return;
    this.#code.line(`if (typeof ${at.value} === 'object' && ${at.value} !== null) {`);
    if (shared === undefined) this.#children(node, at);
    else this.#code.line(`${shared}(${at.value}, d + ${at.depth});`);
    this.#code.line('}');
  }

  #leaves(node: ElementNode, at: At, types: readonly TypeTable[] | undefined): void {
    for (const check of valueChecks(node.element, this.#table, this.#host, this.#demand)) {
      this.#code.line(`${this.#code.constant(check)}(${at.value}, d + ${at.depth});`);
    }
    for (const type of types ?? []) this.#typeLeaves(type, at);
  }

  #typeLeaves(type: TypeTable, at: At): void {
    const code = this.#code;
    const { guide } = this.#demand;
    if (type.targets) {
      const check = referenceCheck(this.#host, type.targets, this.#demand);
      if (check) code.line(`${code.constant(check)}(${at.value}, d + ${at.depth});`);
    }
    // An extension is judged by the definition that its url names.
    if (type.profiles === undefined || type.code === 'Extension') return;
    const [table, ...others] = type.profiles.map((url) => this.#host.definition(url, guide));
    if (table === undefined || others.length > 0) return;
    const check = code.constant((value: never, depth: number) => this.#host.profileCheck(table)(value, depth));
    code.line(`if (typeof ${at.value} === 'object') ${check}(${at.value}, d + ${at.depth});`);
  }
}

/** How a list is sliced; nothing of it where some slice cannot be told from the others. */
function slicingOf({ element, slices }: ElementNode, known: readonly Slice[]): SlicingTable | undefined {
  return known.length === slices.size ? element.slicing : undefined;
}

function isByUrl(slicing: SlicingTable | undefined): boolean {
  return slicing?.by.length === 1 && slicing.by[0]?.path === 'url';
}
