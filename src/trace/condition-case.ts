import { compileProgram } from '../language/compile.ts';
import { modulesInMemory } from '../language/in-memory.ts';
import type { ConditionCase } from './case-file.ts';
import { bringToLife, startOf } from './script-person.ts';
import type { ScriptWorld } from './script-world.ts';

const MODULE = 'condition';
const GUARD = 'Holds';

/** Whether a condition holds for the person of a case, asked as a Guard would; the problems, empty when it is as expected. */
export function runConditionCase(one: ConditionCase, world: ScriptWorld): readonly string[] {
  const history = (one.person.history ?? []).map(({ state }) => state);
  const through = Object.fromEntries(history.map((state) => [state, { type: 'Simple', direct_transition: GUARD }]));
  const module = {
    name: MODULE,
    states: {
      Initial: { type: 'Initial', direct_transition: GUARD },
      ...through,
      [GUARD]: { type: 'Guard', allow: one.definition, direct_transition: 'End' },
      End: { type: 'Terminal' },
    },
  };
  const compilation = compileProgram(modulesInMemory({ [MODULE]: JSON.stringify(module) }));
  const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error');
  const program = compilation.programOf(MODULE);
  // A condition that is refused holds for nobody, with a diagnostic: as expected where the reference engine stops.
  if (errors.length > 0 && one.referenceStops !== undefined && !one.expect) return [];
  if (errors.length > 0 || !program) return errors.map(({ message }) => message);
  const scripted = bringToLife(one.person, program, world, 0);
  const holds = scripted.process(GUARD, startOf(one.person));
  return holds === one.expect ? [] : [`is ${holds}, expected ${one.expect}`];
}
