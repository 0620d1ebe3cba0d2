import { objectOf, textOf } from '../loose-json.ts';
import type { Check, CheckedModule } from './check.ts';

/**
 * A disease of the built-in library is not given a second time by a module of the user's. Only the states of top-level
 * modules that run count: a submodule that two of them call is one disease.
 */
export const sameDisease: Check = {
  codes: ['same-disease'],
  check({ modules, running }) {
    const top = modules.filter(({ path }) => running.has(path));
    const builtIn = new Map<string, CheckedModule>();
    for (const module of top.filter(({ file }) => file.builtIn)) {
      for (const { key } of onsets(module)) if (!builtIn.has(key)) builtIn.set(key, module);
    }
    for (const module of top.filter(({ file }) => !file.builtIn)) warn(module, builtIn);
  },
};

interface Onset {
  readonly state: string;
  readonly key: string;
  readonly shown: string;
}

function warn(module: CheckedModule, builtIn: ReadonlyMap<string, CheckedModule>): void {
  const told = new Set<string>();
  for (const { state, key, shown } of onsets(module)) {
    const other = builtIn.get(key);
    if (!other || told.has(key)) continue;
    told.add(key);
    const message = `${shown} is given by "${module.path}" and by the built-in module "${other.path}" (${other.file.file})`;
    const hint = '--no-builtin leaves the built-in modules out';
    module.report.add('warning', 'same-disease', message, ['states', state, 'codes'], hint);
  }
}

/** What a module begins, by primary code. */
function onsets({ parsed }: CheckedModule): readonly Onset[] {
  return [...parsed.states].flatMap(([state, json]) => {
    if (json.type !== 'ConditionOnset') return [];
    const { system, code, display } = objectOf((json['codes'] as readonly unknown[])[0]);
    const key = JSON.stringify([system, code]);
    return [{ state, key, shown: `${textOf(system)} ${textOf(code)} (${textOf(display)})` }];
  });
}
