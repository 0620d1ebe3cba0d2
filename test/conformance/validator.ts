/**
 * The official validator over all we write: `npm run test:conformance:validator`. Every bundle and shared file, in every guide and shape;
 * no error, and no other message without a reason in messages.json. Sizes in sizes.ts. Arguments, if any, are regular expressions: only
 * populations are judged whose guide and name match one, as in "us-core-6.1.0 --bundle batch".
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_GUIDE, GUIDES, type Guide } from '../../src/reference/guides.ts';
import { isError, type Judge, type Judgement, startJudge } from './judge.ts';
import { MessageKinds } from './messages.ts';
import { inFolder, mustRun } from './program.ts';
import { Report } from './report.ts';
import { sizes } from './sizes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = join(fromRoot(process.env['GMF_CORPUS'] ?? '../shared/gmf-corpus'), 'modules');
const SHOWN = 20;
const ONLY = process.argv.slice(2).map((text) => new RegExp(text));

interface Population {
  readonly name: string;
  readonly patients: number;
  readonly args: readonly string[];
}

function fromRoot(path: string): string {
  return isAbsolute(path) ? path : join(ROOT, path);
}

/** What is judged by the default guide. */
function populations(report: Report): readonly Population[] {
  const { guide, shape, foreign } = sizes();
  const shapes = [
    ['--bundle', 'collection'],
    ['--bundle', 'batch'],
    ['--ids', 'urn'],
    ['--bundle', 'collection', '--ids', 'urn'],
    ['--max-entries', '100'],
    ['--format', 'ndjson'],
  ];
  const all = [
    { name: 'as generated unless asked otherwise', patients: guide, args: [] },
    ...shapes.map((args) => ({ name: args.join(' '), patients: shape, args })),
  ];
  if (!existsSync(MODULES)) {
    report.note(`modules of others: skipped, there are none at ${MODULES} (GMF_CORPUS)`);
    return all;
  }
  return [...all, { name: 'modules of others', patients: foreign, args: ['--no-builtin', '-d', MODULES] }];
}

/** The files below a folder that hold resources. */
function resourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith('.ndjson') || (file.endsWith('.json') && resourcesIn(file) > 0))
    .sort();
}

/** How many resources a file holds, a bundle's own entries counted. */
function resourcesIn(file: string): number {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.ndjson')) return text.split('\n').filter((line) => line !== '').length;
  const { resourceType, entry } = JSON.parse(text) as { resourceType?: string; entry?: readonly unknown[] };
  if (resourceType === undefined) return 0;
  return entry?.length ?? 1;
}

async function judgePopulation(
  judged: (file: string) => Promise<Judgement>,
  population: Population,
  kinds: MessageKinds,
  report: Report,
): Promise<void> {
  await inFolder(async (folder) => {
    const { name, patients, args } = population;
    await mustRun(['-p', String(patients), '-s', `judged ${name}`, '-o', join(folder, 'out'), '--quiet', ...args]);
    const files = resourceFiles(join(folder, 'out'));
    const judgements = await Promise.all(files.map(judged));
    for (const { file, messages } of judgements) {
      for (const message of messages.filter((found) => !isError(found)))
        kinds.add(file.slice(folder.length + 5), message);
    }
    tellOf(population, files, judgements, report);
  });
}

function tellOf(
  { name, patients }: Population,
  files: readonly string[],
  judgements: readonly Judgement[],
  report: Report,
): void {
  const resources = files.reduce((sum, file) => sum + resourcesIn(file), 0);
  const errors = judgements.flatMap(({ file, messages, failed }) => [
    ...(failed === undefined ? [] : [`${file}: could not be judged: ${failed}`]),
    ...messages
      .filter(isError)
      .map(({ id, record, location, text }) => `${file}${record ? `:${record}` : ''} ${location} ${id} ${text}`),
  ]);
  const seen = `${errors.length} errors in ${files.length} files, ${resources} resources`;
  report.check(`${name} (${patients} patients)`, errors.length === 0 && resources > patients, seen);
  for (const error of errors.slice(0, SHOWN)) report.note(error);
}

async function judgeGuide(
  judge: Judge,
  guide: Guide | 'none',
  all: readonly Population[],
  report: Report,
): Promise<void> {
  const asked = all.filter(({ name }) => ONLY.length === 0 || ONLY.some((only) => only.test(`${guide} ${name}`)));
  if (asked.length === 0) return;
  report.section(guide);
  const kinds = new MessageKinds();
  for (const population of asked) {
    await judgePopulation((file) => judge.judge(guide, file), population, kinds, report);
  }
  for (const line of kinds.known()) report.note(line);
  const unknown = kinds.unknown();
  report.check(
    'every kind of message that is no error has a reason',
    unknown.length === 0,
    `${unknown.length} have none`,
  );
  for (const line of unknown.slice(0, SHOWN)) report.note(line);
}

const report = new Report();
const judge = startJudge();
try {
  await judgeGuide(judge, DEFAULT_GUIDE, populations(report), report);
  for (const guide of [...GUIDES, 'none' as const].filter((other) => other !== DEFAULT_GUIDE)) {
    const args = ['--profile', guide];
    await judgeGuide(judge, guide, [{ name: args.join(' '), patients: sizes().otherGuide, args }], report);
  }
} finally {
  judge.close();
}
report.end();
