import { STATES } from '../states/index.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';

const STATE_BY_TYPE = new Map(STATES.map((definition) => [definition.type, definition]));

/**
 * In a loop of states some time goes by. A loop that nothing leads out of never ends and stops the run; another one ends by chance or by
 * what has changed, which the reference engine accepts.
 */
export const zeroTimeLoop: Check = {
  codes: ['zero-time-loop', 'endless-loop'],
  check(program) {
    for (const module of program.modules) {
      const { graph } = module;
      const instant = new Set(graph.names.filter((name) => isInstant(name, module, program, [])));
      for (const loop of graph.loops(instant)) reportLoop(loop, module);
    }
  },
};

function reportLoop(loop: ReadonlySet<string>, { graph, report, severity }: CheckedModule): void {
  const [first = ''] = graph.names.filter((name) => loop.has(name));
  const shown = graph
    .round(first, loop)
    .map((name) => `"${name}"`)
    .join(' > ');
  const hasExit = [...loop].some(
    (name) => graph.isBroken(name) || graph.targets(name).some((target) => !loop.has(target)),
  );
  const place = ['states', first];
  if (!hasExit && graph.reachable('Initial').has(first)) {
    report.add('error', 'endless-loop', `no time goes by in the loop ${shown}, and nothing leads out of it`, place);
  } else {
    const hint = 'add a Delay, or a Guard for what the loop waits for';
    report.add(severity, 'zero-time-loop', `no time goes by in the loop ${shown}`, place, hint);
  }
}

/** Whether no time can go by in a state, and the life goes on after it. A state that cannot be read is not judged. */
function isInstant(name: string, module: CheckedModule, program: CheckedProgram, chain: readonly string[]): boolean {
  const json = module.parsed.states.get(name);
  const index = module.compiled.indexOf.get(name);
  const state = index === undefined ? undefined : module.compiled.states[index];
  if (!json || !state || state.watch) return false;
  if (state.callee !== undefined) return isInstantCall(state.callee, program, chain);
  return !STATE_BY_TYPE.get(json.type)?.takesTime(json as never);
}

/** Whether no state of the called file can take time. */
function isInstantCall(path: string, program: CheckedProgram, chain: readonly string[]): boolean {
  const callee = program.module(path);
  // A callee that is missing, or calls itself, has its own error.
  if (!callee || chain.includes(path)) return false;
  return [...callee.graph.reachable('Initial')].every(
    (name) => callee.parsed.states.get(name)?.type === 'Terminal' || isInstant(name, callee, program, [...chain, path]),
  );
}
