import { AppError, ExitCode } from '../../core/app-error.ts';
import { runKeys } from '../../core/random/keys.ts';
import { didYouMean } from '../../core/suggest.ts';
import { compileProgram } from '../../language/compile.ts';
import type { Program } from '../../language/compiled.ts';
import { discoverModules } from '../../language/discover.ts';
import type { Course } from '../../report/course/course.ts';
import { courseJson } from '../../report/course/json.ts';
import { courseOf, windowOf } from '../../report/course/life.ts';
import { courseFigure } from '../../report/picture/course-figure.ts';
import { el } from '../../report/picture/markup.ts';
import { inPage, page, svgFile } from '../../report/picture/page.ts';
import type { ModuleCase } from '../../trace/case-file.ts';
import { driveModule, driveStates } from '../../trace/drive.ts';
import { CASE_SEED, readCaseFile } from '../../trace/run-cases.ts';
import { scriptWorld } from '../../trace/script-world.ts';
import { type TraceOptions, traceLives } from '../../trace/trace-module.ts';
import type { Host } from '../host.ts';
import { deliver, destinationOf } from '../report/destination.ts';
import { signalsNamed } from '../signal-names.ts';
import { courseText, whoText } from './course-text.ts';
import { foldersFor } from './program.ts';
import type { TraceRequest } from './trace.ts';

/** A course, and what it is of. */
interface TitledCourse {
  readonly title: string;
  readonly course: Course;
  /** What stopped the life, if anything did. */
  readonly fault: string | undefined;
}

const ENDINGS = { '.svg': 'svg', '.html': 'html', '.htm': 'html', '.json': 'json', '.txt': 'text' } as const;

/** Options of signals mean nothing without `--signals`, and the other way round. @throws AppError */
export function checkSignalOptions(request: TraceRequest): void {
  const { signals, out, format, onlyCase, cases, lives, module } = request;
  if (signals === undefined && (out !== undefined || format !== undefined)) {
    const hint = 'add --signals for the course of the body, or --json for the rest';
    throw new AppError(ExitCode.usage, '--out and --format are of signals', { hint });
  }
  if (request.json && (out !== undefined || format !== undefined)) {
    const hint = 'name the file *.json, or leave --out and --format out';
    throw new AppError(ExitCode.usage, '--json says the same as --format json on standard output', { hint });
  }
  if (onlyCase !== undefined && cases.length === 0) {
    throw new AppError(ExitCode.usage, '--case names a case of a file, and there is none', {
      hint: 'name it with --cases',
    });
  }
  if (signals !== undefined && lives !== undefined && lives !== '1') {
    throw new AppError(ExitCode.usage, '--signals shows one life; leave --lives out');
  }
  if (typeof signals === 'string' && module === undefined && cases.length === 0) {
    const hint = 'name the module before --signals, or end --signals with --';
    throw new AppError(ExitCode.usage, `nothing to trace: "${signals}" was read as names of signals`, { hint });
  }
}

/** The course of one life in a module. */
export function runLifeCourse(
  host: Host,
  request: TraceRequest,
  { program, path, options }: { readonly program: Program; readonly path: string; readonly options: TraceOptions },
): ExitCode {
  const named = namedIn(request, program);
  return tell(host, request, () => {
    const [life] = traceLives(program, options, 1);
    if (!life) throw new Error('a life that was asked for was not traced');
    const window = { from: life.birth, to: life.death?.time ?? options.end };
    const course = courseOf(program.signals, life, window, named);
    return course ? [{ title: path, course, fault: life.fault }] : [];
  });
}

/** The courses of scripted cases. */
export async function runCaseCourses(host: Host, request: TraceRequest): Promise<ExitCode> {
  const compilation = compileProgram(discoverModules(foldersFor(request.module, request)));
  const cases = await casesOf(request);
  const world = scriptWorld(runKeys(CASE_SEED));
  return tell(host, request, () =>
    cases.flatMap((one): readonly TitledCourse[] => {
      const path = one.module.replace(/\.json$/, '');
      const program = compilation.programOf(path);
      if (!program) {
        const message = `module "${path}" was not found${didYouMean(path, compilation.files.keys())}`;
        throw new AppError(ExitCode.usage, message, {
          hint: 'anamnesis check tells whether something is wrong with it',
        });
      }
      const { run, person } = one;
      const driven =
        run.mode === 'states'
          ? driveStates(run, person, program, world, undefined)
          : driveModule(run, person, program, world, 0);
      const { life } = driven.scripted;
      const whose = { sex: life.sex, birth: life.birth, signals: life.signals, entries: life.recorder.entries };
      const window = windowOf(program.signals, whose, driven.start, driven.last);
      const course = courseOf(program.signals, whose, window, namedIn(request, program));
      return course ? [{ title: `${one.id}: ${one.case}`, course, fault: driven.fault }] : [];
    }),
  );
}

type DrivenCase = ModuleCase & { readonly run: Extract<ModuleCase['run'], { mode: 'states' | 'module' | 'lives' }> };

/** The cases that have a course: those in which a person lives. */
async function casesOf({ cases: files, onlyCase }: TraceRequest): Promise<readonly DrivenCase[]> {
  const ids: string[] = [];
  const found: DrivenCase[] = [];
  for (const name of files) {
    const file = await readCaseFile(name);
    if (file.format !== 'module-cases-1') continue;
    for (const one of file.cases) {
      ids.push(one.id);
      if (isDriven(one) && (onlyCase === undefined || one.id === onlyCase)) found.push(one);
    }
  }
  if (found.length > 0) return found;
  if (onlyCase !== undefined && !ids.includes(onlyCase)) {
    throw new AppError(ExitCode.usage, `there is no case "${onlyCase}"${didYouMean(onlyCase, ids)}`);
  }
  throw new AppError(
    ExitCode.usage,
    'nobody lives in these cases: a course is of a case that runs a module or its states',
  );
}

function isDriven(one: ModuleCase): one is DrivenCase {
  return one.run.mode === 'states' || one.run.mode === 'module' || one.run.mode === 'lives';
}

function namedIn({ signals }: TraceRequest, program: Program) {
  return typeof signals === 'string' ? signalsNamed(signals, program.signals) : undefined;
}

function tell(host: Host, { format, out, json }: TraceRequest, made: () => readonly TitledCourse[]): ExitCode {
  const destination = destinationOf({ format: format ?? (json ? 'json' : undefined), out }, ENDINGS, 'text');
  const courses = made();
  if (courses.length === 0) {
    const hint =
      'try another --seed, go where an Effect is with --choose, or trace a case with --cases; to see signals that nothing acts on, name them: --signals "Hemoglobin A1c"';
    throw new AppError(ExitCode.findings, 'nothing acts on any signal in what was traced', { hint });
  }
  const { file } = destination;
  const text = {
    text: () => courses.map(({ title, course, fault }) => courseText(title, course, fault)).join('\n'),
    json: () => `${JSON.stringify(courses.map(courseData), null, 1)}\n`,
    svg: () => svgOf(courses),
    html: () => pageOf(courses),
  }[destination.format]();
  if (file === undefined) host.out.write(text);
  else deliver(host, file, text);
  return courses.some(({ fault }) => fault !== undefined) ? ExitCode.findings : ExitCode.done;
}

function courseData({ title, course, fault }: TitledCourse): unknown {
  return { title, ...(courseJson(course) as object), fault: fault ?? null };
}

function svgOf(courses: readonly TitledCourse[]): string {
  const [one, ...others] = courses;
  if (!one || others.length > 0) {
    const hint = 'name one with --case, or write a page: -o FILE.html';
    throw new AppError(ExitCode.usage, `a picture is of one case, and there are ${courses.length}`, { hint });
  }
  return svgFile(courseFigure(one.course, headingOf(one)));
}

function headingOf({ title, course }: TitledCourse): string {
  return `${title}; ${whoText(course)}`;
}

function pageOf(courses: readonly TitledCourse[]): string {
  const title = 'Courses of signals';
  const sections = courses.map(({ title: heading, course, fault }) => [
    el('h2', {}, heading),
    el('p', { class: 'soft' }, whoText(course)),
    fault === undefined ? undefined : el('p', {}, `Stopped: ${fault}`),
    inPage(courseFigure(course, heading)),
  ]);
  return page(title, el('h1', {}, title), sections);
}
