import type { Cohort } from '../../cohort/compile.ts';
import { CohortJudge } from '../../cohort/judge.ts';
import { personsFor } from '../../cohort/persons.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { parseTime, type SimTime, stopwatch } from '../../core/time.ts';
import { exportersOf, loadReference } from '../../index.ts';
import type { ModuleFile } from '../../language/discover.ts';
import { type Flags, textFlag } from '../command.ts';
import { type CompiledRun, hashed } from '../generate/compile.ts';
import { exitCodeOf, worldOf } from '../generate/generate.ts';
import { makeRun } from '../generate/make.ts';
import { readOption } from '../generate/options.ts';
import { RunFolder } from '../generate/output.ts';
import { checkPlace } from '../generate/place.ts';
import { type AskedOptions, type GenerateOptions, resolveOptions } from '../generate/resolve-options.ts';
import { summaryJson, summaryText } from '../generate/summary.ts';
import type { Host } from '../host.ts';
import { CohortCompanion, TooRare, wishFor } from './companion.ts';
import { flowText } from './flow-text.ts';
import { loadCohort } from './load.ts';

const DEFAULT_MEMBERS = '100';
const DEFAULT_ATTEMPTS = 1_000;
const MOST_ATTEMPTS = 1_000_000;

/** Makes the members of a cohort: slot by slot, lives are tried until one fits. */
export async function runCohort(host: Host, name: string, flags: Flags): Promise<ExitCode> {
  const start = stopwatch();
  const members = readOption('population', textFlag(flags, 'members') ?? DEFAULT_MEMBERS, '--members');
  const mostAttempts = attemptsOf(textFlag(flags, 'maxAttempts'));
  const asked = refuseOthers(await resolveOptions([], { ...flags, population: String(members) }));
  const reference = loadReference();
  checkPlace(reference.places, asked.people);
  const folder = new RunFolder(asked.out, asked.overwrite);
  const loaded = await loadCohort(name, asked, host);
  const { cohort } = loaded;
  const options: GenerateOptions = { ...asked, ...outputOf(cohort, asked, flags), slots: { from: 0, to: members - 1 } };
  const { exporters, world, companion } = prepare(cohort, loaded.run, options, mostAttempts, reference);
  const run = withCohort(loaded.run, loaded.file);
  try {
    const made = await makeRun({ folder, exporters, world, run, options, companion, host });
    const seconds = (stopwatch() - start) / 1000;
    const summary = { options, ...made, seconds, drawnAgainFor: 'the cohort' };
    if (options.json) {
      host.out.write(
        `${JSON.stringify({ flow: companion.flowJson(), ...(summaryJson(summary) as object) }, null, 2)}\n`,
      );
    } else if (!options.quiet) {
      host.out.write(`${flowText(cohort, companion.flow, companion.outcomes)}\n${summaryText(summary)}`);
    }
    return exitCodeOf(made);
  } catch (error) {
    if (error instanceof TooRare) host.err.write(`${flowText(cohort, companion.flow, companion.outcomes)}\n`);
    throw error;
  }
}

function attemptsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_ATTEMPTS;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST_ATTEMPTS) return value;
  throw new AppError(ExitCode.usage, `--max-attempts "${text}" is not a number of lives from 1 to 1,000,000`);
}

/** What a configuration may say for other runs and does not go with a cohort. */
function refuseOthers(asked: AskedOptions): AskedOptions {
  const others = { only: asked.only, people: asked.peopleFile, modules: asked.modules };
  for (const [option, value] of Object.entries(others)) {
    if (value === undefined) continue;
    const hint = 'take it out of the configuration, or name another one with -c';
    throw new AppError(ExitCode.usage, `"${option}" and a cohort do not go together`, { hint });
  }
  return asked;
}

/** The formats that were typed, or else those that the cohort suggests. */
function outputOf({ json }: Cohort, asked: AskedOptions, flags: Flags): Pick<AskedOptions, 'format'> {
  if (textFlag(flags, 'format') !== undefined || !json.exports) return { format: asked.format };
  return { format: readOption('format', json.exports.join(','), 'exports') };
}

function prepare(
  cohort: Cohort,
  { compilation }: CompiledRun,
  options: GenerateOptions,
  mostAttempts: number,
  reference: ReturnType<typeof loadReference>,
) {
  const [referenceDate, end] = [options.referenceDate, options.endDate].map((date) => parseTime(date) as SimTime);
  const judge = new CohortJudge(cohort, end as SimTime);
  const persons = personsFor(cohort, options.people, referenceDate as SimTime, end as SimTime);
  const { state, city } = options.people;
  const companion = new CohortCompanion(judge, mostAttempts, { state: state ?? 'US', city, ...persons });
  const exporters = exportersOf(options.format);
  const wanted = wishFor(judge, mostAttempts);
  const world = worldOf(compilation.program, exporters, options, { reference, ...persons, wanted });
  return { exporters, world, companion };
}

/** The run with the cohort's file among those that it was made of. */
function withCohort(run: CompiledRun, { path, file }: ModuleFile): CompiledRun {
  const modules = [...run.modules, hashed(`${path}.json`, file)].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...run, modules };
}
