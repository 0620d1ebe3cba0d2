import { AppError, ExitCode } from '../../core/app-error.ts';
import { runKeys } from '../../core/random/keys.ts';
import { didYouMean } from '../../core/suggest.ts';
import { DAY, parseTime, type SimTime } from '../../core/time.ts';
import { WORLD_DEFAULTS } from '../../index.ts';
import type { Program } from '../../language/compiled.ts';
import { loadReference } from '../../reference/data.ts';
import { type Choices, withChoices } from '../../trace/choose.ts';
import { type TracedPerson, type TraceOptions, traceLives } from '../../trace/trace-module.ts';
import { readOption } from '../generate/options.ts';
import type { Host } from '../host.ts';
import { runCaseFiles } from './cases.ts';
import { checkSignalOptions, runCaseCourses, runLifeCourse } from './courses.ts';
import { lifeJson } from './json.ts';
import { sumUp } from './lives.ts';
import { personOf } from './person.ts';
import { traceProgram } from './program.ts';
import { lifeText, livesText } from './text.ts';

/** What was typed. */
export interface TraceRequest {
  readonly module: string | undefined;
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
  readonly person: string | undefined;
  readonly lives: string | undefined;
  readonly choose: readonly string[];
  readonly grain: string | undefined;
  readonly referenceDate: string | undefined;
  readonly seed: string | undefined;
  readonly cases: readonly string[];
  /** Only the case of this id. */
  readonly onlyCase: string | undefined;
  /** Names of signals whose course is shown; true for those that something acts on. */
  readonly signals: string | true | undefined;
  readonly out: string | undefined;
  readonly format: string | undefined;
  readonly json: boolean;
}

/** Runs a module on one or several lives, or files of cases, and tells what came of it. */
export async function runTrace(host: Host, request: TraceRequest): Promise<ExitCode> {
  checkSignalOptions(request);
  if (request.cases.length > 0) {
    return request.signals === undefined ? runCaseFiles(host, request) : runCaseCourses(host, request);
  }
  if (request.module === undefined) {
    throw new AppError(ExitCode.usage, 'nothing to trace', { hint: 'name a module, or files of cases with --cases' });
  }
  const options = traceOptions(request);
  const lives = livesOf(request.lives);
  const { program, path } = traceProgram(request.module, request, host);
  checkAttributes(options.person, program);
  const forced = withChoices(program, choicesOf(request.choose));
  if (request.signals !== undefined) return runLifeCourse(host, request, { program: forced, path, options });
  if (lives === 1) {
    const [life] = traceLives(forced, options, 1);
    if (!life) throw new Error('a life that was asked for was not traced');
    host.out.write(request.json ? print(lifeJson(path, life)) : lifeText(path, life, options.end));
    return life.fault === undefined ? ExitCode.done : ExitCode.findings;
  }
  const summed = sumUp(traceLives(forced, options, lives));
  host.out.write(request.json ? print({ module: path, ...summed }) : livesText(path, summed, options.end));
  return summed.faults.length === 0 ? ExitCode.done : ExitCode.findings;
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function traceOptions({ person, grain, referenceDate, seed }: TraceRequest): TraceOptions {
  const end = readOption('referenceDate', referenceDate ?? WORLD_DEFAULTS.referenceDate, '--reference-date');
  return {
    person: personOf(person),
    keys: runKeys(readOption('seed', seed ?? WORLD_DEFAULTS.seed, '--seed')),
    reference: loadReference(),
    end: parseTime(end) as SimTime,
    grain: readOption('grain', grain ?? '0', '--grain') * DAY,
  };
}

/** An attribute that nothing reads would change nothing, without a word. */
function checkAttributes({ attributes = {} }: TracedPerson, { slotOf }: Program): void {
  for (const name of Object.keys(attributes)) {
    if (slotOf.has(name)) continue;
    const near = didYouMean(name, slotOf.keys());
    throw new AppError(ExitCode.usage, `nothing knows the attribute "${name}"${near}`);
  }
}

function livesOf(text: string | undefined): number {
  return text === undefined ? 1 : readOption('population', text, '--lives');
}

function choicesOf(texts: readonly string[]): Choices {
  return new Map(
    texts.map((text) => {
      const [, state, target] = /^(.+?)=(.+)$/.exec(text) ?? [];
      if (state !== undefined && target !== undefined) return [state, target];
      throw new AppError(
        ExitCode.usage,
        `--choose "${text}" is not a state and its target, such as Diagnosis=Treatment`,
      );
    }),
  );
}
