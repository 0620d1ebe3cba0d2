import { roundTo } from '../core/numeric.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Visit } from '../language/run.ts';
import { ENTRY_KINDS, type Entry, type EntryKind } from '../record/kinds/index.ts';
import { ACTIVE_KINDS } from '../record/recorder.ts';
import type { Expectation } from './case-schema.ts';
import type { Driven } from './drive.ts';
import { entryName, matchesValue, shown } from './match.ts';
import { matchesEntry } from './match-entry.ts';

type ExpectedSpan = NonNullable<Expectation['delays']>[number];

/** What of an expectation does not hold, each in a sentence. */
type Judge<K extends keyof Expectation> = (expected: NonNullable<Expectation[K]>, driven: Driven) => readonly string[];

/** The registry of what can be expected of one life. */
const JUDGES: { readonly [K in keyof Expectation]?: Judge<K> } = {
  finished: (expected, { scripted }) => differs('finished', scripted.cursor.finished, expected),
  path: (expected, { visits }) => differs('path', visits.map(nameOf), expected),
  pathFiles: (expected, { visits }) =>
    differs(
      'pathFiles',
      visits.map(({ module }) => module.path),
      expected,
    ),
  history: (expected, driven) =>
    driven.visits.length === expected.length
      ? judgeHistory(expected, driven)
      : differs('history', driven.visits.map(nameOf), expected),
  historyStart: judgeHistory,
  exits: (expected, { visits, start }) =>
    expected.flatMap(([state, time]) => {
      const left = visits.filter((visit) => nameOf(visit) === state).map(({ exited }) => exited - start);
      return left.includes(time) ? [] : [`${state} was left at ${shown(left)}, expected ${time}`];
    }),
  lastEntered(expected, { visits, start }) {
    const last = visits.at(-1);
    const pairs = (Array.isArray(expected[0]) ? expected : [expected]) as readonly (readonly [string, number])[];
    return pairs.flatMap(([state, time]) =>
      differs('lastEntered', last && [nameOf(last), last.entered - start], [state, time]),
    );
  },
  visited: (expected, { visits }) =>
    Object.entries(expected).flatMap(([state, wanted]) =>
      differs(
        `visited ${state}`,
        visits.some((visit) => nameOf(visit) === state),
        wanted,
      ),
    ),
  blockedIn(expected, { scripted, visits }) {
    const { leaf } = scripted.cursor;
    const caller = visits.findLast(({ callee }) => callee === leaf);
    return [
      ...differs('blockedIn state', leaf.current?.state.name, expected.state),
      ...(expected.file === undefined ? [] : differs('blockedIn file', leaf.module.path, expected.file)),
      ...(expected.caller === undefined ? [] : differs('blockedIn caller', caller && nameOf(caller), expected.caller)),
    ];
  },
  delays: (expected, { visits }) => expected.flatMap((wanted) => judgeSpans(wanted, spansOf(visits, wanted.state))),
  entries: (expected, driven) => expected.flatMap((wanted) => judgeEntry(wanted, driven)),
  counts: (expected, { scripted }) =>
    Object.entries(expected).flatMap(([kind, count]) => {
      const known: readonly string[] = ENTRY_KINDS;
      if (!known.includes(kind)) return [`there is no kind of entry "${kind}"${didYouMean(kind, known)}`];
      const { length } = scripted.life.recorder.entries.filter((entry) => entry.kind === kind);
      return differs(`number of ${kind} entries`, length, count);
    }),
  active: (expected, { scripted }) =>
    Object.entries(expected).flatMap(([name, wanted]) => {
      const colon = name.indexOf(':');
      const kind = ACTIVE_KINDS.find((candidate) => candidate === name.slice(0, colon));
      if (!kind) return [`"${name}" is nothing that can be active: one of ${ACTIVE_KINDS.join(', ')}, and a code`];
      return differs(`${name} active`, scripted.life.recorder.isActive(kind, name.slice(colon + 1)), wanted);
    }),
  attributes: (expected, driven) =>
    Object.entries(expected).flatMap(([name, wanted]) =>
      unlike(`attribute "${name}"`, driven.scripted.life.attributeNamed(name), wanted, driven),
    ),
  stepAttributes: ({ name, values }, { stepValues }) =>
    values.flatMap((wanted, i) =>
      matchesValue(stepValues[i], wanted)
        ? []
        : [`attribute "${name}" after step ${i} is ${shown(stepValues[i])}, expected ${shown(wanted)}`],
    ),
  vitals: (expected, driven) => Object.entries(expected).flatMap(([name, wanted]) => judgeVital(name, wanted, driven)),
  signals: (expected, driven) =>
    Object.entries(expected).flatMap(([name, wanted]) => judgeSignal(name, wanted, driven)),
  symptoms: (expected, driven) =>
    Object.entries(expected).flatMap(([name, wanted]) => judgeSymptom(name, wanted, driven)),
  alive: (expected, { scripted, start }) =>
    expected.flatMap(([time, wanted]) => differs(`alive at ${time}`, scripted.life.isAliveAt(start + time), wanted)),
  death: (expected, { scripted, start }) => {
    const time = scripted.life.death?.time;
    return unlike('time of death', time === undefined ? undefined : time - start, expected);
  },
  deathBetween: (expected, { scripted, start }) =>
    unlike('time of death', (scripted.life.death?.time ?? Number.NaN) - start, { between: expected }),
  causeOfDeath: (expected, { scripted }) => unlike('cause of death', scripted.life.death?.code?.code, expected),
  deathNotBeforeEncounterStop: (expected, { scripted }) => {
    const { death, recorder } = scripted.life;
    const stops = recorder.entries.flatMap((entry) => (entry.kind === 'encounter' ? [entry.stop] : []));
    return differs('death not before an encounter stops', (death?.time ?? Number.NaN) >= Math.max(...stops), expected);
  },
  noEncounterFromDeath: (expected, { scripted }) => {
    const { death, recorder } = scripted.life;
    const late = recorder.entries.some(
      (entry) => entry.kind === 'encounter' && death !== null && entry.start >= death.time,
    );
    return differs('no encounter from the death on', !late, expected);
  },
};

/** What a case may say that is judged elsewhere: over many lives, or of the file. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...['shares', 'visitShares', 'reactionShares', 'symptomShares', 'implies', 'meanHistoryLength'],
  ...['error', 'defects'],
]);

/** What of an expectation does not hold for one life. A word that is not known is a failure, not something to pass over. */
export function judgeLife(expected: Expectation, driven: Driven): readonly string[] {
  return Object.entries(expected).flatMap(([key, value]) => {
    if (ELSEWHERE.has(key) || value === undefined) return [];
    const judge = JUDGES[key as keyof Expectation] as
      | ((expected: unknown, driven: Driven) => readonly string[])
      | undefined;
    return judge ? judge(value, driven) : [`"${key}" is nothing that can be expected`];
  });
}

/** How long each visit to a state took that is over. */
export function spansOf(visits: readonly Visit[], state: string): readonly number[] {
  return visits
    .filter((visit) => nameOf(visit) === state && !Number.isNaN(visit.exited))
    .map(({ entered, exited }) => exited - entered);
}

/** What of an expected span does not hold for those that were seen. */
export function judgeSpans(
  { state, min = 0, max = Number.POSITIVE_INFINITY, wholeUnits, mean }: ExpectedSpan,
  spans: readonly number[],
): readonly string[] {
  if (spans.length === 0) return [`${state} was never left`];
  const problems: string[] = [];
  const bad = spans.find(
    (span) => !(span >= min && span <= max) || (wholeUnits !== undefined && span % wholeUnits !== 0),
  );
  if (bad !== undefined) {
    problems.push(`${state} took ${bad}, expected ${min} to ${max}${wholeUnits ? `, whole ${wholeUnits}` : ''}`);
  }
  const average = spans.reduce((sum, span) => sum + span, 0) / spans.length;
  if (mean && !(average >= mean[0] && average <= mean[1])) {
    problems.push(`${state} took ${average} on average, expected ${mean.join(' to ')}`);
  }
  return problems;
}

function judgeHistory(
  expected: readonly (readonly [string, number | null | 'any', number | null | 'any'])[],
  { visits, start }: Driven,
): readonly string[] {
  return expected.flatMap(([state, entered, exited], i) => {
    const visit = visits[i];
    if (!visit || nameOf(visit) !== state)
      return [`history[${i}] is ${visit ? nameOf(visit) : 'absent'}, expected ${state}`];
    const matches = (time: number, wanted: number | null | 'any'): boolean =>
      wanted === 'any' || (wanted === null ? Number.isNaN(time) : time - start === wanted);
    if (matches(visit.entered, entered) && matches(visit.exited, exited)) return [];
    const seen = [visit.entered - start, visit.exited - start];
    return [`history[${i}] ${state} was entered and left at ${shown(seen)}, expected ${shown([entered, exited])}`];
  });
}

function judgeEntry(wanted: Readonly<Record<string, unknown>> & { kind: string }, driven: Driven): readonly string[] {
  if (!ENTRY_KINDS.includes(wanted.kind as EntryKind)) return [`there is no kind of entry "${wanted.kind}"`];
  const { entries } = driven.scripted.life.recorder;
  const encounters = entries.filter((entry) => entry.kind === 'encounter');
  const ofKind = entries.filter((entry) => entry.kind === wanted.kind);
  const found = ofKind.some((entry, index) => matchesEntry(entry, wanted, { start: driven.start, encounters, index }));
  return found ? [] : [`no entry like ${shown(wanted)} among ${shown(ofKind.map(entryName))}`];
}

function judgeVital(name: string, wanted: unknown, { scripted, last }: Driven): readonly string[] {
  const { reads = 1, distinct = false } = (wanted ?? {}) as { reads?: number; distinct?: boolean };
  const values = Array.from({ length: reads }, (_, i) => scripted.life.vitalSign(name, last, murmur3(`look ${i}`)));
  const bad = values.find((value) => !matchesValue(value, wanted));
  if (bad !== undefined || values.length === 0)
    return [`vital sign "${name}" is ${shown(bad)}, expected ${shown(wanted)}`];
  return distinct && new Set(values).size < 2 ? [`vital sign "${name}" reads the same ${reads} times`] : [];
}

function judgeSignal(name: string, wanted: unknown, { scripted: { life }, last }: Driven): readonly string[] {
  const signal = life.catalogue.named(name);
  if (!signal) {
    const names = life.catalogue.signals.map((known) => known.name);
    return [`there is no signal "${name}"${didYouMean(name, names)}`];
  }
  const what = `signal "${name}"`;
  const actual = life.usual(signal, last);
  if (typeof wanted !== 'number') return unlike(what, actual, wanted);
  const tolerance = lastDecimal(signal.decimals, wanted) / 2;
  return unlike(what, actual, { approx: wanted, tolerance: tolerance * (1 + 1e-9) }).map(() => {
    const finer = roundTo(actual, Math.min(9, signal.decimals + 2));
    return `${what} is ${shown(finer)}, expected ${wanted}, more or less ${tolerance}`;
  });
}

/** What the last decimal counts that a number is written with, or that the signal is printed with where that is finer. */
function lastDecimal(decimals: number, wanted: number): number {
  const [, written = ''] = String(wanted).split('.');
  return Number(`1e-${Math.max(decimals, written.length)}`);
}

function judgeSymptom(name: string, wanted: unknown, { scripted, start }: Driven): readonly string[] {
  const { updated } = (typeof wanted === 'object' ? (wanted ?? {}) : {}) as { updated?: number };
  const { life } = scripted;
  const problems = unlike(`symptom "${name}"`, life.symptom(name), wanted);
  if (updated === undefined) return problems;
  const set = life.symptomEvents.findLast(({ symptom }) => symptom === name)?.time;
  return [...problems, ...differs(`symptom "${name}" last set`, set === undefined ? undefined : set - start, updated)];
}

function unlike(what: string, actual: unknown, wanted: unknown, driven?: Driven): readonly string[] {
  const entries: readonly Entry[] = driven?.scripted.life.recorder.entries ?? [];
  const found = matchesValue(actual, wanted, (name) => entries.findLast((entry) => entryName(entry) === name));
  return found ? [] : [`${what} is ${shown(actual)}, expected ${shown(wanted)}`];
}

function differs(what: string, actual: unknown, wanted: unknown): readonly string[] {
  return shown(actual) === shown(wanted) ? [] : [`${what} is ${shown(actual)}, expected ${shown(wanted)}`];
}

function nameOf(visit: Visit): string {
  return visit.state.name;
}
