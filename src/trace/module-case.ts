import { type Diagnostic, formatDiagnostic, pointerOf } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Compilation } from '../language/compile.ts';
import type { Program } from '../language/compiled.ts';
import type { Expectation, ModuleCase } from './case-file.ts';
import { type AfterStep, type Driven, driveDelays, driveModule, driveStates, timesOf, visitsOf } from './drive.ts';
import { judgeLife, judgeSpans, spansOf } from './expect.ts';
import { judgeShares, traitOf } from './expect-shares.ts';
import { shown } from './match.ts';
import { startOf } from './script-person.ts';
import type { ScriptWorld } from './script-world.ts';

/** What does not hold of a case; empty when all does. */
export function runModuleCase(one: ModuleCase, compilation: Compilation, world: ScriptWorld): readonly string[] {
  const path = one.module.replace(/\.json$/, '');
  const found = foundIn(path, compilation);
  const faults = found.filter(({ severity }) => severity === 'error');
  const { error, defects } = one.expect;
  const problems = (defects ?? []).flatMap(({ state, what }) => {
    const place = pointerOf(['states', state]);
    const isFound = found.some(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
    return isFound ? [] : [`no fault is found in ${state} (${what})`];
  });
  if (error && mentions(faults.map(formatDiagnostic), error.mentions)) return problems;
  if (error?.when === 'load')
    return [...problems, `loading reports nothing that mentions ${error.mentions.join(', ')}`];
  const program = compilation.programOf(path);
  if (!program) {
    const hint = didYouMean(path, compilation.files.keys());
    return [...problems, faults[0] ? formatDiagnostic(faults[0]) : `module "${path}" was not found${hint}`];
  }
  return [...problems, ...unknownStates(one, compilation), ...drive(one, program, world)];
}

/** States that no module has: as part of a history they would be passed over, as never visited they would always be right. */
function unknownStates({ person, expect }: ModuleCase, { parsed }: Compilation): readonly string[] {
  const named = [...(person.history ?? []).map(({ state }) => state), ...Object.keys(expect.visited ?? {})];
  if (named.length === 0) return [];
  const known = new Set([...parsed.values()].flatMap(({ states }) => [...states.keys()]));
  const unknown = [...new Set(named)].filter((state) => !known.has(state));
  return unknown.map((state) => `there is no state "${state}"${didYouMean(state, known)}`);
}

function drive(one: ModuleCase, program: Program, world: ScriptWorld): readonly string[] {
  const { run, person, expect } = one;
  switch (run.mode) {
    case 'load':
      return [];
    case 'states':
      return judgeDriven(expect, driveStates(run, person, program, world, expect.stepAttributes?.name));
    case 'module': {
      const problems: string[] = [];
      const unmet = new Set<Check>(run.checks);
      const times = timesOf(run);
      const driven = driveModule(run, person, program, world, 0, expect.stepAttributes?.name, (step) => {
        for (const check of unmet) {
          if (!isMeant(check, step, times)) continue;
          unmet.delete(check);
          problems.push(...judgeCheck(check, step, one));
        }
      });
      for (const check of unmet) problems.push(`there was no step to check ${shown(check)} after`);
      return [...problems, ...judgeDriven(expect, driven)];
    }
    case 'delays': {
      const spans = driveDelays(run, person, program, world);
      return (expect.delays ?? []).flatMap((wanted) => judgeSpans(wanted, spans.get(wanted.state) ?? []));
    }
    case 'lives': {
      const lives = Array.from({ length: run.lives }, (_, number) => driveModule(run, person, program, world, number));
      const { delays = [], ...each } = expect;
      const broken = lives.flatMap((life) => judgeDriven(each, life)).slice(0, 3);
      const spans = delays.flatMap((wanted) =>
        judgeSpans(
          wanted,
          lives.flatMap(({ visits }) => spansOf(visits, wanted.state)),
        ),
      );
      return [...broken, ...spans, ...judgeShares(expect, lives.map(traitOf))];
    }
  }
}

/** What of an expectation does not hold; a fault that the case expects is none, and makes moot what would have come after it. */
function judgeDriven(expect: Expectation, driven: Driven): readonly string[] {
  const problems = [...driven.surprises, ...judgeLife(expect, driven)];
  const said = [...(driven.fault === undefined ? [] : [driven.fault]), ...driven.scripted.life.notes.keys()];
  if (expect.error) {
    return mentions(said, expect.error.mentions)
      ? problems
      : [...problems, `running reports nothing that mentions ${expect.error.mentions.join(', ')}`];
  }
  return driven.fault === undefined ? problems : [`the life stopped: ${driven.fault}`, ...problems];
}

/** An expectation after one of the steps, which it names by its time or number. */
type Check = Readonly<Record<string, unknown>>;

type Step = Parameters<AfterStep>[0];

/** `step` is a number from 0, `at`, `time` and `after` are times; each is the other where the script has no such. */
function isMeant({ at, time, after, step: number }: Check, step: Step, times: readonly number[]): boolean {
  if (typeof number === 'number') return number === (number < times.length ? step.number : step.at);
  const named = at ?? time ?? after;
  return named === (times.includes(named as number) ? step.at : step.number);
}

function judgeCheck(check: Check, step: Step, one: ModuleCase): readonly string[] {
  const { at: _at, time: _time, after: _after, step: _step, expect, ...inline } = check;
  const { scripted } = step;
  const start = startOf(one.person);
  const driven: Driven = {
    scripted,
    start,
    last: start + step.at,
    visits: visitsOf(scripted),
    fault: undefined,
    surprises: [],
    stepValues: [],
  };
  return judgeLife((expect ?? inline) as Expectation, driven).map(
    (problem) => `after the step at ${step.at}: ${problem}`,
  );
}

/** What is said of a file. */
function foundIn(path: string, { files, diagnostics }: Compilation): readonly Diagnostic[] {
  const file = files.get(path)?.module.file;
  return diagnostics.filter((diagnostic) => diagnostic.file === file || diagnostic.file.endsWith(`/${path}.json`));
}

/** Whether one of the texts has all the words. */
function mentions(texts: readonly string[], words: readonly string[]): boolean {
  return texts.some((text) => words.every((word) => text.includes(word)));
}
