/**
 * Broken bundles before the official validator and before ours: `npm run test:conformance:mutations`. Each error of the official one must be
 * made by ours about the same resource, or stand in mutation-reasons.json. Bundles are those of test/support/mutations, and others that a
 * seed breaks at random; then published examples, where US_CORE_PACKAGES has them. Arguments: how many of each (100, 100 and 50 unless given), and
 * the seed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_GUIDE } from '../../src/reference/guides.ts';
import type { Finding } from '../../src/validate/finding.ts';
import { ResourceJudge } from '../../src/validate/resource-judge.ts';
import { validateBundle } from '../../src/validate/validate.ts';
import { bundleOf } from '../support/bundles.ts';
import { everyKind } from '../support/every-kind.ts';
import { MUTATIONS } from '../support/mutations/index.ts';
import { breakAtRandom } from '../support/mutations/random.ts';
import { Dice } from '../support/random-elements.ts';
import { examplesOf, hasPackage } from '../support/us-core.ts';
import { isError, type Judge, type Message, startJudge } from './judge.ts';
import { Report } from './report.ts';

interface Broken {
  readonly name: string;
  /** The bundle before it was broken. */
  readonly sound: string;
  readonly text: string;
}

/** An error of the official validator that ours need not make, and why. */
interface Reason {
  readonly id: string;
  /** Regular expressions that must find something, where given. */
  readonly text?: string;
  readonly location?: string;
  readonly mutation?: string;
  readonly reason: string;
}

/** What the official validator does not judge: lives, visits, requests, what the bundle does not hold. */
const BEYOND = new Set([
  'before-birth',
  'after-death',
  'encounter-other-patient',
  'request-mismatch',
  'outside-encounter',
]);

const REASONS = JSON.parse(
  readFileSync(new URL('mutation-reasons.json', import.meta.url), 'utf8'),
) as readonly Reason[];
const resourceJudge = new ResourceJudge();
const [named = 100, random = 100, published = 50, seed = 1] = process.argv.slice(2).map(Number);
const SOUND = JSON.stringify(bundleOf(everyKind()));

function brokenBundles(): readonly Broken[] {
  const dice = new Dice(seed);
  const kinds = Object.entries(MUTATIONS).flatMap(([group, all]) => all.map((each) => ({ ...each, group })));
  const drawn = kinds.map((kind) => ({ kind, rank: dice.roll(1_000_000) })).sort((a, b) => a.rank - b.rank);
  const ofKinds = drawn.slice(0, named).map(({ kind: { group, name, mutate } }) => {
    const bundle = JSON.parse(SOUND);
    mutate(bundle);
    return { name: `${group}: ${name}`, sound: SOUND, text: JSON.stringify(bundle) };
  });
  const atRandom = Array.from({ length: random }, (_, i) => {
    const bundle = JSON.parse(SOUND);
    return { name: `random: ${breakAtRandom(bundle, seed * 1000 + i)}`, sound: SOUND, text: JSON.stringify(bundle) };
  });
  return [...ofKinds, ...atRandom, ...brokenExamples()];
}

/** Published examples of the guide, each alone in a bundle, and broken at random. */
function brokenExamples(): readonly Broken[] {
  const examples = hasPackage(DEFAULT_GUIDE)
    ? [...examplesOf(DEFAULT_GUIDE)].filter(([, { resourceType }]) => resourceType !== 'Bundle')
    : [];
  const dice = new Dice(seed + 1);
  return Array.from({ length: Math.min(published, examples.length * 1000) }, (_, i) => {
    const [name, resource] = dice.pick(examples);
    const bundle = bundleWith(structuredClone(resource));
    return {
      name: `${name}: ${breakAtRandom(bundle, seed * 10_000 + i)}`,
      sound: JSON.stringify(bundleWith(resource)),
      text: JSON.stringify(bundle),
    };
  });
}

function bundleWith(resource: { readonly resourceType: string; readonly id?: string }): object {
  const fullUrl = `http://example.org/fhir/${resource.resourceType}/${resource.id}`;
  return { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl, resource }] };
}

/** The entry that a location is in; -1 for the bundle. */
function entryOf(location: string): number {
  return Number(/entry\[(\d+)\]/.exec(location)?.[1] ?? -1);
}

/** Which rules of ours say what a message of the official validator says. A fault of structure may hide all others of its resource. */
function codesFor({ id }: Message): RegExp {
  if (/Reference_REF/i.test(id)) return /^(reference|structure|profile|invariant)/;
  if (/Terminology|CODESYSTEM|Display/i.test(id)) return /^(binding|code-unknown|display|structure|profile)$/;
  if (/Bundle_BUNDLE/i.test(id)) return /^(full-url|id-duplicate|request|response|reference|structure|invariant)/;
  return /^(structure|profile|invariant|unknown-profile|not-fhir|binding|reference|full-url|id-duplicate|period-reversed)/;
}

function keyOf({ id, location, text }: Message): string {
  return `${id} ${location} ${text}`;
}

function isMade(message: Message, ours: readonly Finding[], bundle: Read): boolean {
  const errors = ours.filter(({ severity }) => severity === 'error');
  const codes = codesFor(message);
  const entry = entryOf(message.location);
  if (errors.some(({ code, expression }) => codes.test(code) && entryOf(expression) === entry)) return true;
  // The official validator tells rules about entries of the bundle; we, of the entry.
  const rule = /StructureDefinition\/Bundle#(.+)$/.exec(message.id)?.[1];
  if (rule === 'bdl-7') return errors.some(({ code }) => code === 'full-url-duplicate');
  if (rule !== undefined)
    return errors.some(({ code, message: said }) => code === 'invariant' && said.startsWith(`${rule}:`));
  // Of a fullUrl it always names the first entry.
  const fullUrl = /^BUNDLE_ENTRY_URL/.test(message.id) ? /'([^']*)'/.exec(message.text)?.[1] : undefined;
  if (fullUrl !== undefined) {
    const places = bundle.entry.flatMap((each, i) => (each.fullUrl === fullUrl ? [i] : []));
    return errors.some(({ expression }) => places.includes(entryOf(expression)));
  }
  return isConsequence(message, errors, bundle);
}

/**
 * Whether a message is about what refers to a resource that has an error of ours, directly or by others that it refers to, or to a name that two
 * resources have.
 */
function isConsequence({ id, text }: Message, errors: readonly Finding[], bundle: Read): boolean {
  const target = /(?:match for|reference) ([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)/.exec(text)?.[1];
  if (target === undefined) return false;
  const reached = reachedFrom(target, bundle);
  const isOfTwo = errors.some(
    ({ code, message }) => /^(?:id|full-url)-duplicate$/.test(code) && message.includes(target),
  );
  if (id === 'Reference_REF_CantMatchChoice') return isOfTwo || errors.some(({ resource }) => reached.has(resource));
  return id === 'Bundle_BUNDLE_MultipleMatches' && isOfTwo;
}

/** What a resource refers to in its bundle, and what that refers to, and so on. */
function reachedFrom(name: string, { entry }: Read): ReadonlySet<string> {
  const reached = new Set([name]);
  for (const each of reached) {
    const texts = entry
      .filter(({ resource }) => `${resource?.resourceType}/${resource?.id}` === each)
      .map((found) => JSON.stringify(found.resource));
    for (const [, target] of texts.join().matchAll(/"reference":"([^"]+)"/g))
      if (target !== undefined) reached.add(target);
  }
  return reached;
}

/** A broken bundle, as far as it is looked into. */
interface Read {
  readonly entry: readonly {
    readonly fullUrl?: string;
    readonly resource?: { readonly resourceType?: string; readonly id?: string };
  }[];
}

function read(text: string): Read {
  const { entry } = JSON.parse(text) as { entry?: unknown };
  return { entry: Array.isArray(entry) ? entry.filter((each) => typeof each === 'object' && each !== null) : [] };
}

function hasReason({ id, text, location }: Message, mutation: string): boolean {
  return REASONS.some(
    (reason) =>
      reason.id === id &&
      new RegExp(reason.text ?? '').test(text) &&
      new RegExp(reason.location ?? '').test(location) &&
      new RegExp(reason.mutation ?? '').test(mutation),
  );
}

async function errorsOf(judge: Judge, folder: string, name: string, text: string): Promise<readonly Message[]> {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, text);
  const { messages, failed } = await judge.judge(DEFAULT_GUIDE, file);
  const crash: Message[] =
    failed === undefined ? [] : [{ severity: 'fatal', id: 'crash', location: '', line: 0, column: 0, text: failed }];
  return [...messages.filter(isError), ...crash];
}

/** What ours finds; what the bundle refers to and does not hold is taken for missing. */
function judged(text: string): readonly Finding[] {
  return validateBundle(text, { closed: true, judge: resourceJudge });
}

function findingKey({ code, expression, message }: Finding): string {
  return `${code} ${expression} ${message}`;
}

/** What is found in a bundle before it is broken. */
interface Before {
  readonly theirs: ReadonlySet<string>;
  readonly ours: ReadonlySet<string>;
}

async function judgeSound(judge: Judge, folder: string, name: string, text: string): Promise<Before> {
  const theirs = new Set((await errorsOf(judge, folder, name, text)).map(keyOf));
  return { theirs, ours: new Set(judged(text).map(findingKey)) };
}

const report = new Report();
const folder = mkdtempSync(join(tmpdir(), 'mutations-'));
const judge = startJudge();
let made = 0;
let excused = 0;
try {
  report.section(
    `${DEFAULT_GUIDE}: ${named} kinds of defect, ${random} at random, ${published} published examples; seed ${seed}`,
  );
  const known = new Map<string, Promise<Before>>();
  const beforeOf = (text: string): Promise<Before> => {
    const before = known.get(text) ?? judgeSound(judge, folder, `sound-${known.size}`, text);
    known.set(text, before);
    return before;
  };
  const open: string[] = [];
  const strict: string[] = [];
  const judgements = brokenBundles().map(async ({ name, sound, text }, i) => {
    const bundle = read(text);
    const before = await beforeOf(sound);
    const errors = (await errorsOf(judge, folder, String(i), text)).filter((error) => !before.theirs.has(keyOf(error)));
    const ours = judged(text).filter((finding) => !before.ours.has(findingKey(finding)));
    const alone = ours.find(({ code, severity }) => severity === 'error' && !BEYOND.has(code));
    if (errors.length === 0 && alone) strict.push(`${name} | ${alone.code} ${alone.expression} ${alone.message}`);
    for (const error of errors) {
      if (isMade(error, ours, bundle)) made += 1;
      else if (hasReason(error, name)) excused += 1;
      else open.push(`${name} | ${error.location} | ${error.id} | ${error.text}`);
    }
    return errors.length > 0;
  });
  const faulty = (await Promise.all(judgements)).filter(Boolean).length;
  report.note(
    `${faulty} of ${judgements.length} bundles are faulty to the official validator; it makes ${made + excused + open.length} errors`,
  );
  report.check(
    'ours makes every error of the official validator',
    open.length === 0 && faulty > judgements.length / 2,
    `${made} made, ${excused} with a reason, ${open.length} not`,
  );
  for (const line of open) report.note(line);
  report.note(
    `${strict.length} bundles are faulty to us alone, for what the official validator does not judge or takes for less:`,
  );
  for (const line of strict) report.note(line);
} finally {
  judge.close();
  rmSync(folder, { recursive: true });
}
report.end();
