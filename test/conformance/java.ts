/** The judges written in Java: built once by Maven, then started as often as asked. */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('java', import.meta.url));
const PACKAGES = fileURLToPath(new URL('packages', import.meta.url));
const TARGET = join(PROJECT, 'target');
const HINT =
  'Install a JDK of Java 17 or later and Maven 3.8 or later (Debian: apt-get install default-jdk-headless maven).';

export type JavaProcess = ChildProcessByStdio<Writable, Readable, null>;

/** Whether this machine can run the judges; if not, what is missing. */
export function missingJava(): string | undefined {
  const missing = [
    ['javac', '-version'],
    ['mvn', '-v'],
  ].filter(([command, option]) => !answers(command, option));
  if (missing.length === 0) return undefined;
  return `${missing.map(([command]) => command).join(' and ')} not found: the judges are programs in Java. ${HINT}`;
}

function answers(command = '', option = ''): boolean {
  try {
    execFileSync(command, [option], { stdio: 'ignore' });
    return true;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw problem;
  }
}

/** Compiles the judges unless they stand compiled from these very sources; fetches their libraries from Maven Central the first time. */
export function buildJava(): void {
  const stamp = join(TARGET, 'built-from');
  const sources = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources && librariesStand()) return;
  const missing = missingJava();
  if (missing !== undefined) throw new Error(missing);
  console.error('building the judges (the first time, Maven fetches about 280 MB)');
  const goals = ['clean', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath.txt'];
  const quiet = ['--batch-mode', '--quiet', '-Dstyle.color=never'];
  execFileSync('mvn', [...quiet, ...goals], { cwd: PROJECT, stdio: ['ignore', 2, 2] });
  writeFileSync(stamp, sources);
}

function sourceHash(): string {
  const files = ['pom.xml', ...readdirSync(join(PROJECT, 'src')).map((name) => join('src', name))].sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(PROJECT, file)));
  return hash.digest('hex');
}

function libraries(): string {
  return readFileSync(join(TARGET, 'classpath.txt'), 'utf8').trim();
}

function librariesStand(): boolean {
  return libraries()
    .split(':')
    .every((path) => existsSync(path));
}

/** Starts the main class `name`. What it writes to standard error is shown; its input and output are the caller's. */
export function startJava(name: string, memory: string, args: readonly string[]): JavaProcess {
  const classPath = [join(TARGET, 'classes'), PACKAGES, libraries()].join(':');
  const logged = '-Dorg.slf4j.simpleLogger';
  // That a client went away is what some tests are about, and no fault of the server.
  const quiet = [`${logged}.defaultLogLevel=error`, `${logged}.log.ca.uhn.fhir.rest.server.RestfulServer=off`];
  // Left to itself, Java says "null" in place of what an often thrown exception has to say.
  const options = [`-Xmx${memory}`, '-XX:+UseSerialGC', '-XX:-OmitStackTraceInFastThrow', ...quiet];
  return spawn('java', [...options, '-cp', classPath, name, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}
