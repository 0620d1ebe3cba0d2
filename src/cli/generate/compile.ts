import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { compareDiagnostics, type Diagnostic } from '../../core/diagnostic.ts';
import { runChecks } from '../../language/checks/run-checks.ts';
import { type Compilation, compileProgram, modulesOf } from '../../language/compile.ts';
import { type Discovery, discoverModules, type ModuleFile } from '../../language/discover.ts';
import { filterModulePaths, parseModuleFilter } from '../../language/module-filter.ts';
import { loadValueSets, type ValueSets } from '../../reference/value-sets.ts';
import type { Host } from '../host.ts';
import { moduleFolders, VALUE_SETS, writeDiagnostics } from '../modules.ts';
import { PACKAGE } from '../package-info.ts';
import { paint } from '../paint.ts';
import { counted } from '../text.ts';
import { WatchedDiscovery } from '../watched-discovery.ts';

/** Illnesses that are begun twice and told one by one. */
const MOST_DOUBLED = 5;

/** A file that lives are made by, and its content. */
export interface UsedFile {
  /** Path below its folder of modules. */
  readonly path: string;
  readonly sha256: string;
}

/** The program to run, and what it was made of. */
export interface CompiledRun {
  readonly compilation: Compilation;
  readonly discovery: Discovery;
  /** Codes and displays that strict files may use. */
  readonly codes: ValueSets;
  readonly modules: readonly UsedFile[];
  readonly signals: readonly UsedFile[];
  readonly tables: readonly UsedFile[];
  /** The codes that strict modules may use. */
  readonly valueSets: readonly UsedFile[];
}

interface ModuleChoice {
  readonly modules: string | undefined;
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
}

/**
 * Compiles the modules of a run. Errors are written out and end the run; warnings are counted.
 * @throws AppError when there is nothing to run or something wrong with it.
 */
export async function compileRun(choice: ModuleChoice, host: Host): Promise<CompiledRun> {
  // Without modules, people live, go to visits, and die.
  const isBare = !choice.builtin && choice.modulesDir.length === 0 && choice.modules === undefined;
  const folders = isBare ? [] : moduleFolders(choice.modulesDir, choice.builtin);
  const discovery = new WatchedDiscovery(discoverModules(folders));
  const wanted = wantedModules(discovery, choice.modules);
  const compilation = compileProgram(discovery, { includes: (path) => wanted.has(path) });
  const { program } = compilation;
  const { valueSets, diagnostics: ofValueSets } = await loadValueSets(VALUE_SETS);
  const checked = await runChecks(compilation, discovery, { valueSets });
  const diagnostics = [...compilation.diagnostics, ...checked, ...ofValueSets].sort(compareDiagnostics);
  const used = new Set([...modulesOf(program)].map(({ path }) => path));
  // What is left out by a filter may be broken.
  const running =
    choice.modules === undefined
      ? undefined
      : openedFiles(discovery, new Set([...wanted, ...used]), compilation.signals.opened);
  refuseErrors(diagnostics, running, host);
  if (program.sites.length === 0 && !isBare) {
    const hint = 'submodules run only where a module calls them';
    throw new AppError(ExitCode.usage, 'there is no module to run', { hint });
  }
  tellWarnings(diagnostics, host);
  return {
    compilation,
    discovery,
    codes: valueSets,
    modules: [...used].sort().map((path) => hashed(`${path}.json`, (discovery.module(path) as ModuleFile).file)),
    signals: compilation.signals.opened.map(({ path, file }) => hashed(`${path}.json`, file)),
    tables: discovery.tablesOf(used).map(({ path, file }) => hashed(path, file)),
    valueSets: readdirSync(VALUE_SETS)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => hashed(name, join(VALUE_SETS, name))),
  };
}

/** Ends the run when something is wrong with one of the files in `running`, or with any file where that is left out. */
function refuseErrors(diagnostics: readonly Diagnostic[], running: ReadonlySet<string> | undefined, host: Host): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const files = counted(new Set(errors.map(({ file }) => file)).size, 'file');
  if (running !== undefined && !errors.some(({ file }) => running.has(file))) {
    const warning = paint(host.err, 'yellow', 'warning:');
    host.err.write(`${warning} ${counted(errors.length, 'error')} in ${files} of modules that do not run\n`);
    return;
  }
  writeDiagnostics(errors, host.err);
  const hint = 'mend them, or run others only with -m';
  throw new AppError(ExitCode.findings, `${counted(errors.length, 'error')} in ${files}; nothing was made`, { hint });
}

/** The files of these modules and of the tables that they ask for, and of the signals, which every program has. */
function openedFiles(
  discovery: WatchedDiscovery,
  paths: ReadonlySet<string>,
  signals: readonly ModuleFile[],
): ReadonlySet<string> {
  const modules = discovery.modules.filter(({ path }) => paths.has(path));
  return new Set([...modules, ...discovery.tablesOf(paths), ...signals].map(({ file }) => file));
}

function tellWarnings(diagnostics: readonly Diagnostic[], host: Host): void {
  const warning = paint(host.err, 'yellow', 'warning:');
  const doubled = diagnostics.filter(({ code }) => code === 'same-disease');
  for (const { message, hint } of doubled.slice(0, MOST_DOUBLED)) {
    host.err.write(`${warning} ${message}${hint ? `; ${hint}` : ''}\n`);
  }
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (warnings === 0) return;
  host.err.write(`${warning} the modules have ${counted(warnings, 'warning')}; ${PACKAGE.name} check lists them\n`);
}

function wantedModules(discovery: Discovery, filter: string | undefined): ReadonlySet<string> {
  // What a broken file would be is not known, and it shall be told that it is broken.
  const isTop = (file: ModuleFile) => (file.header().kind ?? 'module') === 'module';
  const tops = discovery.modules.filter(isTop).map(({ path }) => path);
  return new Set(filter === undefined ? tops : filterModulePaths(tops, parseModuleFilter(filter)));
}

/** A file and its content, as the manifest lists it. */
export function hashed(path: string, file: string): UsedFile {
  return { path, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
}
