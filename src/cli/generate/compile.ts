import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { compareDiagnostics, type Diagnostic, hasErrors } from '../../core/diagnostic.ts';
import { runChecks } from '../../language/checks/run-checks.ts';
import { type Compilation, compileProgram } from '../../language/compile.ts';
import type { CallSite } from '../../language/compiled.ts';
import { type Discovery, discoverModules, type ModuleFile } from '../../language/discover.ts';
import { filterModulePaths, parseModuleFilter } from '../../language/module-filter.ts';
import type { Host } from '../host.ts';
import { moduleFolders, writeDiagnostics } from '../modules.ts';
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
  readonly modules: readonly UsedFile[];
  readonly tables: readonly UsedFile[];
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
  const discovery = new WatchedDiscovery(discoverModules(moduleFolders(choice.modulesDir, choice.builtin)));
  const wanted = wantedModules(discovery, choice.modules);
  const compilation = compileProgram(discovery, { includes: (path) => wanted.has(path) });
  const { program } = compilation;
  const diagnostics = [...compilation.diagnostics, ...(await judge(compilation, discovery))].sort(compareDiagnostics);
  if (hasErrors(diagnostics)) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    writeDiagnostics(errors, host.err);
    const hint = 'mend them, or leave the modules out with -m';
    const files = counted(new Set(errors.map(({ file }) => file)).size, 'file');
    throw new AppError(ExitCode.findings, `${counted(errors.length, 'error')} in ${files}; nothing was made`, { hint });
  }
  if (program.sites.length === 0) {
    const hint = 'submodules run only where a module calls them';
    throw new AppError(ExitCode.usage, 'there is no module to run', { hint });
  }
  tellWarnings(diagnostics, host);
  const used = filesOf(program.sites);
  return {
    compilation,
    modules: [...used].sort().map((path) => hashedModule(discovery.module(path) as ModuleFile)),
    tables: discovery.tablesOf(used).map((table) => ({ path: table.path, sha256: sha256(table.read().text ?? '') })),
  };
}

/** What the checks over the whole program say of it. */
async function judge(compilation: Compilation, discovery: Discovery): Promise<readonly Diagnostic[]> {
  return runChecks(compilation, discovery);
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
  const tops = discovery.modules.filter((file) => file.header().kind === 'module').map(({ path }) => path);
  return new Set(filter === undefined ? tops : filterModulePaths(tops, parseModuleFilter(filter)));
}

/** Paths of the files that the modules of these call sites, and all they call, stand in. */
function filesOf(sites: Iterable<CallSite>, found = new Set<string>()): ReadonlySet<string> {
  for (const { module, callees } of sites) {
    found.add(module.path);
    filesOf(callees.values(), found);
  }
  return found;
}

function hashedModule({ path, file }: ModuleFile): UsedFile {
  return { path: `${path}.json`, sha256: sha256(readFileSync(file)) };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
