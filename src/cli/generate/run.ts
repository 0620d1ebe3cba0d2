import { setImmediate } from 'node:timers/promises';
import { stopwatch } from '../../core/time.ts';
import type { ExportSummary } from '../../export/exporter.ts';
import type { LifeWriter, OutputFolder } from '../../index.ts';
import { type LifeResult, simulateSlot, type World } from '../../simulate/population.ts';
import type { ValidationReport } from '../../validate/session.ts';
import { LifeFailure } from '../failure.ts';
import type { Progress } from '../progress.ts';
import type { Judge } from './judge.ts';
import type { SlotRange } from './options.ts';
import type { StopRequest } from './stop-request.ts';
import { Tally } from './tally.ts';

/** How long the simulation goes on before it lets Ctrl-C be heard. */
const MILLISECONDS_BETWEEN_PAUSES = 50;

/** What a run does beside making and writing lives. */
export interface Companion {
  /** Name under which the manifest counts what it writes. */
  readonly name: string;
  /** What lives are asked for, in words. */
  readonly wish: string;
  /** What the manifest says of it among the options. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Begins its files. */
  open(out: OutputFolder): void;
  /** Sees what became of each slot, in order. An AppError ends the run, and nothing of it is left. */
  see(result: LifeResult): void;
  /** Ends its files when all lives are made. */
  close(out: OutputFolder): ExportSummary;
}

/** What lives are made with. */
export interface LifeMaking {
  readonly world: World;
  readonly seed: string;
  readonly slots: SlotRange;
  readonly writer: LifeWriter;
  readonly companion?: Companion | undefined;
  readonly judge: Judge;
  readonly progress: Progress;
  readonly stop: StopRequest;
}

/** What was made. */
export interface LivesMade {
  readonly tally: Tally;
  readonly written: ReadonlyMap<string, ExportSummary>;
  /** What was found in the files; undefined when none was judged. */
  readonly report: ValidationReport | undefined;
  /** False when a stop was asked for before the last slot. */
  readonly complete: boolean;
}

/** Makes the lives one after the other and writes each before the next begins, so that memory does not grow with their number. */
export async function makeLives(making: LifeMaking): Promise<LivesMade> {
  const { slots, progress, stop, judge } = making;
  const tally = new Tally(making.companion?.wish);
  let pause = stopwatch();
  let slot = slots.from;
  for (; slot <= slots.to && !stop.isAsked; slot++) {
    const life = makeLife(making, slot, tally);
    making.companion?.see(life);
    progress.at(slot - slots.from + 1);
    if (stopwatch() - pause < MILLISECONDS_BETWEEN_PAUSES) continue;
    await setImmediate();
    pause = stopwatch();
  }
  progress.clear();
  judge.beginShared();
  const written = making.writer.close();
  return { tally, written, report: judge.finish(), complete: slot > slots.to };
}

function makeLife({ world, seed, writer, judge }: LifeMaking, slot: number, tally: Tally): LifeResult {
  try {
    judge.beginLife(slot);
    const life = simulateSlot(world, slot);
    writer.add(life);
    tally.add(life);
    return life;
  } catch (error) {
    throw LifeFailure.of(error, slot, seed);
  }
}
