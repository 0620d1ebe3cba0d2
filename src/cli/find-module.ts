import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import type { ModuleFile } from '../language/discover.ts';

/**
 * The module of a path, or the one whose last segment is that; `what` it is called to the user.
 * @throws AppError when there is none, or more than one.
 */
export function moduleNamed(name: string, modules: readonly ModuleFile[], what = 'module'): ModuleFile {
  const wanted = name.endsWith('.json') ? name.slice(0, -'.json'.length) : name;
  const exact = modules.find(({ path }) => path === wanted);
  if (exact) return exact;
  const [found, another] = modules.filter(({ path }) => path.endsWith(`/${wanted}`));
  if (found && another) {
    throw new AppError(ExitCode.usage, `"${name}" may be ${found.path} or ${another.path}: name the whole path`);
  }
  if (found) return found;
  const names = modules.flatMap(({ path }) => [path, path.slice(path.lastIndexOf('/') + 1)]);
  throw new AppError(ExitCode.usage, `there is no ${what} "${name}"${didYouMean(wanted, names)}`, {
    hint: `name a file, or the path of a ${what} below its folder (-d names folders)`,
  });
}
