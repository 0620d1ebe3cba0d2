import { compareDiagnostics, type Diagnostic } from '../../core/diagnostic.ts';
import type { Compilation } from '../compile.ts';
import type { Discovery } from '../discover.ts';
import { CheckedProgram, type CheckResources } from './check.ts';
import { CHECKS } from './index.ts';

/**
 * Judges a compiled program as a whole: what no single file shows. Gives what the checks say, sorted, beside the
 * diagnostics of the compilation itself.
 */
export async function runChecks(
  compilation: Compilation,
  discovery: Discovery,
  resources: CheckResources = {},
): Promise<readonly Diagnostic[]> {
  const program = new CheckedProgram(compilation, discovery, resources);
  for (const check of CHECKS) await check.check(program);
  return [...program.diagnostics].sort(compareDiagnostics);
}
