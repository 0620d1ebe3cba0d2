import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { rootInvariants } from './base-types.ts';
import { CodeWriter, quoted } from './code-writer.ts';
import { isChoice, lastStep, parentOf } from './element-id.ts';
import type { Host } from './host.ts';
import type { Check, CheckValue } from './judgement.ts';
import { bindingCheck, invariantCheck, referenceCheck } from './leaf-checks.ts';
import { capital } from './make-table.ts';
import { isAbsoluteUri, isPrimitiveType, PRIMITIVES } from './primitives.ts';
import type { DefinitionTable, ElementTable, TypeTable } from './tables.ts';

const OWN_DEMAND = { source: undefined, guide: undefined } as const;

/**
 * Compiles the definition of a base type: one pass over the properties that an object has, and one over those that it must have. Every
 * element with elements of its own is a function.
 */
export function compileType(table: DefinitionTable, host: Host): Check {
  return new TypeCode(table, host).compile();
}

/** What generated code calls for a property that the definition does not name. */
type Other = (owner: JsonObject, key: string, value: Json, depth: number) => void;

class TypeCode {
  readonly #table: DefinitionTable;
  readonly #host: Host;
  readonly #code = new CodeWriter();
  readonly #heads: readonly string[];
  readonly #types = new Map<string, string>();

  constructor(table: DefinitionTable, host: Host) {
    this.#table = table;
    this.#host = host;
    this.#heads = [...new Set(['', ...table.elements.filter(({ id }) => id !== '').map(({ id }) => parentOf(id))])];
  }

  compile(): Check {
    for (const head of this.#heads) this.#function(head);
    for (const [type, name] of this.#types) {
      // A type is compiled when something of it is met: types refer to each other.
      const load = this.#code.constant(() => this.#host.typeCheck(type));
      this.#code.line(`let ${name} = (o, d) => { ${name} = ${load}(); ${name}(o, d); };`);
    }
    this.#code.line(`return ${this.#nameOf('')};`);
    return this.#code.run<Check>(this.#host.judgement);
  }

  #nameOf(head: string): string {
    return `f${this.#heads.indexOf(head)}`;
  }

  #typeName(type: string): string {
    const name = this.#types.get(type) ?? `t_${type}`;
    this.#types.set(type, name);
    return name;
  }

  #function(head: string): void {
    const children = this.#table.elements.filter(({ id }) => id !== '' && parentOf(id) === head);
    const isResource = head === '' && this.#table.kind === 'resource';
    const code = this.#code;
    code.line(`function ${this.#nameOf(head)}(o, d) {`);
    code.line(head === '' ? 'const f = J.faults; let n = 0;' : 'let n = 0;');
    const choices = children.filter(({ id }) => isChoice(id));
    for (const i of choices.keys()) code.line(`let m${i} = 0;`);
    code.line('for (const k in o) { const v = o[k]; if (v === undefined) continue; switch (k) {');
    if (isResource) code.line(`case 'resourceType': break;`);
    for (const child of children) this.#cases(child, choices.indexOf(child));
    code.line(`default: n++; ${code.constant(this.#other(children))}(o, k, v, d);`);
    code.line('} }');
    // What an Element may have beside the value of its primitive is judged where that stands.
    if (!isResource && this.#table.type !== 'Element')
      code.line(`if (n === 0) J.structure(d, undefined, 'an element must not be empty');`);
    for (const child of children) this.#presence(child, choices.indexOf(child));
    this.#invariants(head);
    code.line('}');
  }

  #cases(element: ElementTable, choice: number): void {
    const name = lastStep(element.id);
    if (choice === -1) {
      const [type] = element.types ?? [];
      this.#case(name, element, type, name === 'id' ? '' : 'n++;');
      return;
    }
    for (const type of element.types ?? []) {
      this.#case(name.slice(0, -3) + capital(type.code), element, type, `n++; m${choice}++;`);
    }
  }

  #case(key: string, element: ElementTable, type: TypeTable | undefined, count: string): void {
    const code = this.#code;
    code.line(`case ${quoted(key)}: ${count}`);
    if (type && isPrimitiveType(type.code)) this.#primitive(key, element, type.code);
    else if (element.list) {
      code.line(`if (!Array.isArray(v) || v.length === 0) { J.notList(d, ${quoted(key)}, v); break; }`);
      code.line(`s[d] = ${quoted(key)};`);
      code.line('for (let i = 0; i < v.length; i++) { s[d + 1] = i; const e = v[i];');
      this.#complex(element, type, 'e', 'd + 2');
      code.line('}');
    } else {
      code.line(`s[d] = ${quoted(key)};`);
      this.#complex(element, type, 'v', 'd + 1');
    }
    code.line('break;');
  }

  #primitive(key: string, element: ElementTable, type: string): void {
    const is = this.#code.constant(this.#isSystem(key, type) ? isAbsoluteUri : PRIMITIVES[type]);
    const more = this.#leaves(element, { code: type });
    if (element.list) {
      const rest = more.length > 0 ? `, ${this.#code.constant(all(more))}` : '';
      this.#code.line(`J.primitives(o, ${quoted(key)}, v, d, ${quoted(type)}, ${is}${rest});`);
      return;
    }
    const called = this.#isSystem(key, type) ? 'absolute uri' : type;
    this.#code.line(`if (!${is}(v)) J.primitive(d, ${quoted(key)}, ${quoted(called)}, v);`);
    if (more.length === 0) return;
    this.#code.line(
      `else { ${more.map((check) => `${this.#code.constant(check)}(v, d, ${quoted(key)});`).join(' ')} }`,
    );
  }

  /** Whether it is the system of a Coding, an Identifier, or a quantity. */
  #isSystem(key: string, type: string): boolean {
    return type === 'uri' && key === 'system' && this.#table.kind === 'complex-type';
  }

  #complex(element: ElementTable, type: TypeTable | undefined, value: string, depth: string): void {
    const code = this.#code;
    const name = type?.code ?? 'Element';
    code.line(`if (typeof ${value} !== 'object' || ${value} === null || Array.isArray(${value}))`);
    code.line(`J.notObject(${depth}, undefined, ${quoted(name)}); else {`);
    code.line(this.#content(element, name, value, depth));
    if (type?.profiles) code.line(this.#typeProfiles(type.profiles, value, depth));
    for (const check of this.#leaves(element, type)) code.line(`${code.constant(check)}(${value}, ${depth});`);
    code.line('}');
  }

  #content(element: ElementTable, type: string, value: string, depth: string): string {
    const head = element.content ?? element.id;
    if (this.#heads.includes(head)) return `${this.#nameOf(head)}(${value}, ${depth});`;
    const host = this.#code.constant(this.#host);
    if (type === 'Resource') {
      const nested = `${host}.nested(${value}, ${depth}, ${lastStep(element.id) === 'contained'});`;
      return this.#table.type === 'Bundle' && element.id === 'entry.resource'
        ? `if (J.judgesEntries) ${nested}`
        : nested;
    }
    const check = `${this.#typeName(type)}(${value}, ${depth});`;
    if (type !== 'Extension') return check;
    const isModifier = lastStep(element.id) === 'modifierExtension';
    const above = parentOf(element.id);
    const place = above === '' ? this.#table.type : `${this.#table.type}.${above}`;
    return `${check} ${host}.extension(${value}, ${depth}, ${isModifier}, ${quoted(place)});`;
  }

  #typeProfiles(urls: readonly string[], value: string, depth: string): string {
    const tables = urls.map((url) => this.#host.definition(url, undefined)).filter((table) => table !== undefined);
    const [table] = tables;
    if (table === undefined || tables.length > 1) return '';
    const load = this.#code.constant((object: never, at: number) => this.#host.profileCheck(table)(object, at));
    return `${load}(${value}, ${depth});`;
  }

  /** What is judged of a value beside its type. */
  #leaves(element: ElementTable, type: TypeTable | undefined): CheckValue[] {
    const checks: (CheckValue | undefined)[] = [];
    if (element.binding) checks.push(bindingCheck(this.#host, element.binding, OWN_DEMAND));
    if (type?.targets) checks.push(referenceCheck(this.#host, type.targets, OWN_DEMAND));
    for (const key of element.invariants ?? []) checks.push(this.#invariant(this.#table, key));
    return checks.filter((check) => check !== undefined);
  }

  #presence(element: ElementTable, choice: number): void {
    const name = lastStep(element.id);
    const isRequired = (element.min ?? 0) > 0;
    if (choice !== -1) {
      const stem = name.slice(0, -3);
      const keys = this.#code.constant(new Set((element.types ?? []).map(({ code }) => stem + capital(code))));
      const condition = isRequired ? `m${choice} !== 1` : `m${choice} > 1`;
      this.#code.line(`if (${condition}) J.choice(o, d, ${quoted(stem)}, ${keys}, m${choice}, ${isRequired});`);
    } else if (isRequired) {
      this.#code.line(`if (o[${quoted(name)}] === undefined) J.missing(o, d, ${quoted(name)});`);
    }
  }

  /** Invariants of a type at its top, with those of the types it derives from. */
  #invariants(head: string): void {
    if (head !== '') return;
    const checks: CheckValue[] = [];
    const names = rootInvariants(this.#table.type, (type) => this.#host.base(type));
    for (const key of names) {
      const check = this.#invariant(this.#ownerOf(key), key);
      if (check) checks.push(check);
    }
    if (checks.length === 0) return;
    this.#code.line('if (J.faults === f) {');
    for (const check of checks) this.#code.line(`${this.#code.constant(check)}(o, d);`);
    this.#code.line('}');
  }

  #ownerOf(key: string): DefinitionTable {
    let table = this.#table;
    while (table.invariants?.[key] === undefined && table.parent !== undefined) {
      const parent = this.#host.definition(table.parent, undefined);
      if (parent === undefined) break;
      table = parent;
    }
    return table;
  }

  #invariant(table: DefinitionTable, key: string): CheckValue | undefined {
    const invariant = table.invariants?.[key];
    return invariant && invariantCheck(this.#host, key, invariant, OWN_DEMAND);
  }

  /** Siblings `_name` of primitives, which hold their ids and extensions; anything else is unknown. */
  #other(children: readonly ElementTable[]): Other {
    const siblings = new Map<string, boolean>();
    for (const { id, types = [], list } of children) {
      const name = lastStep(id);
      for (const { code } of types) {
        if (!isPrimitiveType(code) || code === 'xhtml') continue;
        siblings.set(`_${isChoice(name) ? name.slice(0, -3) + capital(code) : name}`, list === true);
      }
    }
    return otherProperty(this.#host, siblings);
  }
}

function all(checks: readonly CheckValue[]): CheckValue {
  return (value, depth, key) => {
    for (const check of checks) check(value, depth, key);
  };
}

function otherProperty(host: Host, siblings: ReadonlyMap<string, boolean>): Other {
  const { judgement } = host;
  const sibling = (value: Json, hasValue: boolean, depth: number): void => {
    if (!isObject(value)) {
      judgement.notObject(depth, undefined, 'Element');
      return;
    }
    host.typeCheck('Element')(value, depth);
    // An id alone is enough beside a value.
    const isEmpty = value['extension'] === undefined && !(hasValue && value['id'] !== undefined);
    if (isEmpty) judgement.structure(depth, undefined, 'an element must not be empty');
  };
  return (owner, key, value, depth) => {
    const isList = siblings.get(key);
    judgement.steps[depth] = key;
    const own = owner[key.slice(1)];
    if (isList === undefined) judgement.structure(depth, key, `"${key}" is no element here`);
    else if (!isList) sibling(value, own !== undefined, depth + 1);
    else if (!Array.isArray(value) || value.length === 0) judgement.notList(depth, key, value);
    else {
      for (const [i, item] of value.entries()) {
        judgement.steps[depth + 1] = i;
        if (item !== null) sibling(item as Json, Array.isArray(own) && own[i] !== null && i < own.length, depth + 2);
      }
    }
  };
}
