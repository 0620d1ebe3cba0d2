import { didYouMean } from '../../core/suggest.ts';
import type { Check, CheckedModule } from './check.ts';

/**
 * An onset waits for an Encounter or a Diagnosis that can come: one of its own file, or of a file that calls it. A foreign one is only
 * told when no file has such a state.
 */
export const targetEncounters: Check = {
  codes: ['unknown-encounter'],
  check({ modules, calls }) {
    const all = findersOf(modules);
    for (const module of modules) {
      const callers = calls.allCallers(module.path);
      const near = module.strict
        ? findersOf(modules.filter((other) => other === module || callers.has(other.path)))
        : all;
      for (const [name, { target_encounter: target }] of module.parsed.states) {
        if (typeof target !== 'string' || target.trim() === '' || near.has(target)) continue;
        const hint = didYouMean(target, near);
        const where = module.strict ? 'neither this file nor one that calls it has' : 'no file has';
        const message = `${where} an Encounter or Diagnosis "${target}": what begins here is never diagnosed${hint}`;
        module.report.add(module.severity, 'unknown-encounter', message, ['states', name, 'target_encounter']);
      }
    }
  },
};

function findersOf(modules: readonly CheckedModule[]): ReadonlySet<string> {
  return new Set(
    modules
      .flatMap(({ parsed }) =>
        [...parsed.states].filter(([, { type }]) => type === 'Encounter' || type === 'Diagnosis'),
      )
      .map(([name]) => name),
  );
}
