import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import type { InputFiles } from './input/find-files.ts';
import { HashedSource } from './input/hashed-source.ts';
import type { Plan } from './plan/plan.ts';
import type { PushOptions } from './push.ts';
import type { StateFolder } from './state/state-folder.ts';

/**
 * Compares a plan of an earlier run with what is to be pushed now.
 * @throws AppError saying what differs: what is in its journal would not be true of other files.
 */
export async function compareWithSaved(
  saved: Plan,
  found: InputFiles,
  options: Pick<PushOptions, 'ids' | 'maxEntries' | 'maxBytes'>,
  state: StateFolder,
  onFile: (path: string) => void,
): Promise<void> {
  const difference =
    optionDifference('--max-entries', options.maxEntries, saved.limits.entries) ??
    optionDifference('--max-bytes', options.maxBytes, saved.limits.bytes) ??
    optionDifference('--ids', options.ids, saved.ids) ??
    (await fileDifference(saved, found, onFile));
  if (difference === undefined) return;
  const hint = `if that is meant, --fresh plans anew: what is there already and equal stays as it is (the old plan is in ${state.path})`;
  throw new AppError(ExitCode.usage, `an earlier push to this server was of something else: ${difference}`, { hint });
}

function optionDifference<T>(name: string, wanted: T | undefined, saved: T): string | undefined {
  return wanted === undefined || wanted === saved ? undefined : `${name} is ${wanted} and was ${saved}`;
}

async function fileDifference(
  saved: Plan,
  found: InputFiles,
  onFile: (path: string) => void,
): Promise<string | undefined> {
  const before = new Map(saved.files.map((file) => [file.path, file]));
  const passedBy = new Set(saved.passedBy);
  for (const { path } of found.files) {
    if (passedBy.has(path)) continue;
    const file = before.get(path);
    if (file === undefined) return `${path} was not there`;
    onFile(path);
    const now = await new HashedSource(join(found.root, path), path).fingerprint();
    if (now.sha256 !== file.sha256) return `${path} was changed since`;
    before.delete(path);
  }
  const [gone] = before.keys();
  return gone === undefined ? undefined : `${gone} is gone`;
}
