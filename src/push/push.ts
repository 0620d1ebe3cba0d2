import { setMaxListeners } from 'node:events';
import { describeServer, type ServerDescription } from '../client/capabilities.ts';
import type { FhirConnection } from '../client/fhir-connection.ts';
import type { RetryPolicy } from '../client/retry.ts';
import { AppError, ExitCode } from '../core/app-error.ts';
import { stopwatch } from '../core/time.ts';
import { findFiles, type InputFiles } from './input/find-files.ts';
import type { IdChoice } from './input/interpret.ts';
import { readInput } from './input/read-input.ts';
import { ServerView } from './look/server-view.ts';
import { makePlan } from './plan/make-plan.ts';
import { countsOf, type Plan } from './plan/plan.ts';
import { type PushReport, serverName } from './report.ts';
import { resourcesOf, resultsByType } from './results.ts';
import { compareWithSaved } from './saved-plan.ts';
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

/** Is told what is going on. */
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

/** What a push works with once it is prepared. */
interface Prepared {
  readonly plan: Plan;
  /** Whether the plan is that of an earlier run. */
  readonly isSaved: boolean;
  readonly found: InputFiles;
  readonly state: StateFolder;
  readonly server: ServerDescription;
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
    // As many wait for it as there are requests at a time.
    setMaxListeners(0, this.#stop.signal);
  }

  /** Sends nothing more than is under way. */
  stop(): void {
    this.#stop.abort();
  }

  /** What would be done; nothing is sent, and nothing is written. */
  async plan(): Promise<Plan> {
    const { plan, server } = await this.#prepare();
    this.#events.planned(plan, this.#named(server), resourcesOf(plan.chunks));
    return plan;
  }

  /** Does it. @throws AppError when it cannot be begun or has to end early; what is done then is in the journal. */
  async run(holder: Holder): Promise<PushReport> {
    const prepared = await this.#prepare();
    const unlock = prepared.state.lock(holder);
    try {
      return await this.#withJournal(prepared);
    } catch (error) {
      if (error instanceof Stopped) throw new AppError(ExitCode.interrupted, 'stopped before anything was sent');
      throw error;
    } finally {
      unlock();
    }
  }

  async #prepare(): Promise<Prepared> {
    const { paths, fresh, state: chosen } = this.#options;
    const found = findFiles(paths);
    const state = StateFolder.of(paths, this.#connection.base, chosen);
    const server = await describeServer(this.#connection, this.#policy);
    const onFile = (file: string) => this.#events.reading(file);
    if (fresh || !state.hasPlan) {
      return { plan: await this.#makePlan(found, server, onFile), isSaved: false, found, state, server };
    }
    const plan = readPlan(state.plan);
    await compareWithSaved(plan, found, this.#options, state, onFile);
    return { plan, isSaved: true, found, state, server };
  }

  async #makePlan(found: InputFiles, server: ServerDescription, onFile: (file: string) => void): Promise<Plan> {
    const { ids, maxEntries, maxBytes } = this.#options;
    const { limits } = kindOf(server, this.#connection.base);
    const input = await readInput(found, ids, onFile);
    if (input.entries.length === 0) {
      throw new AppError(ExitCode.usage, `there is no FHIR resource in ${this.#options.paths.join(', ')}`);
    }
    return makePlan(input, {
      server: this.#connection.base,
      interaction: server.takesTransactions ? 'transaction' : 'batch',
      limits: { entries: maxEntries ?? limits.entries, bytes: maxBytes ?? limits.bytes },
      ids,
    });
  }

  async #withJournal(prepared: Prepared): Promise<PushReport> {
    const { plan, isSaved, state, server } = prepared;
    if (!isSaved) {
      state.clear();
      writePlan(state.plan, plan);
    }
    const view = new ServerView(this.#connection, this.#policy, server, this.#stop.signal);
    const journal = await this.#journal(plan, state, view);
    try {
      return await this.#carryOut(prepared, journal, view);
    } finally {
      await journal.close();
    }
  }

  /** The journal of an earlier run, if the server still holds what it says; a new one otherwise. */
  async #journal(plan: Plan, state: StateFolder, view: ServerView): Promise<Journal> {
    const now = await countTypes(countsOf(plan).keys(), view);
    const id = planId(plan);
    const earlier = Journal.resume(state.journal, id);
    if (earlier !== undefined) {
      const lost = [...loadedByType(plan, earlier)].find(([type, { ids }]) => (now[type] ?? ids.size) < ids.size);
      if (lost === undefined) return earlier;
      const [type, { ids }] = lost;
      await earlier.close();
      this.#events.note(
        `the server holds ${now[type]} of ${ids.size} ${type} resources that an earlier push loaded: everything is sent again`,
      );
    }
    return Journal.begin(state.journal, id, now);
  }

  async #carryOut({ plan, found, state, server }: Prepared, journal: Journal, view: ServerView): Promise<PushReport> {
    const isDone = (chunk: number): boolean => journal.resultOf(chunk)?.rejected.length === 0;
    const earlier = new Set(plan.chunks.map(({ number }) => number).filter(isDone));
    const open = plan.chunks.filter(({ number }) => !earlier.has(number));
    this.#events.planned(plan, this.#named(server), resourcesOf(open));
    const isRejected = (chunk: number, resource: string) =>
      journal.resultOf(chunk)?.rejected.includes(resource) === true;
    const rejects = new Rejects(state.rejects, isRejected);
    const began = stopwatch();
    const { complete, retries } = await this.#send(plan, found, { journal, view, rejects });
    const seconds = (stopwatch() - began) / 1000;
    rejects.tidy();
    const checks = complete ? await this.#verify(plan, journal, view) : undefined;
    const types = resultsByType(plan, journal, earlier);
    const { name, kind } = this.#named(server);
    return {
      server: this.#connection.base,
      software: name,
      kind,
      interaction: plan.interaction,
      limits: plan.limits,
      complete: checks !== undefined,
      resumed: journal.isResumed,
      chunks: plan.chunks.length,
      resources: resourcesOf(plan.chunks),
      types,
      retries,
      seconds,
      verification: checks === undefined ? 'off' : this.#options.verify,
      checks: checks ?? [],
      rejects: Object.values(types).some(({ rejected }) => rejected > 0) ? state.rejects : undefined,
      state: state.path,
    };
  }

  async #send(
    plan: Plan,
    found: InputFiles,
    own: Pick<Tools, 'journal' | 'view' | 'rejects'>,
  ): Promise<{ complete: boolean; retries: number }> {
    const { journal } = own;
    const paths = plan.files.map(({ path }) => path);
    const source = new EntrySource(found.root, paths);
    let retries = 0;
    const tools: Tools = {
      ...own,
      connection: this.#connection,
      policy: this.#policy,
      pace: new Pace(this.#options.concurrency, (pause) => this.#policy.wait(pause, this.#stop.signal)),
      source,
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
    try {
      await sendPlan(plan, tools, this.#options.concurrency);
      return { complete: true, retries };
    } catch (error) {
      if (error instanceof Stopped) return { complete: false, retries };
      throw error;
    } finally {
      source.close();
    }
  }

  /** Undefined when it was asked to stop before the end. */
  async #verify(plan: Plan, journal: Journal, view: ServerView): Promise<TypeCheck[] | undefined> {
    const { verify: choice } = this.#options;
    if (choice === 'off') return [];
    try {
      return await verify(plan, journal, view, choice, (type) => {
        if (this.#stop.signal.aborted) throw new Stopped();
        this.#events.verifying(type);
      });
    } catch (error) {
      if (error instanceof Stopped) return undefined;
      throw error;
    }
  }

  #named(server: ServerDescription): PlannedServer {
    return { name: serverName(server), kind: kindOf(server, this.#connection.base).name };
  }
}
