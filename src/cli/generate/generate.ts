import { ExitCode } from '../../core/app-error.ts';
import { stopwatch } from '../../core/time.ts';
import {
  createWorld,
  type Exporter,
  exportersOf,
  LifeWriter,
  loadReference,
  OutputFolder,
  type Reference,
} from '../../index.ts';
import { statesOf } from '../../language/compile.ts';
import type { Program } from '../../language/compiled.ts';
import type { World } from '../../simulate/population.ts';
import type { Flags, Invocation } from '../command.ts';
import type { Host } from '../host.ts';
import { Progress } from '../progress.ts';
import { type CompiledRun, compileRun } from './compile.ts';
import { Judge } from './judge.ts';
import { MANIFEST_FILE, manifestOf, manifestText } from './manifest.ts';
import { RunFolder } from './output.ts';
import { openPeople, type People, slotsOf } from './people.ts';
import { checkPlace } from './place.ts';
import { type GenerateOptions, resolveOptions } from './resolve-options.ts';
import { type LivesMade, makeLives } from './run.ts';
import { StopRequest } from './stop-request.ts';
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
  const world = worldOf(run.compilation.program, exporters, options, reference, people);
  const made = await write(folder, exporters, world, run, options, people, host);
  const summary: RunSummary = { options, ...made, seconds: (stopwatch() - start) / 1000 };
  if (options.json) host.out.write(`${JSON.stringify(summaryJson(summary), null, 2)}\n`);
  else if (!options.quiet) host.out.write(summaryText(summary));
  if (!made.complete) return ExitCode.interrupted;
  const isSound = made.tally.leftOut.length === 0 && (made.report?.counts.error ?? 0) === 0;
  return isSound ? ExitCode.done : ExitCode.findings;
}

function worldOf(
  program: Program,
  exporters: readonly Exporter[],
  options: GenerateOptions,
  reference: Reference,
  people: People | undefined,
): World {
  return createWorld(program, {
    ...options.people,
    ...(people && { people: people.file }),
    reference,
    seed: options.seed,
    referenceDate: options.referenceDate,
    endDate: options.endDate,
    wanted: options.only ?? 'any',
    world: options.world,
    backgroundMortality: options.mortality === 'full',
    grainDays: options.grain,
    visitLog: exporters.some(({ needsVisits }) => needsVisits),
  });
}

/** Makes the lives and their files; when that fails, nothing of them is left. */
async function write(
  folder: RunFolder,
  exporters: readonly Exporter[],
  world: World,
  run: CompiledRun,
  options: GenerateOptions,
  people: People | undefined,
  host: Host,
): Promise<LivesMade & Pick<RunSummary, 'manifest'>> {
  const { slots, seed, quiet } = options;
  const out = new OutputFolder(folder.unfinished);
  const discard = () => {
    out.abort();
    folder.discard();
  };
  const progress = new Progress(host.err, slots.to - slots.from + 1, 'lives', !quiet);
  const stop = new StopRequest(host, discard);
  try {
    folder.begin();
    const judge = new Judge(options.validate);
    const writer = new LifeWriter(out, exporters, {
      states: statesOf(run.compilation.program),
      ...(judge.inspect && { inspect: judge.inspect }),
    });
    const made = await makeLives({ world, seed, slots, writer, judge, progress, stop });
    const manifest = manifestOf(options, run, people?.used, made);
    out.write(MANIFEST_FILE, Buffer.from(manifestText(manifest)));
    folder.publish();
    return { ...made, manifest };
  } catch (error) {
    progress.clear();
    discard();
    throw error;
  } finally {
    stop.end();
  }
}
