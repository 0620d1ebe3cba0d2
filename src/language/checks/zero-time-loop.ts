import { MOST_NESTED_CALLS } from '../compile.ts';
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
    const calls = new InstantCalls(program);
    for (const module of program.modules) {
      const { graph } = module;
      const instant = new Set(graph.names.filter((name) => calls.isInstant(name, module)));
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

/** Tells where no time can go by; each called file is looked at once. */
class InstantCalls {
  readonly #program: CheckedProgram;
  /** By path. What is being looked at counts as taking time: it calls itself, and has its own error. */
  readonly #known = new Map<string, boolean>();
  #depth = 0;

  constructor(program: CheckedProgram) {
    this.#program = program;
  }

  /** Whether no time can go by in a state, and the life goes on after it. A state that cannot be read is not judged. */
  isInstant(name: string, module: CheckedModule): boolean {
    const json = module.parsed.states.get(name);
    const index = module.compiled.indexOf.get(name);
    const state = index === undefined ? undefined : module.compiled.states[index];
    if (!json || !state || state.watch) return false;
    if (state.callee !== undefined) return this.#isInstantCall(state.callee);
    return !STATE_BY_TYPE.get(json.type)?.takesTime(json as never);
  }

  /** Whether no state of the called file can take time. */
  #isInstantCall(path: string): boolean {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const callee = this.#program.module(path);
    // A callee that is missing, or nested too deep, has its own error.
    if (!callee || this.#depth >= MOST_NESTED_CALLS) return false;
    this.#known.set(path, false);
    this.#depth++;
    const isInstant = [...callee.graph.reachable('Initial')].every(
      (name) => callee.parsed.states.get(name)?.type === 'Terminal' || this.isInstant(name, callee),
    );
    this.#depth--;
    this.#known.set(path, isInstant);
    return isInstant;
  }
}
