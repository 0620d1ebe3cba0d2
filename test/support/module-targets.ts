import { ageInYears, birthday, type SimTime, YEAR } from '../../src/core/time.ts';
import type { Compilation } from '../../src/language/compile.ts';
import type { CompiledCondition } from '../../src/language/compiled.ts';
import { CONDITIONS } from '../../src/language/conditions/index.ts';
import type { CompileContext } from '../../src/language/define.ts';
import type { ConditionJson } from '../../src/language/fields.ts';
import type { TargetJson } from '../../src/language/schema.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput, type World } from '../../src/simulate/population.ts';
import { visitLogOf } from '../../src/simulate/visit-log.ts';

/** A target of a module, and what a population gives for it. */
export interface Judged {
  readonly module: string;
  readonly target: TargetJson;
  /** People counted; for an incidence, first visits. */
  count: number;
  /** People of the group alive at the reference date; for an incidence, person-years before the first visit. */
  total: number;
}

/** Incidence is counted over these last years before the reference date. */
export const INCIDENCE_YEARS = 5;

/** Simulates the slots below `lives` and counts for every target of every module. */
export function judgeTargets(world: World, compilation: Compilation, lives: number): readonly Judged[] {
  const { end } = world.simulation;
  const judged = [...compilation.parsed].flatMap(([module, { header }]) =>
    (header.targets ?? []).map((target): Judged => ({ module, target, count: 0, total: 0 })),
  );
  const tests = new Map(
    judged.map((one) => [one, one.target.when && compileCondition(one.target.when, world)] as const),
  );
  for (let slot = 0; slot < lives; slot++) {
    const person = world.drawer.draw(slot, 0);
    const simulation = new LifeSimulation(world.program, lifeInput(world, person), world.simulation);
    simulation.run();
    const { life, cursors } = simulation;
    const isAlive = life.isAliveAt(end);
    const log = visitLogOf(cursors);
    for (const [one, test] of tests) {
      const { measure, population = {}, state } = one.target;
      if (population.sex !== undefined && population.sex !== person.sex) continue;
      if (measure === 'incidence') {
        const first = log.find((visit) => visit.file === one.module && visit.state === state)?.entered ?? null;
        countYears(one, person.birth, Math.min(end, life.deathTime), first, end);
      } else if (isAlive && isOfAge(ageInYears(person.birth, end), population)) {
        const cursor = cursors.find(({ module }) => module.path === one.module);
        if (!cursor?.root.current) continue;
        life.enter(cursor);
        life.resume(cursor.root, cursor.root.current, end);
        one.total++;
        if ((test as CompiledCondition).test(life, end)) one.count++;
      }
    }
  }
  return judged;
}

function isOfAge(
  age: number,
  { ageMin = 0, ageMax = Number.POSITIVE_INFINITY }: { ageMin?: number | undefined; ageMax?: number | undefined },
) {
  return age >= ageMin && age <= ageMax;
}

/** Adds the time at risk of one person inside the window and the ages of the target, and the first visit if it is there. */
function countYears(one: Judged, birth: SimTime, until: SimTime, first: SimTime | null, end: SimTime): void {
  const { ageMin = 0, ageMax } = one.target.population ?? {};
  const from = Math.max(birthday(birth, ageMin), end - INCIDENCE_YEARS * YEAR);
  const to = Math.min(until, ageMax === undefined ? Number.POSITIVE_INFINITY : birthday(birth, ageMax + 1));
  const left = Math.min(to, first ?? Number.POSITIVE_INFINITY);
  if (left > from) one.total += (left - from) / YEAR;
  if (first !== null && first >= from && first <= to) one.count++;
}

/** Compiles a condition of a target against a program that runs. */
function compileCondition(json: ConditionJson, { program }: World): CompiledCondition {
  const slot = (name: string): number => program.slotOf.get(name) ?? -1;
  const context = {
    native: true,
    strict: true,
    reads: slot,
    mentions: slot,
    remembers: () => undefined,
    hasState: () => true,
    condition: (part: ConditionJson) => compile(part),
    report(_severity: string, _code: string, message: string) {
      throw new Error(message);
    },
  } as unknown as CompileContext;
  const compile = (part: ConditionJson): CompiledCondition => {
    const definition = CONDITIONS.find(({ type }) => type === part.condition_type);
    if (!definition) throw new Error(`condition type ${part.condition_type} is not known`);
    return definition.compile(part as never, context, ['targets']);
  };
  return compile(json);
}
