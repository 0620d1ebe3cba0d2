/**
 * Lives the lives of the corpus's 20,000 people with its modules, in the reference world, and compares how often each state was visited
 * with what the reference engine did: `npm run test:oracle`. On the reference engine's own weekly grid, and at exact times; one
 * process each, about four minutes. Ends with 1 where too little agrees, 2 where the corpus or python3 is missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(ROOT, 'dist/cli/main.js');
const NAMED = process.env['GMF_CORPUS'] ?? '../shared/gmf-corpus';
const CORPUS = isAbsolute(NAMED) ? NAMED : join(ROOT, NAMED);

interface Grain {
  readonly name: string;
  readonly options: readonly string[];
  /** For compare-oracle: which states count, and the share of them that has to agree. */
  readonly rule: readonly string[];
}

const GRAINS: readonly Grain[] = [
  { name: 'weekly grid', options: ['--grain', '7d'], rule: ['--all', '--floor', '0.95'] },
  { name: 'exact times', options: [], rule: ['--floor', '0.92'] },
];

function live(people: string, out: string, options: readonly string[]): Promise<number> {
  const world = ['--world', 'reference', '--people', people, '--mortality', 'modules-only'];
  const modules = ['-d', join(CORPUS, 'modules'), '--no-builtin'];
  const dates = ['-r', '20260101', '-e', '20260101'];
  const args = [MAIN, ...modules, ...world, ...dates, '--format', 'states', '-o', out, '--quiet', ...options];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }).on('close', (code) => resolve(code ?? 1));
  });
}

function compare(out: string, rule: readonly string[]): number {
  const states = [join(out, 'states/states.csv'), join(CORPUS, 'oracle-states.csv')];
  const transitions = [join(out, 'states/transitions.csv'), join(CORPUS, 'oracle-transitions.csv')];
  const args = [join(CORPUS, 'compare-oracle'), ...states, '--transitions', ...transitions, ...rule];
  return spawnSync('python3', args, { stdio: 'inherit' }).status ?? 1;
}

/** What is missing to compare, in words; undefined when all is there. */
function missing(): string | undefined {
  if (!existsSync(join(CORPUS, 'compare-oracle'))) return `no corpus at ${CORPUS}: set GMF_CORPUS to its folder`;
  if (spawnSync('python3', ['--version']).status !== 0) return 'no python3, in which compare-oracle is written';
  return undefined;
}

async function main(): Promise<number> {
  const lacking = missing();
  if (lacking !== undefined) {
    console.error(`nothing was compared: there is ${lacking}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const people = join(folder, 'people.csv');
    writeFileSync(people, gunzipSync(readFileSync(join(CORPUS, 'oracle-persons.csv.gz'))));
    const codes = await Promise.all(GRAINS.map(({ name, options }) => live(people, join(folder, name), options)));
    if (codes.some((code) => code !== 0)) return 1;
    let result = 0;
    for (const { name, rule } of GRAINS) {
      console.log(`\n${name}`);
      if (compare(join(folder, name), rule) !== 0) result = 1;
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = await main();
