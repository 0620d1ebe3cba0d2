import { didYouMean } from '../../core/suggest.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';

/** Fields in which a state names the state that began what it ends or dies of, and the type that state has. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  condition_onset: 'ConditionOnset',
  allergy_onset: 'AllergyOnset',
  medication_order: 'MedicationOrder',
  careplan: 'CarePlanStart',
  device: 'Device',
};

/**
 * A state that ends something names the state that began it. In a native file that is a state of the same file; a foreign
 * one may mean any file, as names are looked for in all that the person has.
 */
export const references: Check = {
  codes: ['unknown-reference', 'reference-type'],
  check(program) {
    const everywhere = typesByName(program.modules);
    for (const module of program.modules) {
      const own = typesByName([module]);
      for (const [name, state] of module.parsed.states) {
        for (const [field, type] of Object.entries(BEGINNINGS)) {
          const named = state[field];
          if (typeof named !== 'string') continue;
          checkReference(module, { named, type, place: ['states', name, field] }, own, everywhere);
        }
      }
    }
  },
};

/** The types of the states of each name. */
function typesByName(modules: CheckedProgram['modules']): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { parsed } of modules) {
    for (const [name, { type }] of parsed.states) types.set(name, (types.get(name) ?? new Set()).add(type));
  }
  return types;
}

interface Reference {
  readonly named: string;
  readonly type: string;
  readonly place: readonly string[];
}

function checkReference(
  { native, report, severity, graph }: CheckedModule,
  { named, type, place }: Reference,
  own: ReadonlyMap<string, ReadonlySet<string>>,
  everywhere: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const candidates = native ? own : everywhere;
  const types = candidates.get(named);
  if (types?.has(type)) return;
  if (types) {
    const message = `state "${named}" is of type ${[...types].join(' or ')}, not of type ${type}: nothing is found by it`;
    report.add(severity, 'reference-type', message, place);
    return;
  }
  // A state of the file that could not be read has its own error.
  if (graph.has(named)) return;
  const where = native ? 'in this file' : 'in any file';
  const near = didYouMean(
    named,
    [...candidates].filter(([, found]) => found.has(type)).map(([name]) => name),
  );
  report.add(severity, 'unknown-reference', `there is no state "${named}" ${where}${near}`, place);
}
