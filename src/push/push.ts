import { join } from 'node:path';
import { describeServer, type ServerDescription } from '../client/capabilities.ts';
import type { FhirConnection } from '../client/fhir-connection.ts';
import type { RetryPolicy } from '../client/retry.ts';
import { AppError, ExitCode } from '../core/app-error.ts';
import { stopwatch } from '../core/time.ts';
import { findFiles, type InputFiles } from './input/find-files.ts';
import { HashedSource } from './input/hashed-source.ts';
import type { IdChoice } from './input/interpret.ts';
import { readInput } from './input/read-input.ts';
import { ServerView } from './look/server-view.ts';
import { makePlan } from './plan/make-plan.ts';
import { countsOf, type Plan, type PlannedChunk } from './plan/plan.ts';
import { type PushReport, serverName, type TypeResult } from './report.ts';
import { EntrySource } from './send/entry-source.ts';
import { Pace } from './send/pace.ts';
import { sendPlan } from './send/send-plan.ts';
import { SizeLimit } from './send/size-limit.ts';
import type { Tools, Watcher } from './send/tools.ts';
import { kindOf } from './server-limits.ts';
import { Journal } from './state/journal.ts';
import { planId, readPlan, writePlan } from './state/plan-file.ts';
import { Rejects } from './state/rejects.ts';
import { type Holder, StateFolder } from './state/state-folder.ts';
import { Stopped } from './stopped.ts';
import { countTypes, loadedByType, type TypeCheck, type VerifyChoice, verify } from './verify.ts';

export interface PushOptions {
  readonly paths: readonly string[];
  /** Where plan and journal are kept, in place of beside the data. */
  readonly state: string | undefined;
  /** Forgets what an earlier run remembers. */
  readonly fresh: boolean;
  readonly maxEntries: number | undefined;
  readonly maxBytes: number | undefined;
  /** Most requests at a time. */
  readonly concurrency: number;
  readonly ids: IdChoice;
  readonly verify: VerifyChoice;
}

/** Is told what is going on; all of it may be left without an answer. */
export interface PushEvents extends Watcher {
  reading(file: string): void;
  /** The plan is made or found; `toSend` resources of it are not yet done. */
  planned(plan: Plan, server: PlannedServer, toSend: number): void;
  /** Something that a user should know although it is no failure. */
  note(text: string): void;
  verifying(type: string): void;
}

/** A server, as far as planning needs to know it. */
export interface PlannedServer {
  readonly name: string;
  readonly kind: string;
}

/** A push: one input, one server. */
export class Push {
  readonly #connection: FhirConnection;
  readonly #options: PushOptions;
  readonly #policy: RetryPolicy;
  readonly #events: PushEvents;
  readonly #stop = new AbortController();

  constructor(connection: FhirConnection, options: PushOptions, policy: RetryPolicy, events: PushEvents) {
    this.#connection = connection;
    this.#options = options;
    this.#policy = policy;
    this.#events = events;
  }

  /** Sends nothing more than is under way. */
  stop(): void {
    this.#stop.abort();
  }

  /** What would be done; nothing is sent, and nothing is written. */
  async plan(): Promise<Plan> {
    const { plan, description } = await this.#prepare();
    this.#events.planned(plan, this.#named(description), resourcesOf(plan.chunks));
    return plan;
  }

  /** Does it. @throws AppError when it cannot be begun or has to end early; what is done then is in the journal. */
  async run(holder: Holder): Promise<PushReport> {
    const { plan, description, state, found, isSaved } = await this.#prepare();
    const unlock = state.lock(holder);
    try {
      if (!isSaved) {
        state.clear();
        writePlan(state.plan, plan);
      }
      return await this.#carryOut(plan, description, state, found);
    } finally {
      unlock();
    }
  }

  async #prepare() {
    const found = findFiles(this.#options.paths);
    const state = StateFolder.of(this.#options.paths, this.#connection.base, this.#options.state);
    const description = await describeServer(this.#connection, this.#policy);
    const saved = this.#options.fresh || !state.hasPlan ? undefined : readPlan(state.plan);
    if (saved !== undefined) await this.#compareWith(saved, found, state);
    const plan = saved ?? (await this.#makePlan(found, description));
    return { plan, description, state, found, isSaved: saved !== undefined };
  }

  async #makePlan(found: InputFiles, description: ServerDescription): Promise<Plan> {
    const { ids, maxEntries, maxBytes } = this.#options;
    const { limits } = kindOf(description, this.#connection.base);
    const input = await readInput(found, ids, (file) => this.#events.reading(file));
    if (input.entries.length === 0) {
      throw new AppError(ExitCode.usage, `there is no FHIR resource in ${this.#options.paths.join(', ')}`);
    }
    return makePlan(input, {
      server: this.#connection.base,
      interaction: description.takesTransactions ? 'transaction' : 'batch',
      limits: { entries: maxEntries ?? limits.entries, bytes: maxBytes ?? limits.bytes },
      ids,
    });
  }

  /** @throws AppError saying what differs, when a saved plan is of something else. */
  async #compareWith(saved: Plan, found: InputFiles, state: StateFolder): Promise<void> {
    const { ids, maxEntries, maxBytes } = this.#options;
    const difference =
      optionDifference('--max-entries', maxEntries, saved.limits.entries) ??
      optionDifference('--max-bytes', maxBytes, saved.limits.bytes) ??
      optionDifference('--ids', ids, saved.ids) ??
      (await fileDifference(saved, found, (file) => this.#events.reading(file)));
    if (difference === undefined) return;
    const hint = `if that is meant, --fresh plans anew: what is there already and equal stays as it is (the old plan is in ${state.path})`;
    throw new AppError(ExitCode.usage, `an earlier push to this server was of something else: ${difference}`, { hint });
  }

  async #carryOut(
    plan: Plan,
    description: ServerDescription,
    state: StateFolder,
    found: InputFiles,
  ): Promise<PushReport> {
    const view = new ServerView(this.#connection, this.#policy, description.takesBatches, this.#stop.signal);
    const journal = await this.#journal(plan, state, view);
    const isDone = (chunk: number): boolean => journal.resultOf(chunk)?.rejected.length === 0;
    const earlier = new Set(plan.chunks.map(({ number }) => number).filter(isDone));
    const open = plan.chunks.filter(({ number }) => !earlier.has(number));
    this.#events.planned(plan, this.#named(description), resourcesOf(open));
    const source = new EntrySource(
      found.root,
      plan.files.map(({ path }) => path),
    );
    let retries = 0;
    const began = stopwatch();
    const pace = new Pace(this.#options.concurrency, (milliseconds) =>
      this.#policy.wait(milliseconds, this.#stop.signal),
    );
    const tools: Tools = {
      connection: this.#connection,
      view,
      policy: this.#policy,
      pace,
      source,
      journal,
      rejects: new Rejects(state.rejects, isDone),
      interaction: plan.interaction,
      size: new SizeLimit(),
      mayBeThere: ({ entries }) => journal.isResumed || entries.some(({ type }) => journal.before[type] !== 0),
      stop: this.#stop,
      watcher: {
        chunk: (chunk, result) => this.#events.chunk(chunk, result),
        retry: (failure, pause) => {
          retries++;
          this.#events.retry(failure, pause);
        },
      },
    };
    let complete = true;
    try {
      await sendPlan(plan, tools, this.#options.concurrency);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      complete = false;
    } finally {
      source.close();
    }
    const seconds = (stopwatch() - began) / 1000;
    const choice = complete ? this.#options.verify : 'off';
    const checks: TypeCheck[] =
      choice === 'off' ? [] : await verify(plan, journal, view, choice, (type) => this.#events.verifying(type));
    const types = resultsByType(plan, journal, earlier);
    journal.close();
    return {
      server: this.#connection.base,
      software: serverName(description),
      kind: kindOf(description, this.#connection.base).name,
      interaction: plan.interaction,
      limits: plan.limits,
      complete,
      resumed: journal.isResumed,
      chunks: plan.chunks.length,
      resources: resourcesOf(plan.chunks),
      types,
      retries,
      seconds,
      verification: choice,
      checks,
      rejects: Object.values(types).some(({ rejected }) => rejected > 0) ? state.rejects : undefined,
      state: state.path,
    };
  }

  /** The journal of an earlier run, if the server still holds what it says; a new one otherwise. */
  async #journal(plan: Plan, state: StateFolder, view: ServerView): Promise<Journal> {
    const types = [...countsOf(plan).keys()];
    const now = await countTypes(types, view);
    const earlier = Journal.resume(state.journal, planId(plan));
    if (earlier !== undefined) {
      const lost = [...loadedByType(plan, earlier)].find(([type, { ids }]) => (now[type] ?? ids.size) < ids.size);
      if (lost === undefined) return earlier;
      const [type, { ids }] = lost;
      earlier.close();
      this.#events.note(
        `the server holds ${now[type]} of ${ids.size} ${type} resources that an earlier push loaded: everything is sent again`,
      );
    }
    return Journal.begin(state.journal, planId(plan), now);
  }

  #named(description: ServerDescription): PlannedServer {
    return { name: serverName(description), kind: kindOf(description, this.#connection.base).name };
  }
}

function resourcesOf(chunks: readonly PlannedChunk[]): number {
  return chunks.reduce((sum, { entries }) => sum + entries.length, 0);
}

function optionDifference<T>(name: string, wanted: T | undefined, saved: T): string | undefined {
  return wanted === undefined || wanted === saved ? undefined : `${name} is ${wanted} and was ${saved}`;
}

async function fileDifference(
  saved: Plan,
  found: InputFiles,
  onFile: (path: string) => void,
): Promise<string | undefined> {
  const before = new Map(saved.files.map((file) => [file.path, file]));
  const passedBy = new Set(saved.passedBy);
  for (const { path } of found.files) {
    if (passedBy.has(path)) continue;
    const file = before.get(path);
    if (file === undefined) return `${path} was not there`;
    onFile(path);
    const now = await new HashedSource(join(found.root, path), path).fingerprint();
    if (now.sha256 !== file.sha256) return `${path} was changed since`;
    before.delete(path);
  }
  const [gone] = before.keys();
  return gone === undefined ? undefined : `${gone} is gone`;
}

function resultsByType(
  plan: Plan,
  journal: Journal,
  earlier: ReadonlySet<number>,
): Readonly<Record<string, TypeResult>> {
  const types = new Map<string, TypeResult>();
  const at = (type: string): TypeResult => {
    const found = types.get(type) ?? { created: 0, updated: 0, unchanged: 0, earlier: 0, rejected: 0 };
    types.set(type, found);
    return found;
  };
  for (const chunk of plan.chunks) {
    const result = journal.resultOf(chunk.number);
    if (result === undefined) continue;
    if (earlier.has(chunk.number)) {
      for (const { type } of chunk.entries) at(type).earlier++;
      continue;
    }
    for (const what of ['created', 'updated', 'unchanged'] as const) {
      for (const [type, count] of Object.entries(result[what])) at(type)[what] += count;
    }
    const rejected = new Set(result.rejected);
    for (const { key, type } of chunk.entries) if (rejected.has(key)) at(type).rejected++;
  }
  return Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}
