import { asAppError } from '../../client/capabilities.ts';
import { isPassing, RequestFailure } from '../../client/request-failure.ts';
import { pauseAfter } from '../../client/retry.ts';
import type { AppError } from '../../core/app-error.ts';
import { referencesIn, withoutVersion } from '../../core/references.ts';
import { stopwatch } from '../../core/time.ts';
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
import { nextStep, SAME_FAULTS } from './what-next.ts';

/** So many resources, one after the other, that a server fails at with status 500: it is the server then. */
const FAULTS_IN_A_ROW = 20;

/** What may become of an entry that is not refused. */
type Taken = 'created' | 'updated' | 'unchanged';

/**
 * Of which resources it is asked whether they are there and equal. A sample will do where a patient is among them: the others refer to it,
 * so that they are hardly there without it; what many patients share may have come with any of them.
 */
type Look = 'all' | 'sample' | 'none';

/** What was refused, over all chunks. */
export interface Refusals {
  /** Keys of resources: what refers to them is not sent. */
  readonly keys: Set<string>;
  /** Resources, one after the other, that the server failed at with status 500. */
  faultsInARow: number;
}

/** Failures of the same entries so far. */
interface Trouble {
  failed: number;
  /** With status 409 or 412. */
  conflicts: number;
  /** With status 500. */
  faults: number;
}

/** One chunk on its way. */
export class Delivery {
  readonly rejects: Reject[] = [];
  /** Whether anything of it was there before it was sent. */
  wasThere = false;
  readonly #tools: Tools;
  readonly #chunk: PlannedChunk;
  readonly #refusals: Refusals;
  readonly #settlement: Settlement;
  /** Of those that were looked for: what is there and says something else, or is not there. */
  readonly #seen = new Map<string, 'absent' | 'different'>();
  readonly #look: Look;
  readonly #counts: Record<Taken, Record<string, number>> = { created: {}, updated: {}, unchanged: {} };

  constructor(tools: Tools, chunk: PlannedChunk, compares: boolean, refusals: Refusals) {
    this.#tools = tools;
    this.#chunk = chunk;
    this.#refusals = refusals;
    this.#look = lookFor(tools, chunk, compares);
    this.#settlement = new Settlement(tools, chunk);
  }

  async run(): Promise<void> {
    const { source, journal } = this.#tools;
    const entries = this.#chunk.entries.map((entry) => source.load(entry));
    const wasSending = journal.wasSending(this.#chunk.number);
    const open = wasSending || this.#look !== 'none' ? await this.#stillToSend(entries, wasSending) : entries;
    this.wasThere = open.length < entries.length || [...this.#seen.values()].includes('different');
    if (open.some(({ kind }) => kind === 'assigned')) await journal.sending(this.#chunk.number);
    await this.#deliver(open);
  }

  result(): ChunkResult {
    return { ...this.#counts, rejected: this.rejects.map(({ resource }) => resource) };
  }

  /** Sends entries until each is taken or refused. */
  async #deliver(entries: readonly LoadedEntry[]): Promise<void> {
    const trouble: Trouble = { failed: 0, conflicts: 0, faults: 0 };
    let open = this.#withoutOrphans(entries);
    while (open.length > 0) {
      const parts = this.#tools.size.isTooLarge(open.length) ? halvesOf(open) : undefined;
      if (parts !== undefined) return this.#deliverBoth(parts);
      const outcome = await this.#try(open);
      if (outcome instanceof RequestFailure) {
        if (!this.#isWorthAnotherTry(outcome, open, trouble)) return this.#divide(open, outcome);
        open = await this.#later(open, [outcome], trouble);
      } else {
        const again = this.#read(open, outcome, trouble);
        const failures = again.map(({ answer }) => failureOf(answer));
        if (failures.length > 0 && trouble.failed + 1 >= this.#tools.policy.tries) throw this.#unusable(failures);
        open = await this.#later(
          again.map(({ entry }) => entry),
          failures,
          trouble,
        );
      }
    }
  }

  /** False when smaller bundles are to be sent. @throws AppError when no bundle would fare better. */
  #isWorthAnotherTry(failure: RequestFailure, open: readonly LoadedEntry[], trouble: Trouble): boolean {
    const faults = trouble.faults + (failure.status === 500 ? 1 : 0);
    const step = nextStep(failure, trouble.failed + 1, this.#tools.policy.tries, faults);
    if (step === 'stop') throw this.#unusable([failure]);
    if (step === 'halve') this.#tools.size.refused(open.length);
    return step === 'again' || (step === 'again-once' && trouble.conflicts === 0);
  }

  /** Waits, and gives what is to be sent then: not what turns out to have arrived. */
  async #later(
    entries: readonly LoadedEntry[],
    failures: readonly RequestFailure[],
    trouble: Trouble,
  ): Promise<LoadedEntry[]> {
    const [first] = failures;
    if (first === undefined) return [];
    trouble.failed++;
    if (failures.some(isConflict)) trouble.conflicts++;
    if (failures.some(({ status }) => status === 500)) trouble.faults++;
    const { policy, stop, watcher } = this.#tools;
    const pause = pauseAfter(trouble.failed, first.retryAfter, policy);
    watcher.retry(first, pause);
    await policy.wait(pause, stop.signal);
    if (!failures.some(({ mayBeDone }) => mayBeDone)) return [...entries];
    return this.#withoutOrphans(await this.#stillToSend(entries, true));
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
    trouble: Trouble,
  ): { entry: LoadedEntry; answer: EntryAnswer }[] {
    const named = new Map<string, string>();
    const again: { entry: LoadedEntry; answer: EntryAnswer }[] = [];
    for (const [index, entry] of open.entries()) {
      const answer = answers[index] as EntryAnswer;
      if (answer.status >= 200 && answer.status < 300) {
        this.#accept(entry, answer);
        if (entry.kind === 'assigned' && answer.name !== undefined) named.set(entry.key, answer.name);
      } else if (answer.status === 401) throw this.#unusable([failureOf(answer)]);
      else if (this.#mayPass(answer, trouble)) again.push({ entry, answer });
      else this.#reject(entry, answer.said, answer);
    }
    this.#tools.journal.named(named);
    return again;
  }

  /** Whether an entry that was not taken may be the next time. */
  #mayPass(answer: EntryAnswer, { conflicts, faults }: Trouble): boolean {
    if (isConflict(answer)) return conflicts === 0;
    if (answer.status === 500) return faults + 1 < SAME_FAULTS;
    return isPassing(answer.status, answer.said);
  }

  #accept(entry: LoadedEntry, answer: EntryAnswer): void {
    this.#refusals.faultsInARow = 0;
    const seen = this.#seen.get(entry.key);
    const wasEmpty = this.#look === 'none' && entry.kind === 'fixed';
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
    this.#refusals.keys.add(entry.key);
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
    if (failure.status === 500 && ++this.#refusals.faultsInARow > FAULTS_IN_A_ROW) {
      throw this.#unusable([failure]);
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
        (key) => this.#refusals.keys.has(key) || (!isKnown(key) && !keys.has(key)),
      );
      if (lost !== undefined || this.#refusals.keys.size === 0) return lost;
      return referencesIn(resourceOf(entry))
        .map(withoutVersion)
        .find((name) => this.#refusals.keys.has(name));
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
    const { view } = this.#tools;
    const there = await (this.#look === 'sample' && !isUncertain ? view.readIfAny(fixed) : view.read(fixed));
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
    const wasEmpty = before === undefined && this.#look === 'none';
    if (before === 'absent' || wasEmpty) this.#count('created', entry);
    else if (before === 'different') this.#count('updated', entry);
    else this.#count('unchanged', entry);
  }

  #asSent(entry: LoadedEntry): ReturnType<typeof resourceOf> {
    const { journal } = this.#tools;
    const text = entryText(entry, (key) => nameOnServer(key, journal), new Set());
    return resourceOf({ form: 'ready', source: text });
  }

  #unusable([failure]: readonly RequestFailure[]): AppError {
    const { base } = this.#tools.connection;
    return asAppError(failure ?? new RequestFailure('not-fhir', 'the server gave no reason'), base);
  }
}

function lookFor({ journal, mayBeThere }: Tools, chunk: PlannedChunk, compares: boolean): Look {
  // What was not taken in an earlier run may stand among what was.
  if (journal.resultOf(chunk.number) !== undefined) return 'all';
  if (!compares || !mayBeThere(chunk)) return 'none';
  return chunk.entries.some(({ type }) => type === 'Patient') ? 'sample' : 'all';
}

const NOBODY_KNOWS =
  'the connection broke while the server was asked to give it an id, and nothing in it tells whether that was done: look for it there before it is sent again';

function failureOf({ status, said }: EntryAnswer): RequestFailure {
  return new RequestFailure('status', said, { status });
}

function isConflict({ status }: { readonly status?: number | undefined }): boolean {
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
