import { resolve } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { compareDiagnostics, type Diagnostic, hasErrors } from '../../core/diagnostic.ts';
import { runChecks } from '../../language/checks/run-checks.ts';
import { compileProgram } from '../../language/compile.ts';
import { discoverModules, type ModuleFile } from '../../language/discover.ts';
import { loadValueSets, type ValueSets } from '../../reference/value-sets.ts';
import type { Host } from '../host.ts';
import { BUILT_IN, diagnosticCounts, moduleFolders, VALUE_SETS, writeDiagnostics } from '../modules.ts';
import { counted } from '../text.ts';
import { WatchedDiscovery } from '../watched-discovery.ts';
import { type CheckTarget, checkTargets, isBelow } from './targets.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  /** Folders that the checked modules may call into. */
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

interface Checked {
  readonly modules: number;
  readonly tables: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks modules, and tells everything that is wrong with them. */
export async function runCheck(host: Host, options: CheckOptions): Promise<ExitCode> {
  const { valueSets, diagnostics: ofValueSets } = await loadValueSets(VALUE_SETS);
  const own = options.paths.length === 0;
  const checked: Checked[] = [];
  for (const target of checkTargets(own ? [BUILT_IN.path] : options.paths)) {
    checked.push(await checkTarget(target, options, valueSets));
  }
  const diagnostics = [...(own ? ofValueSets : []), ...checked.flatMap((part) => part.diagnostics)];
  tell(host, options, {
    modules: checked.reduce((sum, { modules }) => sum + modules, 0),
    tables: checked.reduce((sum, { tables }) => sum + tables, 0),
    diagnostics,
  });
  return hasErrors(diagnostics) ? ExitCode.findings : ExitCode.done;
}

/** Compiles a folder on top of those that it may call into, as a run would, and keeps what is said of the folder itself. */
async function checkTarget(target: CheckTarget, options: CheckOptions, valueSets: ValueSets): Promise<Checked> {
  const folders = moduleFolders([...options.modulesDir, target.folder], options.builtin);
  const discovery = new WatchedDiscovery(discoverModules(folders));
  const compilation = compileProgram(discovery);
  const found = await runChecks(compilation, discovery, { valueSets });
  const modules = judgedModules(target, discovery.modules);
  const tables = discovery.tablesOf(new Set(modules.map(({ path }) => path)));
  const judged = new Set([...modules, ...tables].map(({ file }) => file));
  const isJudged = ({ file }: Diagnostic) => (target.files ? judged.has(file) : isBelow(file, target.within));
  const diagnostics = [...compilation.diagnostics, ...found].filter(isJudged).sort(compareDiagnostics);
  return { modules: modules.length, tables: tables.length, diagnostics };
}

function judgedModules({ within, files }: CheckTarget, modules: readonly ModuleFile[]): readonly ModuleFile[] {
  if (!files) return modules.filter(({ file }) => isBelow(file, within));
  return files.map((file) => {
    const module = modules.find((candidate) => resolve(candidate.file) === resolve(file));
    if (module) return module;
    const hint = 'modules are .json files, except *.cases.json';
    throw new AppError(ExitCode.usage, `${file} is not a file of modules`, { hint });
  });
}

function tell(host: Host, options: CheckOptions, checked: Checked): void {
  const { modules, tables, diagnostics } = checked;
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((item) => item.severity === severity);
  if (options.json) {
    const counts = { errors: of('error').length, warnings: of('warning').length, notes: of('note').length };
    host.out.write(`${JSON.stringify({ modules, tables, ...counts, findings: diagnostics }, null, 2)}\n`);
    return;
  }
  writeDiagnostics(options.quiet ? of('error') : diagnostics, host.out);
  if (options.quiet) return;
  const what = `${counted(modules, 'module')}${tables > 0 ? ` and ${counted(tables, 'table')}` : ''}`;
  host.out.write(`${what} checked: ${diagnosticCounts(diagnostics)}\n`);
}
