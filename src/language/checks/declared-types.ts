import type { Path } from '../define.ts';
import { type LooseObject, objectOf } from '../loose-json.ts';
import type { AttributeDeclaration } from '../schema.ts';
import { type AttributeIndex, declarationsOf } from './attribute-index.ts';
import type { Check, CheckedModule } from './check.ts';
import { isListed, shown, typeOfLiteral, type ValueType, withArticle } from './value-type.ts';
import { objectsIn } from './walk.ts';

/**
 * What is put into a declared attribute, and what it is compared with, has its declared type and is one of its declared values. An error in
 * native files, a warning in foreign ones.
 */
export const declaredTypes: Check = {
  codes: ['attribute-type', 'attribute-value'],
  check({ modules, attributes }) {
    for (const module of modules) {
      const judge = new Judge(module, attributes);
      for (const { name, declaration, path } of declarationsOf(module)) checkDefault(name, declaration, path, judge);
      for (const [name, state] of module.parsed.states) {
        const path = ['states', name];
        if (state.type === 'SetAttribute') checkSet(state, path, judge);
        if (state.type === 'Counter') judge.type(state['attribute'], 'number', 'counted', [...path, 'attribute']);
        judge.type(state['assign_to_attribute'], 'entry', 'assigned an entry', [...path, 'assign_to_attribute']);
        for (const inner of objectsIn(state, path)) checkReads(inner.json, inner.path, judge);
      }
      for (const inner of objectsIn(module.parsed.header.targets, ['targets'])) {
        checkReads(inner.json, inner.path, judge);
      }
    }
  },
};

/** Compares what one file does with attributes with their declarations. */
class Judge {
  readonly #module: CheckedModule;
  readonly #attributes: AttributeIndex;

  constructor(module: CheckedModule, attributes: AttributeIndex) {
    this.#module = module;
    this.#attributes = attributes;
  }

  declaration(name: unknown): AttributeDeclaration | undefined {
    return typeof name === 'string' ? this.#attributes.declarations(name)[0]?.declaration : undefined;
  }

  /** An attribute that is used as something of a type. */
  type(name: unknown, type: ValueType, use: string, path: Path): void {
    const declared = this.declaration(name);
    if (!declared || declared.type === type) return;
    this.#say('attribute-type', `attribute "${name}" is ${use}, but declared as ${withArticle(declared.type)}`, path);
  }

  /** A literal that an attribute is set to or compared with. */
  literal(name: unknown, value: unknown, use: string, path: Path): void {
    const declared = this.declaration(name);
    const type = typeOfLiteral(value);
    if (!declared || type === undefined) return;
    if (declared.type !== type) {
      const message = `attribute "${name}" is ${use} ${shown(value)}, but declared as ${withArticle(declared.type)}`;
      this.#say('attribute-type', message, path);
    } else if (!isListed(value, declared.values)) {
      const values = (declared.values ?? []).map((item) => JSON.stringify(item)).join(', ');
      this.#say('attribute-value', `attribute "${name}" is ${use} ${shown(value)}, but has the values ${values}`, path);
    }
  }

  #say(code: string, message: string, path: Path): void {
    this.#module.report.add(this.#module.native ? 'error' : 'warning', code, message, path);
  }
}

function checkDefault(name: string, declaration: AttributeDeclaration, path: Path, judge: Judge): void {
  for (const [index, value] of (declaration.values ?? []).entries()) {
    judge.literal(name, value, 'listed as', [...path, 'values', index]);
  }
  judge.literal(name, declaration.default, 'by default', [...path, 'default']);
}

function checkSet(state: LooseObject, path: Path, judge: Judge): void {
  const { attribute, value, value_code: valueCode, value_attribute: source } = state;
  const drawn = ['range', 'distribution'].find((field) => state[field] !== undefined);
  if (drawn !== undefined) judge.type(attribute, 'number', 'set to a number', [...path, drawn]);
  judge.literal(attribute, value, 'set to', [...path, 'value']);
  judge.literal(attribute, valueCode, 'set to', [...path, 'value_code']);
  const from = judge.declaration(source);
  if (from) judge.type(attribute, from.type, `set to ${withArticle(from.type)}`, [...path, 'value_attribute']);
}

/** Comparisons, and weights that an attribute holds. */
function checkReads(json: LooseObject, path: Path, judge: Judge): void {
  if (json['condition_type'] === 'Attribute') {
    const field = json['value'] === undefined ? 'value_code' : 'value';
    judge.literal(json['attribute'], json[field], 'compared with', [...path, field]);
  }
  const { attribute, default: otherwise } = objectOf(json['distribution']);
  if (typeof otherwise === 'number') {
    judge.type(attribute, 'number', 'a probability', [...path, 'distribution', 'attribute']);
  }
}
