import { didYouMean } from '../../core/suggest.ts';
import type { Path } from '../define.ts';
import { objectOf, textOf } from '../loose-json.ts';
import type { StateJson } from '../schema.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';
import { shown, typeOfLiteral, type ValueType } from './value-type.ts';
import { objectsIn } from './walk.ts';

/** A call gives the parameters that the called file declares, each of its type; conditions compare them with its type. */
export const parameters: Check = {
  codes: ['unknown-parameter', 'missing-parameter', 'parameter-type'],
  check(program) {
    for (const module of program.modules) {
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
    if (type === undefined || type === parameter.type) continue;
    const message = `parameter "${name}" of "${submodule}" is a ${parameter.type}; what is given is a ${type}`;
    module.report.add(severity, 'parameter-type', message, place);
  }
  for (const [name, { doc, optional = false }] of Object.entries(declared)) {
    if (optional || Object.hasOwn(given, name)) continue;
    const message = `parameter "${name}" of "${submodule}" is not given`;
    module.report.add('warning', 'missing-parameter', message, path, `${name}: ${doc}`);
  }
}

/** The type of what a call gives; undefined when it is an attribute of which nothing is known. */
function typeOfArgument(value: unknown, program: CheckedProgram): ValueType | undefined {
  const { attribute, state } = objectOf(value);
  if (typeof state === 'string') return 'entry';
  if (typeof attribute !== 'string') return typeOfLiteral(value);
  return program.attributes.declarations(attribute)[0]?.declaration.type;
}

function checkComparisons({ parsed, report }: CheckedModule): void {
  const declared = parsed.header.parameters ?? {};
  for (const { json, path } of objectsIn(Object.fromEntries(parsed.states), ['states'])) {
    if (json['condition_type'] !== 'Parameter') continue;
    const name = textOf(json['parameter']);
    const type = typeOfLiteral(json['value']);
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!parameter || type === undefined || type === parameter.type) continue;
    const message = `parameter "${name}" is compared with ${shown(json['value'])}, but declared as a ${parameter.type}`;
    report.add('error', 'parameter-type', message, [...path, 'value']);
  }
}
