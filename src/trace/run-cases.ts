import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { AppError, ExitCode } from '../core/app-error.ts';
import { formatDiagnostic, hasErrors } from '../core/diagnostic.ts';
import { type JsonSource, readJson } from '../core/json-source.ts';
import { runKeys } from '../core/random/keys.ts';
import type { Compilation } from '../language/compile.ts';
import type { CaseFile, ModuleCase } from './case-file.ts';
import { runConditionCase } from './condition-case.ts';
import { runModuleCase } from './module-case.ts';
import { type ScriptWorld, scriptWorld } from './script-world.ts';

/** How one case went. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What does not hold, or why it was skipped. */
  readonly problems: readonly string[];
}

/** The draws of scripted lives: no case depends on them, so that one key serves. */
export const CASE_SEED = 'cases';

/** Runs all cases of a file. `compilation` has the modules that module cases name; condition cases bring their own. */
export function runCases(file: CaseFile, compilation: Compilation | undefined): readonly CaseResult[] {
  const world = scriptWorld(runKeys(CASE_SEED));
  if (file.format === 'condition-cases-1') {
    return file.cases.map((one) => settle(one.id, one.condition, () => runConditionCase(one, world)));
  }
  return file.cases.map((one) => settle(one.id, one.case, () => moduleProblems(one, compilation, world)));
}

function moduleProblems(
  one: ModuleCase,
  compilation: Compilation | undefined,
  world: ScriptWorld,
): readonly string[] | string {
  if (one.person.physiology) return 'asks for the SBML simulation, which there is none of';
  if (!compilation) return ['there are no modules to run it on'];
  return runModuleCase(one, compilation, world);
}

function settle(id: string, title: string, judge: () => readonly string[] | string): CaseResult {
  const problems = namingCase(id, judge);
  if (typeof problems === 'string') return { id, title, outcome: 'skipped', problems: [problems] };
  return { id, title, outcome: problems.length === 0 ? 'passed' : 'failed', problems };
}

/** What cannot be scripted is a fault of the case, which is named. */
function namingCase<T>(id: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { exitCode, message, hint } = error;
    throw new AppError(exitCode, `case "${id}": ${message}`, { cause: error, ...(hint !== undefined && { hint }) });
  }
}

/**
 * Reads a file of cases.
 * @throws AppError when it cannot be read or is not of a known format.
 */
export async function readCaseFile(path: string): Promise<CaseFile> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError(ExitCode.usage, `the file of cases ${path} cannot be read`, { cause });
  }
  const source = readJson(text, path);
  if (hasErrors(source.diagnostics)) {
    throw new AppError(ExitCode.usage, source.diagnostics.map(formatDiagnostic).join('\n'));
  }
  const { caseFile } = await import('./case-schema.ts');
  const result = caseFile.safeParse(source.value);
  if (result.success) return result.data;
  throw refuse(path, source, result.error.issues);
}

type Issue = z.core.$ZodIssue;

/** So many faults of a file are told. */
const MOST_FAULTS = 20;

function refuse(path: string, source: JsonSource, issues: readonly Issue[]): AppError {
  const lines = issues.slice(0, MOST_FAULTS).map(({ path: place, message }) => {
    const position = source.nearestPositionOf(place);
    const where = position ? `${path}:${position.line}:${position.column}` : path;
    return `${where}: ${message} at /${place.map(String).join('/')}`;
  });
  if (issues.length > MOST_FAULTS) lines.push(`and ${issues.length - MOST_FAULTS} more`);
  const hint = 'files of cases say "format": "module-cases-1" or "condition-cases-1"';
  return new AppError(ExitCode.usage, lines.join('\n'), issues[0]?.path[0] === 'format' ? { hint } : {});
}
