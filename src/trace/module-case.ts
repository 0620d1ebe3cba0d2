import { type Diagnostic, formatDiagnostic } from '../core/diagnostic.ts';
import type { RunKeys } from '../core/random/keys.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Compilation } from '../language/compile.ts';
import type { Program } from '../language/compiled.ts';
import type { Expectation, ModuleCase } from './case-file.ts';
import { type Driven, driveDelays, driveModule, driveStates, visitsOf } from './drive.ts';
import { judgeLife, judgeSpans } from './expect.ts';
import { judgeShares, traitOf } from './expect-shares.ts';
import { startOf } from './script-person.ts';

/** What does not hold of a case; empty when all does. */
export function runModuleCase(one: ModuleCase, compilation: Compilation, keys: RunKeys): readonly string[] {
  const path = one.module.replace(/\.json$/, '');
  const faults = faultsOf(path, compilation);
  const { error, defects } = one.expect;
  const problems = (defects ?? []).flatMap(({ state, what }) =>
    faults.some(({ pointer }) => pointer.startsWith(`/states/${state}`))
      ? []
      : [`no fault is found in ${state} (${what})`],
  );
  if (error && mentions(faults.map(formatDiagnostic), error.mentions)) return problems;
  if (error?.when === 'load')
    return [...problems, `loading reports nothing that mentions ${error.mentions.join(', ')}`];
  const program = compilation.programOf(path);
  if (!program) {
    const hint = didYouMean(path, compilation.files.keys());
    return [...problems, faults[0] ? formatDiagnostic(faults[0]) : `module "${path}" was not found${hint}`];
  }
  return [...problems, ...drive(one, program, keys)];
}

function drive(one: ModuleCase, program: Program, keys: RunKeys): readonly string[] {
  const { run, person, expect } = one;
  switch (run.mode) {
    case 'load':
      return [];
    case 'states':
      return judgeDriven(expect, driveStates(run, person, program, keys, expect.stepAttributes?.name));
    case 'module': {
      const problems: string[] = [];
      const driven = driveModule(run, person, program, keys, 0, (step) => {
        for (const check of run.checks ?? []) problems.push(...judgeCheck(check, step, one));
      });
      return [...problems, ...judgeDriven(expect, driven)];
    }
    case 'delays': {
      const spans = driveDelays(run, person, program, keys);
      return (expect.delays ?? []).flatMap(({ state, min = 0, max = Number.POSITIVE_INFINITY, wholeUnits, mean }) => {
        const drawn = spans.get(state) ?? [];
        const average = drawn.reduce((sum, span) => sum + span, 0) / drawn.length;
        const off = mean && !(average >= mean[0] && average <= mean[1]);
        return [
          ...judgeSpans(state, drawn, min, max, wholeUnits),
          ...(off ? [`${state} took ${average} on average, expected ${mean.join(' to ')}`] : []),
        ];
      });
    }
    case 'lives': {
      const lives = Array.from({ length: run.lives }, (_, number) => driveModule(run, person, program, keys, number));
      const broken = lives.flatMap((life) => judgeDriven(expect, life)).slice(0, 3);
      return [...broken, ...judgeShares(expect, lives.map(traitOf))];
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

/** An expectation after one of the steps, named by its time (`at`, `time`) or number (`after`, `step`). */
function judgeCheck(
  check: Readonly<Record<string, unknown>>,
  step: { readonly number: number; readonly at: number; readonly scripted: Driven['scripted'] },
  one: ModuleCase,
): readonly string[] {
  const { at, time, after, step: number, expect, ...inline } = check;
  const when = at ?? time ?? after;
  const isMeant = number === undefined ? when === step.at : number === step.number;
  if (!isMeant) return [];
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

function faultsOf(path: string, compilation: Compilation): readonly Diagnostic[] {
  const file = compilation.files.get(path)?.module.file;
  return compilation.diagnostics.filter(
    (diagnostic) =>
      diagnostic.severity === 'error' && (diagnostic.file === file || diagnostic.file.endsWith(`/${path}.json`)),
  );
}

/** Whether one of the texts has all the words. */
function mentions(texts: readonly string[], words: readonly string[]): boolean {
  return texts.some((text) => words.every((word) => text.includes(word)));
}
