import { asAppError } from '../../client/capabilities.ts';
import { isPassing, RequestFailure } from '../../client/request-failure.ts';
import { pauseAfter } from '../../client/retry.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { stopwatch } from '../../core/time.ts';
import { referencesIn, withoutVersion } from '../input/references.ts';
import { sameContent } from '../look/same-content.ts';
import type { PlannedChunk } from '../plan/plan.ts';
import type { ChunkResult } from '../state/journal.ts';
import type { Reject } from '../state/rejects.ts';
import { Stopped } from '../stopped.ts';
import { entryText, type LoadedEntry, resourceOf } from './entry-source.ts';
import { halves } from './halves.ts';
import { type EntryAnswer, readResponse } from './read-response.ts';
import { Settlement } from './settlement.ts';
import type { Tools } from './tools.ts';
import { nextStep } from './what-next.ts';

/** So many resources, one after the other, that a server fails at with status 500: it is the server then. */
const FAULTS_IN_A_ROW = 20;

/** Sends chunks, and remembers over all of them what was not taken. */
export class ChunkSender {
  readonly #tools: Tools;
  readonly #rejected = new Set<string>();
  readonly #faults = { inARow: 0 };

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
    const delivery = new Delivery(this.#tools, chunk, compares, this.#rejected, this.#faults);
    await delivery.run();
    rejects.add(delivery.rejects);
    const result = delivery.result();
    journal.done(chunk.number, result);
    watcher.chunk(chunk, result);
    return delivery.wasThere;
  }
}

/** What may become of an entry that is not refused. */
type Taken = 'created' | 'updated' | 'unchanged';

/** One chunk on its way. */
class Delivery {
  readonly rejects: Reject[] = [];
  /** Whether anything of it was there before it was sent. */
  wasThere = false;
  readonly #tools: Tools;
  readonly #chunk: PlannedChunk;
  readonly #rejected: Set<string>;
  readonly #faults: { inARow: number };
  readonly #settlement: Settlement;
  /** Of those that were looked for: what is there and says something else, or is not there. */
  readonly #seen = new Map<string, 'absent' | 'different'>();
  readonly #compares: boolean;
  readonly #counts: Record<Taken, Record<string, number>> = { created: {}, updated: {}, unchanged: {} };

  constructor(tools: Tools, chunk: PlannedChunk, compares: boolean, rejected: Set<string>, faults: { inARow: number }) {
    this.#tools = tools;
    this.#chunk = chunk;
    this.#rejected = rejected;
    this.#faults = faults;
    // What was not taken in an earlier run may stand among what was.
    this.#compares = tools.journal.resultOf(chunk.number) !== undefined || (compares && tools.mayBeThere(chunk));
    this.#settlement = new Settlement(tools, chunk);
  }

  async run(): Promise<void> {
    const { source, journal } = this.#tools;
    const entries = this.#chunk.entries.map((entry) => source.load(entry));
    const wasSending = journal.wasSending(this.#chunk.number);
    const open = wasSending || this.#compares ? await this.#stillToSend(entries, wasSending) : entries;
    this.wasThere = open.length < entries.length || [...this.#seen.values()].includes('different');
    if (open.some(({ kind }) => kind === 'assigned')) journal.sending(this.#chunk.number);
    await this.#deliver(open);
  }

  result(): ChunkResult {
    return { ...this.#counts, rejected: this.rejects.map(({ resource }) => resource) };
  }

  /** Sends entries until each is taken or refused. */
  async #deliver(entries: readonly LoadedEntry[]): Promise<void> {
    let open = this.#withoutOrphans(entries);
    let failed = 0;
    let conflicts = 0;
    while (open.length > 0) {
      const parts = this.#tools.size.isTooLarge(open.length) ? halvesOf(open) : undefined;
      if (parts !== undefined) return this.#deliverBoth(parts);
      const outcome = await this.#try(open);
      if (outcome instanceof RequestFailure) {
        failed++;
        let step = nextStep(outcome, failed, this.#tools.policy.tries);
        if (step === 'again-once') step = conflicts++ === 0 ? 'again' : 'sort-out';
        if (step === 'stop') throw asAppError(outcome, this.#tools.connection.base);
        if (step === 'halve') this.#tools.size.refused(open.length);
        if (step !== 'again') return this.#divide(open, outcome);
        await this.#pause(failed, outcome);
        if (outcome.mayBeDone) open = this.#withoutOrphans(await this.#stillToSend(open, true));
      } else {
        const again = this.#read(open, outcome, conflicts > 0);
        if (again.length === 0) return;
        failed++;
        if (again.some(({ answer }) => isConflict(answer))) conflicts++;
        const worst = again[0]?.answer as EntryAnswer;
        if (failed >= this.#tools.policy.tries) throw this.#exhausted(worst);
        open = again.map(({ entry }) => entry);
        await this.#pause(failed, new RequestFailure('status', worst.said, { status: worst.status }));
      }
    }
  }

  async #try(open: readonly LoadedEntry[]): Promise<EntryAnswer[] | RequestFailure> {
    const { pace, connection, stop } = this.#tools;
    const body = this.#body(open);
    return pace.run(async () => {
      if (stop.signal.aborted) throw new Stopped();
      const began = stopwatch();
      try {
        const answer = readResponse(await connection.postBundle(body), open.length);
        pace.succeeded();
        return answer;
      } catch (error) {
        if (!(error instanceof RequestFailure)) throw error;
        if (error.isThrottling) pace.throttled(began, error.retryAfter);
        return error;
      }
    });
  }

  #body(open: readonly LoadedEntry[]): string {
    const { interaction, journal } = this.#tools;
    const inChunk = interaction === 'transaction' ? new Set(open.map(({ key }) => key)) : new Set<string>();
    const texts = open.map((entry) => entryText(entry, (key) => nameOnServer(key, journal), inChunk));
    return `{"resourceType":"Bundle","type":"${interaction}","entry":[${texts.join(',')}]}`;
  }

  /** Takes down what came of each; gives those to send again. */
  #read(
    open: readonly LoadedEntry[],
    answers: readonly EntryAnswer[],
    hadConflict: boolean,
  ): { entry: LoadedEntry; answer: EntryAnswer }[] {
    const named = new Map<string, string>();
    const again: { entry: LoadedEntry; answer: EntryAnswer }[] = [];
    for (const [index, entry] of open.entries()) {
      const answer = answers[index] as EntryAnswer;
      if (answer.status >= 200 && answer.status < 300) {
        this.#accept(entry, answer);
        if (entry.kind === 'assigned' && answer.name !== undefined) named.set(entry.key, answer.name);
      } else if (answer.status === 401) {
        const failure = new RequestFailure('status', answer.said, { status: answer.status });
        throw asAppError(failure, this.#tools.connection.base);
      } else if (isPassing(answer.status, answer.said) || (isConflict(answer) && !hadConflict))
        again.push({ entry, answer });
      else this.#reject(entry, answer.said, answer);
    }
    this.#tools.journal.named(named);
    return again;
  }

  #accept(entry: LoadedEntry, answer: EntryAnswer): void {
    this.#faults.inARow = 0;
    const seen = this.#seen.get(entry.key);
    const wasEmpty = !this.#compares && entry.kind === 'fixed';
    const isNew = seen === undefined ? answer.status === 201 || wasEmpty : seen === 'absent';
    if (isNew) this.#count('created', entry);
    else if (entry.kind === 'assigned') this.#count('unchanged', entry);
    else this.#count('updated', entry);
  }

  #reject(
    entry: LoadedEntry,
    reason: string,
    more: { status?: number | undefined; outcome?: Reject['outcome'] | undefined } = {},
  ): void {
    this.#rejected.add(entry.key);
    this.rejects.push({
      chunk: this.#chunk.number,
      resource: entry.key,
      file: this.#tools.source.pathOf(entry),
      offset: entry.at,
      ...(more.status !== undefined && { status: more.status }),
      reason,
      ...(more.outcome !== undefined && { outcome: more.outcome }),
      entry: JSON.parse(entry.source) as unknown,
    });
  }

  /** Sends the halves of what was refused as a whole, down to what cannot be divided. */
  async #divide(open: readonly LoadedEntry[], failure: RequestFailure): Promise<void> {
    const parts = halvesOf(open);
    if (parts !== undefined) return this.#deliverBoth(parts);
    if (failure.status === 500 && ++this.#faults.inARow > FAULTS_IN_A_ROW) {
      throw asAppError(failure, this.#tools.connection.base);
    }
    const { status, outcome } = failure;
    for (const entry of open) this.#reject(entry, failure.message, { status, outcome });
  }

  async #deliverBoth([first, second]: [LoadedEntry[], LoadedEntry[]]): Promise<void> {
    await this.#deliver(first);
    await this.#deliver(second);
  }

  /** What refers to a resource that was not taken is not sent: it would lead nowhere. */
  #withoutOrphans(entries: readonly LoadedEntry[]): LoadedEntry[] {
    const isKnown = (key: string) => nameOnServer(key, this.#tools.journal) !== undefined;
    const keys = new Set(entries.map(({ key }) => key));
    const missingOf = (entry: LoadedEntry): string | undefined => {
      const lost = Object.values(entry.renames).find(
        (key) => this.#rejected.has(key) || (!isKnown(key) && !keys.has(key)),
      );
      if (lost !== undefined || this.#rejected.size === 0) return lost;
      return referencesIn(resourceOf(entry))
        .map(withoutVersion)
        .find((name) => this.#rejected.has(name));
    };
    const kept: LoadedEntry[] = [];
    for (const unit of unitsOf(entries)) {
      const missing = unit.map(missingOf).find((name) => name !== undefined);
      if (missing === undefined) kept.push(...unit);
      else for (const entry of unit) this.#reject(entry, `refers to ${missing}, which the server did not take`);
    }
    return kept;
  }

  /** What is not yet there as it shall be. `isUncertain`: it was sent before, and nobody knows what came of it. */
  async #stillToSend(entries: readonly LoadedEntry[], isUncertain: boolean): Promise<LoadedEntry[]> {
    const fixed = entries.filter(({ kind }) => kind === 'fixed').map(({ key }) => key);
    const there = await this.#tools.view.read(fixed);
    const settled = await this.#settlement.of(entries, isUncertain);
    const open: LoadedEntry[] = [];
    for (const entry of entries) {
      const theirs = there.get(entry.key);
      const verdict = settled.get(entry.key);
      if (verdict === 'there') this.#count('unchanged', entry);
      else if (verdict === 'unknown') this.#reject(entry, NOBODY_KNOWS);
      else if (theirs !== undefined && sameContent(this.#asSent(entry), theirs)) this.#found(entry);
      else {
        if (entry.kind === 'fixed') this.#seen.set(entry.key, theirs === undefined ? 'absent' : 'different');
        open.push(entry);
      }
    }
    return open;
  }

  #count(what: Taken, { type }: LoadedEntry): void {
    const counts = this.#counts[what];
    counts[type] = (counts[type] ?? 0) + 1;
  }

  /** It is there and equal: from before, or because what was sent in this run arrived although its answer did not. */
  #found(entry: LoadedEntry): void {
    const before = this.#seen.get(entry.key);
    const wasEmpty = before === undefined && !this.#compares;
    if (before === 'absent' || wasEmpty) this.#count('created', entry);
    else if (before === 'different') this.#count('updated', entry);
    else this.#count('unchanged', entry);
  }

  #asSent(entry: LoadedEntry): ReturnType<typeof resourceOf> {
    const { journal } = this.#tools;
    const text = entryText(entry, (key) => nameOnServer(key, journal), new Set());
    return resourceOf({ form: 'ready', source: text });
  }

  async #pause(failed: number, failure: RequestFailure): Promise<void> {
    const { policy, stop, watcher } = this.#tools;
    const pause = pauseAfter(failed, failure.retryAfter, policy);
    watcher.retry(failure, pause);
    await policy.wait(pause, stop.signal);
  }

  #exhausted({ said }: EntryAnswer): AppError {
    const hint = 'run the same command again later: what is done stays done';
    return new AppError(ExitCode.environment, `the server goes on answering with ${said}`, { hint });
  }
}

const NOBODY_KNOWS =
  'the connection broke while the server was asked to give it an id, and nothing in it tells whether that was done: look for it there before it is sent again';

function isConflict({ status }: EntryAnswer): boolean {
  return status === 409 || status === 412;
}

/** What a resource with this key is called there: its own name, or the one that the server gave it. */
function nameOnServer(key: string, journal: Tools['journal']): string | undefined {
  return journal.idOf(key) ?? (/^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(key) ? key : undefined);
}

function halvesOf(entries: readonly LoadedEntry[]): [LoadedEntry[], LoadedEntry[]] | undefined {
  return halves(entries, ({ isJoined }) => isJoined);
}

function unitsOf(entries: readonly LoadedEntry[]): LoadedEntry[][] {
  const units: LoadedEntry[][] = [];
  for (const entry of entries) {
    const unit = units.at(-1);
    if (entry.isJoined && unit !== undefined) unit.push(entry);
    else units.push([entry]);
  }
  return units;
}
