import { type Cohort, compileCohort } from '../../cohort/compile.ts';
import { libraryOf } from '../../cohort/library.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { EXPORTERS } from '../../index.ts';
import type { ModuleFile } from '../../language/discover.ts';
import { discoverModules } from '../../language/discover.ts';
import { type CompiledRun, compileRun } from '../generate/compile.ts';
import type { Host } from '../host.ts';
import { moduleFolders, writeDiagnostics } from '../modules.ts';
import { counted } from '../text.ts';
import { cohortNamed } from './find.ts';

interface Places {
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
  readonly modules: string | undefined;
}

/** A cohort and the modules over which it is asked. */
export interface LoadedCohort {
  readonly cohort: Cohort;
  readonly file: ModuleFile;
  readonly run: CompiledRun;
}

/**
 * Finds and compiles a cohort over the modules of a run. What is wrong with it is written out.
 * @throws AppError when there is no such cohort, or something wrong with it or with the modules.
 */
export async function loadCohort(name: string, places: Places, host: Host): Promise<LoadedCohort> {
  // What does not exist is told before the work of compiling begins.
  cohortNamed(name, discoverModules(moduleFolders(places.modulesDir, places.builtin)).modules);
  const run = await compileRun(places, host);
  const file = cohortNamed(name, run.discovery.modules);
  const formats = EXPORTERS.map(({ name: format }) => format);
  const { cohort, diagnostics } = compileCohort(file, libraryOf(run.compilation, formats, run.codes));
  writeDiagnostics(diagnostics, host.err);
  if (cohort) return { cohort, file, run };
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  throw new AppError(ExitCode.findings, `${counted(errors, 'error')} in the cohort ${file.file}; nothing was made`, {
    hint: 'mend the file; modules/README.md says what a cohort holds',
  });
}
