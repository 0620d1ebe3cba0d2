import { didYouMean } from '../../core/suggest.ts';
import { isReasonField } from './attribute-index.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';

/**
 * A `reason` is an attribute that somebody writes, a parameter of the file, a state of it, or a state of a file that it calls; so is the
 * `while` of an effect, save that states of other files have no part in it. (Compiling makes an attribute read of each that is none of
 * its own file's.)
 */
export const reasons: Check = {
  codes: ['unknown-reason'],
  check(program) {
    for (const module of program.modules) {
      for (const { attribute: reason, mode, path } of module.uses) {
        const field = path.at(-1);
        if (mode !== 'read' || !isReasonField(field) || isResolved(reason, field, module, program)) continue;
        const near = didYouMean(reason, [...module.parsed.states.keys(), ...program.attributes.knownNames]);
        const message = `${field} "${reason}" is no state, parameter or written attribute${near}`;
        module.report.add(module.severity, 'unknown-reason', message, path);
      }
    }
  },
};

function isResolved(
  reason: string,
  field: 'reason' | 'while',
  module: CheckedModule,
  program: CheckedProgram,
): boolean {
  const { attributes, calls } = program;
  if (attributes.isWritten(reason) || attributes.isSupplied(reason) || module.graph.has(reason)) return true;
  if (field === 'while') return false;
  return [...calls.allCallees(module.path)].some((path) => program.module(path)?.graph.has(reason));
}
