import { objectOf } from '../loose-json.ts';
import type { StateJson } from '../schema.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';

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
  return !mayTakeTime(json);
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

/** Whether a state that watches nothing and calls nothing may keep a person waiting, or ends the life. */
function mayTakeTime(json: StateJson): boolean {
  switch (json.type) {
    case 'Terminal':
      return true;
    case 'Delay':
      return !isZeroSpan(json);
    case 'Procedure':
      return (json['duration'] !== undefined || json['distribution'] !== undefined) && !isZeroSpan(json);
    case 'Encounter':
      return json['wellness'] === true;
    case 'Death':
      return json['exact'] === undefined && json['range'] === undefined;
    default:
      return false;
  }
}

/** Whether the span of a Delay or Procedure is nothing for certain. */
function isZeroSpan(json: StateJson): boolean {
  if (json['exact'] !== undefined) return !(Number(objectOf(json['exact'])['quantity']) > 0);
  const range = json['range'] ?? json['duration'];
  if (range !== undefined) return !(Number(objectOf(range)['high']) > 0);
  const { kind, parameters } = objectOf(json['distribution']);
  // The draw for a Delay is cut to whole units: one below 1 is 0.
  const least = json.type === 'Delay' ? 1 : Number.MIN_VALUE;
  if (kind === 'EXACT') return !(Number(objectOf(parameters)['value']) >= least);
  return kind === 'UNIFORM' && !(Number(objectOf(parameters)['high']) > (json.type === 'Delay' ? 1 : 0));
}
