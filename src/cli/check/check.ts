import { resolve } from 'node:path';
import { compileCohort } from '../../cohort/compile.ts';
import { libraryOf } from '../../cohort/library.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { compareDiagnostics, type Diagnostic, hasErrors } from '../../core/diagnostic.ts';
import { EXPORTERS } from '../../export/index.ts';
import { runChecks } from '../../language/checks/run-checks.ts';
import { compileProgram } from '../../language/compile.ts';
import { discoverModules, type ModuleFile } from '../../language/discover.ts';
import { loadValueSets, type ValueSets } from '../../reference/value-sets.ts';
import { cohortsAmong } from '../cohort/find.ts';
import type { Host } from '../host.ts';
import { BUILT_IN, diagnosticCounts, moduleFolders, VALUE_SETS, writeDiagnostics } from '../modules.ts';
import { PACKAGE } from '../package-info.ts';
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
  readonly cohorts: number;
  /** Files of signals. */
  readonly signals: number;
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
    cohorts: checked.reduce((sum, { cohorts }) => sum + cohorts, 0),
    signals: checked.reduce((sum, { signals }) => sum + signals, 0),
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
  const files = judgedModules(target, discovery.modules);
  const cohorts = cohortsAmong(files);
  const library = libraryOf(
    compilation,
    EXPORTERS.map(({ name }) => name),
    valueSets,
  );
  const ofCohorts = cohorts.flatMap((file) => compileCohort(file, library).diagnostics);
  const signals = files.filter((file) => file.header().kind === 'signals');
  const modules = files.filter((file) => !cohorts.includes(file) && !signals.includes(file));
  const tables = discovery.tablesOf(new Set(modules.map(({ path }) => path)));
  const judged = new Set([...files, ...tables].map(({ file }) => file));
  // What a cohort says of itself was told with the cohort.
  const told = new Set(cohorts.map(({ file }) => file));
  const ofModules = [...compilation.diagnostics, ...found].filter(({ file }) => !told.has(file));
  const isJudged = ({ file }: Diagnostic) => (target.files ? judged.has(file) : isBelow(file, target.within));
  const diagnostics = [...ofModules, ...ofCohorts].filter(isJudged).sort(compareDiagnostics);
  return {
    modules: modules.length,
    cohorts: cohorts.length,
    signals: signals.length,
    tables: tables.length,
    diagnostics,
  };
}

function judgedModules({ within, files }: CheckTarget, modules: readonly ModuleFile[]): readonly ModuleFile[] {
  if (!files) return modules.filter(({ file }) => isBelow(file, within));
  return files.map((file) => {
    const module = modules.find((candidate) => resolve(candidate.file) === resolve(file));
    if (module) return module;
    const hint = file.endsWith('.cases.json')
      ? `cases are judged by ${PACKAGE.name} trace --cases ${file}`
      : 'modules are .json files, except *.schema.json';
    throw new AppError(ExitCode.usage, `${file} is not a file of modules`, { hint });
  });
}

function tell(host: Host, options: CheckOptions, checked: Checked): void {
  const { modules, cohorts, signals, tables, diagnostics } = checked;
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((item) => item.severity === severity);
  if (options.json) {
    const counts = { errors: of('error').length, warnings: of('warning').length, notes: of('note').length };
    host.out.write(
      `${JSON.stringify({ modules, cohorts, signals, tables, ...counts, findings: diagnostics }, null, 2)}\n`,
    );
    return;
  }
  writeDiagnostics(options.quiet ? of('error') : diagnostics, host.out);
  if (options.quiet) return;
  const what = [
    ...(modules > 0 || cohorts + signals === 0 ? [counted(modules, 'module')] : []),
    ...(cohorts > 0 ? [counted(cohorts, 'cohort')] : []),
    ...(signals > 0 ? [counted(signals, 'file of signals', 'files of signals')] : []),
    ...(tables > 0 ? [counted(tables, 'table')] : []),
  ];
  const list = what.length > 1 ? `${what.slice(0, -1).join(', ')} and ${what.at(-1)}` : what.join('');
  host.out.write(`${list} checked: ${diagnosticCounts(diagnostics)}\n`);
}
