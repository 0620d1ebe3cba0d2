import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import type { CallSite, CompiledModule, Program } from '../language/compiled.ts';

/** Transitions that are forced: the next state by state name. */
export type Choices = ReadonlyMap<string, string>;

/**
 * The program with some transitions forced, in the module and all it calls. Draws stay what they were: only these branches are not taken by
 * chance.
 * @throws AppError when no file has the state, or its file not the target.
 */
export function withChoices(program: Program, choices: Choices): Program {
  if (choices.size === 0) return program;
  const met = new Set<string>();
  const force = (site: CallSite): CallSite => ({
    ...site,
    module: forceModule(site.module, choices, met),
    callees: new Map([...site.callees].map(([state, callee]) => [state, force(callee)])),
  });
  const sites = program.sites.map(force);
  for (const state of choices.keys()) {
    if (met.has(state)) continue;
    const names = [...program.modules.values()].flatMap((module) => [...module.indexOf.keys()]);
    throw new AppError(ExitCode.usage, `there is no state "${state}" to choose at${didYouMean(state, names)}`);
  }
  return { ...program, sites };
}

function forceModule(module: CompiledModule, choices: Choices, met: Set<string>): CompiledModule {
  const states = module.states.map((state) => {
    const wanted = choices.get(state.name);
    if (wanted === undefined) return state;
    met.add(state.name);
    const target = module.indexOf.get(wanted);
    if (target === undefined) {
      const hint = didYouMean(wanted, module.indexOf.keys());
      throw new AppError(
        ExitCode.usage,
        `there is no state "${wanted}" in ${module.path} to go to from "${state.name}"${hint}`,
      );
    }
    return { ...state, transition: () => target };
  });
  return { ...module, states };
}
