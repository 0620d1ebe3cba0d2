import { ExitCode } from '../../core/app-error.ts';
import { stopwatch } from '../../core/time.ts';
import { createWorld, type Exporter, exportersOf, loadReference, type WorldOptions } from '../../index.ts';
import type { Program } from '../../language/compiled.ts';
import type { World } from '../../simulate/population.ts';
import type { Flags, Invocation } from '../command.ts';
import type { Host } from '../host.ts';
import { compileRun } from './compile.ts';
import { makeRun } from './make.ts';
import { RunFolder } from './output.ts';
import { openPeople, slotsOf } from './people.ts';
import { checkPlace } from './place.ts';
import { type GenerateOptions, resolveOptions } from './resolve-options.ts';
import type { LivesMade } from './run.ts';
import { type RunSummary, summaryJson, summaryText } from './summary.ts';

/** Makes a population: from the options to the files and the summary. */
export async function runGenerate(host: Host, args: Invocation['args'], flags: Flags): Promise<ExitCode> {
  const start = stopwatch();
  const asked = await resolveOptions(args, flags);
  const reference = loadReference();
  checkPlace(reference.places, asked.people);
  const people = asked.peopleFile === undefined ? undefined : openPeople(asked.peopleFile, asked, reference, host);
  const options: GenerateOptions = { ...asked, slots: slotsOf(asked, people) };
  const folder = new RunFolder(options.out, options.overwrite);
  const run = await compileRun(options, host);
  const exporters = exportersOf(options.format);
  const given = people && { people: people.file };
  const world = worldOf(run.compilation.program, exporters, options, { reference, ...given });
  const made = await makeRun({ folder, exporters, world, run, options, people, host });
  const summary: RunSummary = { options, ...made, seconds: (stopwatch() - start) / 1000 };
  if (options.json) host.out.write(`${JSON.stringify(summaryJson(summary), null, 2)}\n`);
  else if (!options.quiet) host.out.write(summaryText(summary));
  return exitCodeOf(made);
}

/** What a run that came to its end ends the process with. */
export function exitCodeOf({ complete, tally, report }: LivesMade): ExitCode {
  if (!complete) return ExitCode.interrupted;
  return tally.leftOut.length === 0 && (report?.counts.error ?? 0) === 0 ? ExitCode.done : ExitCode.findings;
}

/** The world that options ask for; `more` goes before them. */
export function worldOf(
  program: Program,
  exporters: readonly Exporter[],
  options: GenerateOptions,
  more: WorldOptions,
): World {
  return createWorld(program, {
    ...options.people,
    seed: options.seed,
    referenceDate: options.referenceDate,
    endDate: options.endDate,
    wanted: options.only ?? 'any',
    world: options.world,
    backgroundMortality: options.mortality === 'full',
    independentRanges: options.independentRanges,
    grainDays: options.grain,
    visitLog: exporters.some(({ needsVisits }) => needsVisits),
    personsOnly: exporters.every(({ personsOnly }) => personsOnly === true),
    ...more,
  });
}
