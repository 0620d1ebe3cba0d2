import type { PlannedChunk } from '../plan/plan.ts';
import { Delivery, type Refusals } from './delivery.ts';
import type { Tools } from './tools.ts';

/** Sends chunks, and remembers over all of them what was not taken. */
export class ChunkSender {
  readonly #tools: Tools;
  readonly #refusals: Refusals = { keys: new Set(), faultsInARow: 0 };

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /**
   * Sends a chunk and puts into the journal what came of it. With `compares`, what is there already and equal is not sent. True when
   * something of it was there.
   * @throws Stopped when asked to stop, AppError when the server cannot be used any longer.
   */
  async send(chunk: PlannedChunk, compares: boolean): Promise<boolean> {
    const { journal, rejects, watcher } = this.#tools;
    const delivery = new Delivery(this.#tools, chunk, compares, this.#refusals);
    await delivery.run();
    rejects.add(delivery.rejects);
    const result = delivery.result();
    journal.done(chunk.number, result);
    watcher.chunk(chunk, result);
    return delivery.wasThere;
  }
}
