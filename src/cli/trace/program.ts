import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { compileProgram, modulesOf } from '../../language/compile.ts';
import type { Program } from '../../language/compiled.ts';
import { type Discovery, discoverModules, type ModuleFile, type ModuleFolder } from '../../language/discover.ts';
import { isBelow, moduleFolderOf } from '../check/targets.ts';
import { moduleNamed } from '../find-module.ts';
import type { Host } from '../host.ts';
import { BUILT_IN, moduleFolders, writeDiagnostics } from '../modules.ts';
import { PACKAGE } from '../package-info.ts';
import { counted } from '../text.ts';

/** Where modules are looked for. */
export interface ModulePlaces {
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
}

/** The program in which one module runs alone, with what it calls. */
export interface TracedProgram {
  readonly program: Program;
  readonly path: string;
}

/**
 * Compiles the module that `named` means, a file or the path of a module.
 * @throws AppError when there is no such module, or something is wrong with it or what it calls; the faults are written out.
 */
export function traceProgram(named: string, places: ModulePlaces, host: Host): TracedProgram {
  const discovery = discoverModules(foldersFor(named, places));
  const file = fileOf(named, discovery);
  const { program, signals, diagnostics } = compileProgram(new RunAlone(discovery, file), {
    includes: (path) => path === file.path,
  });
  const opened = [...modulesOf(program), ...signals.opened];
  const files = new Set([file.file, ...opened.map((module) => module.file)]);
  const errors = diagnostics.filter(({ severity, file: at }) => severity === 'error' && files.has(at));
  if (errors.length > 0) {
    writeDiagnostics(errors, host.err);
    throw new AppError(ExitCode.findings, `${file.path} cannot run: ${counted(errors.length, 'error')}`);
  }
  return { program, path: file.path };
}

/** The folders of modules, and that of a file outside all of them. */
export function foldersFor(named: string | undefined, { modulesDir, builtin }: ModulePlaces): readonly ModuleFolder[] {
  const isFile = named !== undefined && statSync(named, { throwIfNoEntry: false })?.isFile() === true;
  const known = [...(builtin ? [BUILT_IN.path] : []), ...modulesDir];
  const own = isFile && !known.some((folder) => isBelow(named, folder)) ? [moduleFolderOf(named)] : [];
  return moduleFolders([...modulesDir, ...own], builtin);
}

function fileOf(named: string, { modules }: Discovery): ModuleFile {
  const file = modules.find((module) => resolve(module.file) === resolve(named)) ?? moduleNamed(named, modules);
  const { kind } = file.header();
  if (kind === 'signals') {
    throw new AppError(ExitCode.usage, `${file.path} is a file of signals, which has no states to trace`);
  }
  if (kind !== 'cohort') return file;
  const hint = `${PACKAGE.name} cohort run makes people who fit it`;
  throw new AppError(ExitCode.usage, `${file.path} is a cohort, which has no states to trace`, { hint });
}

/** A discovery in which one file is a module that runs by itself, also where it is a submodule. */
class RunAlone implements Discovery {
  readonly modules: Discovery['modules'];
  readonly diagnostics: Discovery['diagnostics'];
  readonly #discovery: Discovery;

  constructor(discovery: Discovery, file: ModuleFile) {
    const top: ModuleFile = {
      path: file.path,
      file: file.file,
      folder: file.folder,
      builtIn: file.builtIn,
      source: () => file.source(),
      header: () => {
        const header = file.header();
        return header.kind === 'submodule' ? { ...header, kind: 'module' } : header;
      },
    };
    this.#discovery = discovery;
    this.diagnostics = discovery.diagnostics;
    this.modules = discovery.modules.map((module) => (module === file ? top : module));
  }

  module(path: string): ModuleFile | undefined {
    return this.modules.find((module) => module.path === path);
  }

  table(name: string, from: ModuleFile) {
    return this.#discovery.table(name, from);
  }

  tableNames(from: ModuleFile): readonly string[] {
    return this.#discovery.tableNames(from);
  }
}
