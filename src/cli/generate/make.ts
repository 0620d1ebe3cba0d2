import { MANIFEST_FILE } from '../../core/manifest-file.ts';
import { type Exporter, LifeWriter, OutputFolder } from '../../index.ts';
import { statesOf } from '../../language/compile.ts';
import type { World } from '../../simulate/population.ts';
import type { Host } from '../host.ts';
import { Progress } from '../progress.ts';
import type { CompiledRun } from './compile.ts';
import { Judge } from './judge.ts';
import { manifestOf, manifestText } from './manifest.ts';
import type { RunFolder } from './output.ts';
import type { People } from './people.ts';
import type { GenerateOptions } from './resolve-options.ts';
import { type Companion, type LivesMade, makeLives } from './run.ts';
import { StopRequest } from './stop-request.ts';
import type { RunSummary } from './summary.ts';

/** A run that is ready to begin. */
export interface RunRequest {
  readonly folder: RunFolder;
  readonly exporters: readonly Exporter[];
  readonly world: World;
  readonly run: CompiledRun;
  readonly options: GenerateOptions;
  readonly people?: People | undefined;
  readonly companion?: Companion | undefined;
  readonly host: Host;
}

/** Makes the lives and their files; when that fails, nothing of them is left. */
export async function makeRun(request: RunRequest): Promise<LivesMade & Pick<RunSummary, 'manifest'>> {
  const { folder, exporters, world, run, options, people, companion, host } = request;
  const { slots, seed, quiet } = options;
  const out = new OutputFolder(folder.unfinished);
  const discard = () => {
    out.abort();
    folder.discard();
  };
  const progress = new Progress(host.err, slots.to - slots.from + 1, companion ? 'members' : 'lives', !quiet);
  const stop = new StopRequest(host, discard);
  try {
    folder.begin();
    companion?.open(out);
    const hasDocuments = exporters.some(({ showsDocuments }) => showsDocuments);
    const judge = new Judge(hasDocuments ? options.validate : 'off', options.export.profile);
    const writer = new LifeWriter(out, exporters, {
      options: options.export,
      states: statesOf(run.compilation.program),
      ...(judge.inspect && { inspect: judge.inspect }),
    });
    const lives = await makeLives({ world, seed, slots, writer, companion, judge, progress, stop });
    const beside = companion && new Map([[companion.name, companion.close(out)] as const]);
    const made = { ...lives, written: new Map([...lives.written, ...(beside ?? [])]) };
    const manifest = manifestOf(options, run, people?.used, made, companion?.options);
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
