import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A small folder of modules: quick to run, and with a submodule and a table. */
export const MODULES: string = fileURLToPath(new URL('fixtures/modules', import.meta.url));

/** The options that run those modules alone. */
export const ONLY_FIXTURES: readonly string[] = ['--no-builtin', '-d', MODULES];

export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What is piped in; nothing when left out. */
  readonly input?: string | Uint8Array;
  /** A script that Node runs before the program. */
  readonly before?: string;
  /** Called with everything written so far to the stream for messages, and a way to send a signal. */
  readonly onMessage?: (text: string, signal: (name: NodeJS.Signals) => void) => void;
}

/** Runs the program as a user would. */
export function anamnesis(args: readonly string[], surroundings: Surroundings): Promise<Finished> {
  const { folder, environment, before, input, onMessage } = surroundings;
  const node = before === undefined ? [] : ['--import', before];
  const child = spawn(process.execPath, [...node, MAIN, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Who does not read what is piped in closes the pipe, which is no fault.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
    onMessage?.(text.err, (name) => child.kill(name));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });
}

/** A folder of its own for the test that is running; gone afterwards. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file below a folder; what is no text is written as JSON. */
export function put(folder: string, path: string, content: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

/** The files below a folder, by path, with the SHA-256 of each; empty when there is no folder. */
export function hashes(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of filesBelow(folder)) {
    found.set(
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    );
  }
  return found;
}

/** The files below a folder, sorted; none when there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => !entry.isDirectory());
    return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  } catch {
    return [];
  }
}
