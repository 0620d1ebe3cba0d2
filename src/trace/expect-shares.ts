import { primaryCode } from '../record/recorder.ts';
import type { Expectation } from './case-schema.ts';
import type { Driven } from './drive.ts';

type Band = readonly [number, number];

/** What is kept of one of many lives. */
export interface LifeTrait {
  readonly final: string;
  readonly visited: ReadonlySet<string>;
  readonly reactions: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly symptoms: (name: string) => number;
  readonly historyLength: number;
}

/** What the shares of a case are counted from. */
export function traitOf({ visits, scripted }: Driven): LifeTrait {
  const { recorder } = scripted.life;
  const allergies = recorder.entries.filter((entry) => entry.kind === 'allergy');
  return {
    final: visits.at(-1)?.state.name ?? '',
    visited: new Set(visits.filter(({ entered }) => !Number.isNaN(entered)).map(({ state }) => state.name)),
    reactions: new Map(
      allergies.map((entry) => [
        primaryCode(entry),
        new Map(entry.reactions.map(({ reaction, severity }) => [reaction.code, severity])),
      ]),
    ),
    symptoms: (name) => scripted.life.symptom(name),
    historyLength: visits.length,
  };
}

/** What of a case's shares does not hold over many lives. */
export function judgeShares(expected: Expectation, lives: readonly LifeTrait[]): readonly string[] {
  const share = (test: (life: LifeTrait) => boolean): number => lives.filter(test).length / lives.length;
  const problems: string[] = [];
  const judge = (what: string, value: number, [low, high]: Band): void => {
    if (!(value >= low && value <= high)) problems.push(`${what} is ${value}, expected ${low} to ${high}`);
  };
  for (const [state, band] of Object.entries(expected.shares ?? {})) {
    judge(
      `share ending in ${state}`,
      share(({ final }) => final === state),
      band,
    );
  }
  for (const [state, band] of Object.entries(expected.visitShares ?? {})) {
    judge(
      `share visiting ${state}`,
      share(({ visited }) => visited.has(state)),
      band,
    );
  }
  const { reactionShares, meanHistoryLength } = expected;
  for (const [code, bands] of Object.entries(reactionShares?.shares ?? {})) {
    for (const [severity, band] of Object.entries(bands)) {
      const has = ({ reactions }: LifeTrait) => reactions.get(reactionShares?.allergy ?? '')?.get(code) === severity;
      judge(`share with reaction ${code} ${severity}`, share(has), band);
    }
  }
  for (const { symptom, value, band } of symptomBands(expected.symptomShares)) {
    if (!Array.isArray(band)) {
      problems.push(`symptomShares says no shares of "${symptom}" by value`);
      continue;
    }
    judge(
      `share with symptom ${symptom} at ${value}`,
      share(({ symptoms }) => symptoms(symptom) === value),
      band,
    );
  }
  for (const [first, second] of expected.implies ?? []) {
    const broken = lives.some(({ visited }) => visited.has(first) && !visited.has(second));
    if (broken) problems.push(`a life visited ${first} and not ${second}`);
  }
  if (meanHistoryLength) {
    const mean = lives.reduce((sum, { historyLength }) => sum + historyLength, 0) / lives.length;
    judge('mean number of states', mean, meanHistoryLength);
  }
  return problems;
}

/** Shares by symptom and value, written as `{symptom, shares: {value: band}}` or `{symptom: {value: band}}`. */
function symptomBands(json: unknown): readonly { symptom: string; value: number; band: Band }[] {
  if (typeof json !== 'object' || json === null) return [];
  const { symptom, shares } = json as { symptom?: unknown; shares?: unknown };
  const bySymptom = typeof symptom === 'string' ? { [symptom]: shares } : (json as Record<string, unknown>);
  return Object.entries(bySymptom).flatMap(([name, bands]) =>
    Object.entries((bands ?? { '': undefined }) as Record<string, Band>).map(([value, band]) => ({
      symptom: name,
      value: Number(value),
      band,
    })),
  );
}
