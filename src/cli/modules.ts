import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { type Diagnostic, formatDiagnostic } from '../core/diagnostic.ts';
import type { ModuleFolder } from '../language/discover.ts';
import type { Stream } from './host.ts';
import { packagePath } from './package-info.ts';
import { paint } from './paint.ts';
import { counted } from './text.ts';

/** The folder of the modules that come with the program. */
export const BUILT_IN: ModuleFolder = { path: shownPath(packagePath('modules')), builtIn: true };

/** Whether a folder is that of the built-in modules, however it is written. */
export function isBuiltIn(folder: string): boolean {
  return resolve(folder) === resolve(BUILT_IN.path);
}

/** The folder of the value sets that come with the program. */
export const VALUE_SETS: string = shownPath(packagePath('valuesets'));

/**
 * The folders that modules are taken from, in the order in which later ones replace files of earlier ones.
 * @throws AppError when there are none.
 */
export function moduleFolders(folders: readonly string[], withBuiltIn: boolean): readonly ModuleFolder[] {
  if (!withBuiltIn && folders.length === 0) {
    const hint = 'name a folder of modules with -d, or leave --no-builtin out';
    throw new AppError(ExitCode.usage, 'there are no modules without the built-in ones', { hint });
  }
  if (withBuiltIn && !existsSync(BUILT_IN.path)) {
    const hint = 'the installation is incomplete; install it again';
    throw new AppError(ExitCode.environment, `the built-in modules are not in ${BUILT_IN.path}`, { hint });
  }
  // The built-in folder may be named like any other; it is there once.
  const others = withBuiltIn ? folders.filter((path) => !isBuiltIn(path)) : folders;
  return [...(withBuiltIn ? [BUILT_IN] : []), ...others.map((path) => ({ path, builtIn: false }))];
}

/** A path as people would write it: from the working directory, where it lies below. */
function shownPath(path: string): string {
  const fromHere = relative('', path);
  return fromHere === '' || fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}

/** How many of each severity: `2 errors, 1 warning`. */
export function diagnosticCounts(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((item) => item.severity === severity).length;
  const notes = of('note');
  const counts = [counted(of('error'), 'error'), counted(of('warning'), 'warning')];
  return [...counts, ...(notes > 0 ? [counted(notes, 'note')] : [])].join(', ');
}

/** Writes diagnostics, one after the other, the severity in its colour. */
export function writeDiagnostics(diagnostics: readonly Diagnostic[], stream: Stream): void {
  for (const diagnostic of diagnostics) {
    const { severity } = diagnostic;
    const how = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan';
    const text = formatDiagnostic(diagnostic);
    stream.write(`${text.replace(` ${severity}: `, ` ${paint(stream, how, `${severity}:`)} `)}\n`);
  }
}
