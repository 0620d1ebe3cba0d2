import type { SimTime } from '../core/time.ts';
import type { Program } from '../language/compiled.ts';
import type { Visit } from '../language/run.ts';
import { ModuleFault } from '../simulate/module-fault.ts';
import { path } from '../simulate/visit-log.ts';
import type { Run, ScriptedPerson } from './case-schema.ts';
import { bringToLife, startOf } from './script-person.ts';
import type { ScriptWorld } from './script-world.ts';
import type { ScriptedLife } from './scripted-life.ts';

type ModuleRun = Extract<Run, { mode: 'module' | 'lives' }>;
type StatesRun = Extract<Run, { mode: 'states' }>;
type DelaysRun = Extract<Run, { mode: 'delays' }>;

/** A life that was driven through a module, and what to look at afterwards. */
export interface Driven {
  readonly scripted: ScriptedLife;
  /** What times are counted from. */
  readonly start: SimTime;
  /** The last time at which something was run. */
  readonly last: SimTime;
  /** Every state visited, oldest first; a CallSubmodule stands before and after its submodule's. */
  readonly visits: readonly Visit[];
  /** What stopped the life, if anything did. */
  readonly fault: string | undefined;
  /** Of states run one by one: what each came to, where it was not as expected. */
  readonly surprises: readonly string[];
  /** Value of the watched attribute after each step. */
  readonly stepValues: readonly unknown[];
}

/** Called after each time at which the module was run. */
export type AfterStep = (step: {
  readonly number: number;
  readonly at: number;
  readonly scripted: ScriptedLife;
}) => void;

/** Runs the whole module at each time of the script, until it is finished. */
export function driveModule(
  run: ModuleRun,
  person: ScriptedPerson,
  program: Program,
  world: ScriptWorld,
  number: number,
  watched?: string,
  after: AfterStep = () => undefined,
): Driven {
  const scripted = bringToLife(person, program, world, number);
  const start = startOf(person);
  const visitsAt = new Set(run.wellnessVisits ?? []);
  const stepValues: unknown[] = [];
  let last = start;
  let fault: string | undefined;
  try {
    for (const [step, at] of timesOf(run).entries()) {
      last = start + at;
      scripted.run(last, visitsAt.has(at));
      if (watched !== undefined) stepValues.push(scripted.life.attributeNamed(watched));
      after({ number: step, at, scripted });
      if (scripted.cursor.finished) break;
    }
  } catch (error) {
    fault = faultText(error);
  }
  return { scripted, start, last, visits: visitsOf(scripted), fault, surprises: [], stepValues };
}

/** Steps of a script that does not say how many: a long life by the week. */
const MOST_STEPS = 10_000;

/** When a script runs its module. */
export function timesOf(run: ModuleRun): readonly number[] {
  if (run.at) return run.at;
  const { step = 0, maxSteps = step > 0 ? MOST_STEPS : 1 } = run;
  return Array.from({ length: maxSteps }, (_, i) => i * step);
}

/** Processes single states in the order of the script. */
export function driveStates(
  run: StatesRun,
  person: ScriptedPerson,
  program: Program,
  world: ScriptWorld,
  watched: string | undefined,
): Driven {
  const scripted = bringToLife(person, program, world, 0);
  const start = startOf(person);
  const surprises: string[] = [];
  const stepValues: unknown[] = [];
  let last = start;
  let fault: string | undefined;
  try {
    for (const { state, at, passes, wellnessVisit } of run.steps) {
      last = start + at;
      if (wellnessVisit) scripted.openVisit(last);
      const passed = scripted.process(state, last);
      if (typeof passes === 'boolean' && passed !== passes) {
        surprises.push(
          `state ${state} at ${at} ${passed ? 'passes' : 'blocks'}, expected that it ${passes ? 'passes' : 'blocks'}`,
        );
      }
      if (watched !== undefined) stepValues.push(scripted.life.attributeNamed(watched));
    }
  } catch (error) {
    fault = faultText(error);
  }
  return { scripted, start, last, visits: visitsOf(scripted), fault, surprises, stepValues };
}

/** Enters each state on its own, many times, and gives how long it blocked, by state. */
export function driveDelays(
  run: DelaysRun,
  person: ScriptedPerson,
  program: Program,
  world: ScriptWorld,
): ReadonlyMap<string, readonly number[]> {
  const start = startOf(person);
  return new Map(
    run.states.map((state) => [
      state,
      Array.from({ length: run.draws }, (_, number) => {
        const scripted = bringToLife(person, program, world, number);
        if (scripted.process(state, start)) return 0;
        const visit = scripted.cursor.root.current as Visit;
        return scripted.process(state, visit.wake) ? visit.exited - start : Number.POSITIVE_INFINITY;
      }),
    ]),
  );
}

/** Every state a scripted life visited so far, oldest first. */
export function visitsOf(scripted: ScriptedLife): readonly Visit[] {
  return path(scripted.cursor.root, false);
}

function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ModuleFault ? `${error.message} (state ${error.state})` : error.message;
}
