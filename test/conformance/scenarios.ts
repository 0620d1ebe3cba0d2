/** What every server is put through. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChaosProxy } from '../support/chaos-proxy.ts';
import { contentsOf, countsOf, differences, resourcesByFullUrl, resourcesIn } from './contents.ts';
import { countOf, everythingOf, storedAt } from './fhir-server.ts';
import type { TestServer } from './hapi-server.ts';
import { otherGeneratorsBundles } from './other-generator.ts';
import { Population } from './population.ts';
import { inFolder, run, start } from './program.ts';
import { Report } from './report.ts';
import { Trial } from './trial.ts';

export interface Subject {
  readonly name: string;
  start(): Promise<TestServer>;
  /** How many patients are loaded from empty. */
  readonly patients: number;
}

const CHARTS = 3;
/** Milliseconds. */
const POLL = 20;
const KILLS = 2;

/** Starts the server, empty, and judges what push does with it. */
export async function judgeServer(subject: Subject): Promise<void> {
  const report = new Report();
  await inFolder(async (folder) => {
    report.section(`starting ${subject.name}`);
    const server = await subject.start();
    try {
      await judge(new Trial(server.url, report), folder, subject.patients);
    } finally {
      await server.close();
    }
  });
  report.end();
}

async function judge(trial: Trial, folder: string, patients: number): Promise<void> {
  const first = await loadFromEmpty(trial, folder, patients);
  if (!trial.report.allPassed) return trial.report.note('what was not loaded cannot be judged further');
  await pushAgain(trial, first, folder);
  await lookAtCharts(trial, first, folder);
  await killAndResume(trial, folder, Math.ceil(patients / 3));
  await pushThroughChaos(trial, folder, Math.ceil(patients / 6));
  await pushOtherShapes(trial, folder);
  trial.report.section('everything, once more');
  await trial.checkCounts();
  await trial.checkContents();
}

async function loadFromEmpty(trial: Trial, folder: string, patients: number): Promise<Population> {
  const population = await Population.generate(folder, 'first', patients, []);
  trial.report.section(`${patients} patients, ${population.resources.length} resources, from empty`);
  await trial.pushWhole('push ends well', population.folder);
  trial.expect(population);
  await trial.checkCounts();
  return population;
}

async function pushAgain(trial: Trial, population: Population, folder: string): Promise<void> {
  trial.report.section('the same again');
  const before = await trial.checkContents();
  await trial.pushWhole('push ends well', population.folder);
  await trial.pushWhole('push that remembers nothing ends well', population.folder, ['--state', join(folder, 'other')]);
  await trial.checkCounts();
  const after = await storedAt(trial.url, countsOf(population.resources).keys());
  const rewritten = [...before].filter(([key, { lastUpdated }]) => after.get(key)?.lastUpdated !== lastUpdated);
  const seen = `${rewritten.length} of ${before.size} written again`;
  trial.report.check('nothing is written that is there and equal', rewritten.length === 0 && before.size > 0, seen);
}

async function lookAtCharts(trial: Trial, population: Population, folder: string): Promise<void> {
  trial.report.section('charts of patients');
  const all = population.contents;
  for (const [patient, chart] of [...population.charts].slice(0, CHARTS)) {
    const found = await everythingOf(trial.url, patient);
    // A server may add whom the chart refers to; those too must be as they were sent.
    const expected = new Map([...all].filter(([key]) => chart.has(key) || found.has(key)));
    checkSame(trial, `$everything of Patient/${patient} equals its file`, expected, found);
    const out = join(folder, `pulled-${patient}.json`);
    const { code, err } = await run(['pull', trial.url, patient, '-o', out]);
    if (!trial.report.check('pull ends well', code === 0, `exit ${code}`)) {
      trial.report.note(err.trim());
      continue;
    }
    const pulled = contentsOf(resourcesIn(readFileSync(out, 'utf8'), false));
    checkSame(
      trial,
      'what pull writes equals the file',
      new Map([...all].filter(([key]) => chart.has(key) || pulled.has(key))),
      pulled,
    );
  }
}

function checkSame(
  { report }: Trial,
  what: string,
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): void {
  const faults = differences(expected, found);
  report.check(what, faults.length === 0 && found.size > 0, `${found.size} resources, ${faults.length} faults`);
  for (const fault of faults.slice(0, 5)) report.note(fault);
}

async function killAndResume(trial: Trial, folder: string, patients: number): Promise<void> {
  const population = await Population.generate(folder, 'killed', patients, []);
  trial.report.section(`${patients} patients, killed on the way`);
  const all = countsOf(population.resources).get('Encounter') ?? 0;
  const before = await countOf(trial.url, 'Encounter');
  const there = async () => (await countOf(trial.url, 'Encounter')) - before;
  for (let kill = 1; kill <= KILLS; kill++) {
    const wanted = 1 + (await there()) * 1.1;
    // One bundle at a time: a fast server would be done before it is looked at.
    const slowly = ['--concurrency', '1', '--quiet'];
    const { child, finished } = start(['push', population.folder, '--to', trial.url, ...slowly]);
    while (child.exitCode === null && (await there()) < wanted) await pause(POLL);
    child.kill('SIGKILL');
    await finished;
    const seen = `${await there()} of ${all} encounters there`;
    trial.report.check('killed in the middle', (await there()) < all && child.signalCode === 'SIGKILL', seen);
  }
  await trial.pushWhole('push goes on and ends well', population.folder);
  trial.expect(population);
  await trial.checkCounts();
}

async function pushThroughChaos(trial: Trial, folder: string, patients: number): Promise<void> {
  const population = await Population.generate(folder, 'chaos', patients, []);
  trial.report.section(`${patients} patients, through a proxy that spoils a fifth of all requests`);
  const proxy = await startChaosProxy({ target: trial.url, seed: 1, share: 0.2 });
  try {
    await trial.pushWhole('push ends well', population.folder, ['--max-entries', '50'], proxy.url);
    const faults = [...proxy.faults].map(([kind, count]) => `${count} ${kind}`).join(', ');
    const sum = [...proxy.faults.values()].reduce((a, b) => a + b, 0);
    trial.report.check('the proxy did its worst', sum > 0, `${sum} faults in ${proxy.requests()} requests: ${faults}`);
  } finally {
    await proxy.close();
  }
  trial.expect(population);
  await trial.checkCounts();
}

async function pushOtherShapes(trial: Trial, folder: string): Promise<void> {
  trial.report.section('other shapes');
  const lines = await Population.generate(folder, 'lines', 2, ['--format', 'ndjson']);
  await trial.pushWhole('a folder of NDJSON', lines.folder);
  trial.expect(lines);
  const collections = await Population.generate(folder, 'collections', 2, ['--bundle', 'collection']);
  await trial.pushWhole('collections', collections.folder);
  trial.expect(collections);
  const urn = await Population.generate(folder, 'urn', 2, ['--ids', 'urn']);
  await trial.pushWhole('urn:uuid, the server gives ids', urn.folder);
  await trial.pushWhole('urn:uuid again', urn.folder);
  trial.expectAssigned(resourcesByFullUrl(urn.folder));
  const other = join(folder, 'other-generator');
  mkdirSync(other);
  for (const [name, bundle] of Object.entries(otherGeneratorsBundles())) {
    writeFileSync(join(other, name), JSON.stringify(bundle));
  }
  await trial.pushWhole('bundles of another generator', other);
  await trial.pushWhole('bundles of another generator again', other);
  trial.expectAssigned(resourcesByFullUrl(other));
  await trial.checkCounts();
}
