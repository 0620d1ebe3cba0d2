import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModuleFile } from '../../language/discover.ts';
import { moduleFileAt } from '../../language/discover.ts';
import { moduleNamed } from '../find-module.ts';

/**
 * The cohort that was named: a file, or the path or name of one among the modules.
 * @throws AppError when there is none.
 */
export function cohortNamed(name: string, modules: readonly ModuleFile[]): ModuleFile {
  if (statSync(name, { throwIfNoEntry: false })?.isFile() === true) {
    return modules.find(({ file }) => resolve(file) === resolve(name)) ?? moduleFileAt(name);
  }
  return moduleNamed(name, cohortsAmong(modules), 'cohort');
}

export function cohortsAmong(modules: readonly ModuleFile[]): readonly ModuleFile[] {
  return modules.filter((file) => file.header().kind === 'cohort');
}
