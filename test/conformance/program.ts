/** The program as a user runs it, and the folders it writes to. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the program. It sees `environment` besides our own. */
export function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  if (!existsSync(MAIN)) throw new Error(`there is no ${MAIN}: run "npm run build" first`);
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });
  return { child, finished };
}

/** Runs the program to its end. */
export function run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished> {
  return start(args, environment).finished;
}

/** Runs the program, which must succeed. */
export async function mustRun(args: readonly string[]): Promise<Finished> {
  const finished = await run(args);
  if (finished.code !== 0) throw new Error(`anamnesis ${args.join(' ')} ended with ${finished.code}:\n${finished.err}`);
  return finished;
}

/** Calls `work` with a folder that is gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
