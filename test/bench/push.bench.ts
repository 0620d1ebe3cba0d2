/**
 * How much of a server's rate push leaves to it: resources a second of push, from the plan to the last answer, and of posting the very
 * same bundles ready-made with a bare HTTP client, as many at a time. In each round both load the same patients under ids that the server
 * has never seen, one after the other, first the one and in the next round the other. At least nine tenths are expected, of the median
 * of the rounds: a machine that others use as well slows down one load or the other.
 *
 *     npm run bench:push                                     against the server of `anamnesis serve`, begun anew for each load
 *     BENCH_SERVER=http://127.0.0.1:8080/fhir npm run bench:push   against any other; it keeps what it is sent
 *
 * A server that is named is warmed up by a load that does not count, and holds resources of every type when it is measured: push looks
 * whether any are its own. BENCH_PATIENTS (100: beside a fast server, a short run measures how the program warms up) and BENCH_ROUNDS (4,
 * an even number, since who goes second has the warmer server or the fuller one) say how much.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { FhirConnection } from '../../src/client/fhir-connection.ts';
import { PATIENT } from '../../src/client/retry.ts';
import type { Plan } from '../../src/push/plan/plan.ts';
import { Push } from '../../src/push/push.ts';
import { EntrySource, entryText } from '../../src/push/send/entry-source.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const NODE = [process.execPath, '--import', 'tsx', MAIN] as const;

const PATIENTS = Number(process.env['BENCH_PATIENTS'] ?? 100);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 4);
const CONCURRENCY = 4;
const EXPECTED = 0.9;

/** Bundles as they go out: in stages, in lanes side by side, one after the other in a lane. */
type Bodies = string[][][];

interface Measure {
  readonly resources: number;
  readonly seconds: number;
}

const folder = mkdtempSync(join(tmpdir(), 'anamnesis-bench-'));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const [node = '', ...args] = NODE;
  const made = ['generate', '-p', String(PATIENTS), '-o', join(folder, 'made'), '-q', '--validate', 'off'];
  if (spawnSync(node, [...args, ...made], { stdio: 'inherit' }).status !== 0) throw new Error('generate failed');
  let loads = 0;
  const rateOf = async (load: typeof pushOnce): Promise<number> => {
    const { resources, seconds } = await onServer((url) => load(url, asOthers(loads++)));
    return resources / seconds;
  };
  if (process.env['BENCH_SERVER'] !== undefined)
    console.log(`warm-up: ${Math.round(await rateOf(postOnce))} resources/s`);
  const shares: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    // Who goes first changes, since servers slow down with what they hold, and become faster as they warm up.
    const isPushFirst = round % 2 === 1;
    const first = await rateOf(isPushFirst ? pushOnce : postOnce);
    const second = await rateOf(isPushFirst ? postOnce : pushOnce);
    const [push, bare] = isPushFirst ? [first, second] : [second, first];
    shares.push(push / bare);
    console.log(
      `round ${round}: push ${Math.round(push)}, bare ${Math.round(bare)} resources/s: ${percent(push / bare)}`,
    );
  }
  const share = medianOf(shares);
  console.log(`push has ${percent(share)} of the rate of a bare client (median of ${ROUNDS} rounds)`);
  if (share < EXPECTED) {
    console.error(`it should have ${percent(EXPECTED)}`);
    process.exitCode = 1;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] as number;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}

/** The same population under other ids, so that the server has never seen it. */
function asOthers(number: number): string {
  const target = join(folder, `round-${number}`);
  mkdirSync(target);
  const mark = (Date.now() % 0x1000000).toString(16).padStart(6, '0') + number.toString(16).padStart(2, '0');
  for (const name of readdirSync(join(folder, 'made/fhir'))) {
    const text = readFileSync(join(folder, 'made/fhir', name), 'utf8');
    writeFileSync(
      join(target, name),
      text.replaceAll(
        /\b([0-9a-f]{8})(-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\b/g,
        (_, first: string, rest: string) => mixed(first, mark) + rest,
      ),
    );
  }
  return target;
}

function mixed(first: string, mark: string): string {
  return ((Number.parseInt(first, 16) ^ Number.parseInt(mark, 16)) >>> 0).toString(16).padStart(8, '0');
}

async function pushOnce(url: string, input: string): Promise<Measure> {
  const { push, close } = pushOf(url, input);
  const report = await push.run({ processId: process.pid, isRunning: () => false });
  await close();
  if (!report.complete || report.rejects !== undefined) throw new Error('the push was not whole');
  return { resources: report.resources, seconds: report.seconds };
}

function pushOf(url: string, input: string): { push: Push; close(): Promise<void> } {
  const connection = new FhirConnection({ base: url, timeout: 600_000, connections: CONCURRENCY });
  const push = new Push(
    connection,
    {
      paths: [input],
      state: undefined,
      fresh: false,
      maxEntries: undefined,
      maxBytes: undefined,
      concurrency: CONCURRENCY,
      ids: 'given',
      verify: 'off',
    },
    PATIENT,
    { reading() {}, planned() {}, chunk() {}, retry() {}, note() {}, verifying() {} },
  );
  return { push, close: () => connection.close() };
}

async function postOnce(url: string, input: string): Promise<Measure> {
  const { push, close } = pushOf(url, input);
  const plan = await push.plan();
  await close();
  const bodies = bodiesOf(plan, input);
  const agent = new Agent({ connections: CONCURRENCY, headersTimeout: 0, bodyTimeout: 0 });
  const headers = {
    'content-type': 'application/fhir+json',
    accept: 'application/fhir+json',
    prefer: 'return=minimal',
  };
  const began = performance.now();
  for (const lanes of bodies) {
    const queue = lanes.values();
    const work = async (): Promise<void> => {
      for (const lane of queue) {
        for (const body of lane) {
          const answer = await request(url, { method: 'POST', body, headers, dispatcher: agent });
          const text = await answer.body.text();
          if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}: ${text.slice(0, 500)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  }
  const seconds = (performance.now() - began) / 1000;
  await agent.close();
  return { resources: plan.chunks.reduce((sum, { entries }) => sum + entries.length, 0), seconds };
}

function bodiesOf(plan: Plan, input: string): Bodies {
  const source = new EntrySource(
    input,
    plan.files.map(({ path }) => path),
  );
  const stages: Bodies = [];
  for (const { stage, lane, entries } of plan.chunks) {
    const texts = entries.map((entry) => entryText(source.load(entry), (key) => key, new Set()));
    stages[stage] ??= [];
    const lanes = stages[stage] as string[][];
    lanes[lane] ??= [];
    lanes[lane]?.push(`{"resourceType":"Bundle","type":"${plan.interaction}","entry":[${texts.join(',')}]}`);
  }
  source.close();
  return stages;
}

/** A server of its own for each turn, or the one that is named. */
async function onServer(action: (url: string) => Promise<Measure>): Promise<Measure> {
  const named = process.env['BENCH_SERVER'];
  if (named !== undefined) return action(named);
  const { url, child } = await startServer();
  try {
    return await action(url);
  } finally {
    child.removeAllListeners('close').kill();
  }
}

/** `anamnesis serve` on a free port, in a process of its own. */
async function startServer(): Promise<{ url: string; child: ChildProcess }> {
  const [node = '', ...args] = NODE;
  const child = spawn(node, [...args, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = /http:\/\/\S+\/fhir/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error('the server ended')));
  });
  return { url, child };
}
