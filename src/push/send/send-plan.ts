import type { Plan, PlannedChunk } from '../plan/plan.ts';
import { Stopped } from '../stopped.ts';
import { ChunkSender } from './chunk-sender.ts';
import type { Tools } from './tools.ts';

/** Chunks that come one after the other. */
type Lane = PlannedChunk[];

/**
 * Sends what is still to be sent of a plan: stage by stage, the lanes of a stage side by side, the chunks of a lane in order.
 * @throws Stopped, or the first AppError of any lane, when what was under way has come to its end.
 */
export async function sendPlan(plan: Plan, tools: Tools, workers: number): Promise<void> {
  const sender = new ChunkSender(tools);
  for (const lanes of stagesOf(plan, tools)) {
    const queue = lanes.values();
    const failure: { first?: unknown } = {};
    const work = async (): Promise<void> => {
      for (const lane of queue) {
        // What a chunk is not yet there of, later chunks of its lane are not either: they were always sent one after the other.
        let compares = true;
        for (const chunk of lane) {
          if ('first' in failure) return;
          try {
            if (tools.stop.signal.aborted) throw new Stopped();
            compares = await sender.send(chunk, compares);
          } catch (error) {
            if (!('first' in failure)) failure.first = error;
            tools.stop.abort();
          }
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(workers, lanes.length) }, work));
    if ('first' in failure) throw failure.first;
  }
}

/** What is not done, or was not taken in part: that is tried again, as the server may have been mended. */
function stagesOf(plan: Plan, { journal }: Tools): Lane[][] {
  const stages: Map<number, Lane>[] = [];
  for (const chunk of plan.chunks) {
    const result = journal.resultOf(chunk.number);
    if (result !== undefined && result.rejected.length === 0) continue;
    stages[chunk.stage] ??= new Map();
    const lanes = stages[chunk.stage] as Map<number, Lane>;
    const lane = lanes.get(chunk.lane);
    if (lane) lane.push(chunk);
    else lanes.set(chunk.lane, [chunk]);
  }
  return stages.filter((stage) => stage !== undefined).map((lanes) => [...lanes.values()]);
}
