import { didYouMean } from '../../core/suggest.ts';
import type { Path } from '../define.ts';
import { objectOf, textOf } from '../loose-json.ts';
import type { ParameterDeclaration, StateJson } from '../schema.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';
import { isListed, shown, typeOfLiteral, type ValueType, withArticle } from './value-type.ts';
import { objectsIn } from './walk.ts';

/**
 * A call gives the parameters that the called file declares, each of its type and one of its values; conditions compare them with
 * such values. (What an attribute holds is judged by its type alone.)
 */
export const parameters: Check = {
  codes: ['unknown-parameter', 'missing-parameter', 'parameter-type', 'parameter-value'],
  check(program) {
    for (const module of program.modules) {
      checkDeclared(module);
      for (const [name, state] of module.parsed.states) {
        if (state.type === 'CallSubmodule') checkCall(state, ['states', name], module, program);
      }
      checkComparisons(module);
    }
  },
};

function checkCall(state: StateJson, path: Path, module: CheckedModule, program: CheckedProgram): void {
  const submodule = textOf(state['submodule']);
  const callee = program.module(submodule);
  if (!callee) return;
  const declared = callee.parsed.header.parameters ?? {};
  const given = objectOf(state['with']);
  const severity = module.native ? 'error' : 'warning';
  for (const [name, value] of Object.entries(given)) {
    const place = [...path, 'with', name];
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!parameter) {
      const near = didYouMean(name, Object.keys(declared));
      module.report.add(severity, 'unknown-parameter', `"${submodule}" has no parameter "${name}"${near}`, place);
      continue;
    }
    const type = typeOfArgument(value, program);
    if (type === undefined) continue;
    if (type === parameter.type) {
      if (isListed(value, parameter.values)) continue;
      const message = `parameter "${name}" of "${submodule}" cannot be ${shown(value)}${meant(value, parameter)}`;
      module.report.add(severity, 'parameter-value', message, place, valuesOf(parameter));
      continue;
    }
    const message = `parameter "${name}" of "${submodule}" is ${withArticle(parameter.type)}; what is given is ${withArticle(type)}`;
    module.report.add(severity, 'parameter-type', message, place, argumentMeant(value, parameter, module, program));
  }
  for (const [name, parameter] of Object.entries(declared)) {
    if (parameter.optional || Object.hasOwn(given, name)) continue;
    const message = `parameter "${name}" of "${submodule}" is not given`;
    const hint = parameter.values ? valuesOf(parameter) : parameter.doc;
    module.report.add('warning', 'missing-parameter', message, path, `${name}: ${hint}`);
  }
}

/** How to give what a state or an attribute holds, where its bare name was written. */
function argumentMeant(
  value: unknown,
  { type }: ParameterDeclaration,
  module: CheckedModule,
  program: CheckedProgram,
): string | undefined {
  if (typeof value !== 'string') return undefined;
  const { attributes } = program;
  const isAttribute = attributes.declarations(value).length > 0 || attributes.isWritten(value);
  if (isAttribute) return `to give what the attribute holds, write {"attribute": "${value}"}`;
  if (type === 'entry' && module.graph.has(value)) return `to give the entry of the state, write {"state": "${value}"}`;
  return undefined;
}

/** The type of what a call gives; undefined when it is an attribute of which nothing is known. */
function typeOfArgument(value: unknown, program: CheckedProgram): ValueType | undefined {
  const { attribute, state } = objectOf(value);
  if (typeof state === 'string') return 'entry';
  if (typeof attribute !== 'string') return typeOfLiteral(value);
  return program.attributes.declarations(attribute)[0]?.declaration.type;
}

/** What was probably meant in place of a value that a parameter cannot have. */
function meant(value: unknown, { values = [] }: ParameterDeclaration): string {
  const texts = values.filter((listed) => typeof listed === 'string');
  return typeof value === 'string' ? didYouMean(value, texts) : '';
}

function valuesOf({ values = [] }: ParameterDeclaration): string {
  return `one of ${values.map(shown).join(', ')}`;
}

/** The values that a file lists of its parameters have their type. */
function checkDeclared({ parsed, report }: CheckedModule): void {
  for (const [name, { type, values }] of Object.entries(parsed.header.parameters ?? {})) {
    for (const [index, value] of (values ?? []).entries()) {
      if (typeOfLiteral(value) === type) continue;
      const message = `parameter "${name}" is ${withArticle(type)}, and cannot be ${shown(value)}`;
      report.add('error', 'parameter-type', message, ['parameters', name, 'values', index]);
    }
  }
}

function checkComparisons({ parsed, report }: CheckedModule): void {
  const declared = parsed.header.parameters ?? {};
  for (const { json, path } of objectsIn(Object.fromEntries(parsed.states), ['states'])) {
    if (json['condition_type'] !== 'Parameter') continue;
    const name = textOf(json['parameter']);
    const type = typeOfLiteral(json['value']);
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!parameter || type === undefined) continue;
    const place = [...path, 'value'];
    if (type !== parameter.type) {
      const message = `parameter "${name}" is compared with ${shown(json['value'])}, but declared as ${withArticle(parameter.type)}`;
      report.add('error', 'parameter-type', message, place);
    } else if (!isListed(json['value'], parameter.values)) {
      const message = `parameter "${name}" is never ${shown(json['value'])}${meant(json['value'], parameter)}`;
      report.add('error', 'parameter-value', message, place, valuesOf(parameter));
    }
  }
}
