import { PATIENT } from '../../client/retry.ts';
import { ExitCode } from '../../core/app-error.ts';
import type { Plan } from '../../push/plan/plan.ts';
import { type PlannedServer, Push, type PushEvents } from '../../push/push.ts';
import { isWhole, type PushReport } from '../../push/report.ts';
import { type Flags, textFlag } from '../command.ts';
import { connect } from '../connect.ts';
import type { Host } from '../host.ts';
import { readPushOptions, readTries } from './options.ts';
import { PushProgress } from './progress.ts';
import { planText, summaryText } from './words.ts';

/** Loads what is named into a server. */
export async function runPush(host: Host, paths: readonly string[], flags: Flags): Promise<ExitCode> {
  const options = readPushOptions(paths, flags);
  const isQuiet = flags['quiet'] === true;
  const isJson = flags['json'] === true;
  const policy = { ...PATIENT, tries: readTries(flags) };
  const connection = connect(host, flags, textFlag(flags, 'to') ?? '', options.concurrency);
  const progress = new PushProgress(host, !isQuiet && !isJson);
  let planned: { plan: Plan; server: PlannedServer } | undefined;
  const events: PushEvents = {
    reading: () => progress.reading(),
    planned: (plan, server, toSend) => {
      planned = { plan, server };
      progress.begin(toSend);
    },
    chunk: ({ entries }) => progress.done(entries.length),
    retry: (failure, pause) => progress.retry(failure, pause),
    note: (text) => progress.note(text),
    verifying: () => progress.verifying(),
  };
  const push = new Push(connection, options, policy, events);
  try {
    if (flags['dryRun'] === true) {
      await push.plan();
      if (planned) host.out.write(isJson ? `${planJson(planned.plan)}\n` : planText(planned.plan, planned.server));
      return ExitCode.done;
    }
    const report = await interruptible(host, push, progress, () => push.run(host));
    progress.clear();
    if (isJson) host.out.write(`${JSON.stringify(report, null, 2)}\n`);
    else if (!isQuiet || !isWhole(report)) host.out.write(summaryText(report));
    return exitCodeOf(report);
  } finally {
    progress.clear();
    await connection.close();
  }
}

function exitCodeOf(report: PushReport): ExitCode {
  if (!report.complete) return ExitCode.interrupted;
  return isWhole(report) ? ExitCode.done : ExitCode.findings;
}

/** The first Ctrl-C lets end what is under way; the second ends the program, which loses nothing that is in the journal. */
async function interruptible<T>(host: Host, push: Push, progress: PushProgress, action: () => Promise<T>): Promise<T> {
  let isAsked = false;
  const end = host.onInterrupt(() => {
    if (isAsked) host.exitNow(ExitCode.interrupted);
    isAsked = true;
    progress.clear();
    host.err.write(
      '\nstopping when the bundles under way are through; Ctrl-C again to stop at once (nothing is lost)\n',
    );
    push.stop();
  });
  try {
    return await action();
  } finally {
    end();
  }
}

/** A plan without its entries. */
function planJson({ chunks, ...plan }: Plan): string {
  const short = chunks.map(({ number, stage, lane, hash, entries }) => ({
    number,
    stage,
    lane,
    hash,
    entries: entries.length,
  }));
  return JSON.stringify({ ...plan, chunks: short }, null, 2);
}
