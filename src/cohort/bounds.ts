import { daysFromCivil, parseTime } from '../core/time.ts';
import type { Path } from '../language/define.ts';
import type { ConditionJson } from '../language/fields.ts';
import type { Sex } from '../record/person.ts';
import type { CohortJson } from './schema.ts';
import { type Day, dayOf } from './window.ts';

/** What the criteria say of every member without a look at the chart. */
export interface Bounds {
  /** Both, or the one that all members have. */
  readonly sexes: readonly Sex[];
  /** Completed months of age at the index date: from, and below. */
  readonly months: Range;
  /** Day of the index event: from, and before. */
  readonly days: Range;
}

export interface Range {
  readonly from: number;
  readonly below: number;
}

/** Something that no life can be: where it is said, and what. */
export interface Contradiction {
  readonly path: Path;
  readonly message: string;
}

interface Placed {
  readonly json: Fields;
  readonly path: Path;
  /** False where it must not hold. */
  readonly holds: boolean;
}

type Fields = ConditionJson & Readonly<Record<string, unknown>>;

const EVERYTHING: Range = { from: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY };

/** The bounds of a cohort, and where its criteria leave nobody. */
export function boundsOf(json: CohortJson): { readonly bounds: Bounds; readonly contradictions: Contradiction[] } {
  const contradictions: Contradiction[] = [];
  let bounds: Bounds = { sexes: ['F', 'M'], months: EVERYTHING, days: periodOf(json) };
  for (const part of requirements(json)) {
    const narrower = narrow(bounds, part);
    if (narrower === undefined) continue;
    const message = emptiness(narrower);
    if (message === undefined) bounds = narrower;
    else contradictions.push({ path: part.path, message: `${message}: nobody is left by this and what stands before` });
  }
  return { bounds, contradictions };
}

/** The days between which an event counts as the index event. */
export function periodOf({ index: { from, to } }: CohortJson): Range {
  const first = from === undefined ? undefined : parseTime(from);
  const last = to === undefined ? undefined : parseTime(to);
  return {
    from: first === undefined ? EVERYTHING.from : dayOf(first),
    below: last === undefined ? EVERYTHING.below : dayOf(last) + 1,
  };
}

/** All that must hold, or must not, of every member at the index date. */
function requirements({ index, inclusion, exclusion = [] }: CohortJson): readonly Placed[] {
  return [
    ...(index.when ? parts(index.when, ['index', 'when'], true) : []),
    ...inclusion.flatMap(({ when }, i) => parts(when, ['inclusion', i, 'when'], true)),
    ...exclusion.flatMap(({ when }, i) => parts(when, ['exclusion', i, 'when'], false)),
  ];
}

/** A condition taken apart into what holds each for itself. */
function parts(condition: ConditionJson, path: Path, holds: boolean): readonly Placed[] {
  const json = condition as Fields;
  if (json.condition_type === 'Not') return parts(json['condition'] as ConditionJson, [...path, 'condition'], !holds);
  if (json.condition_type === (holds ? 'And' : 'Or')) {
    const inner = json['conditions'] as readonly ConditionJson[];
    return inner.flatMap((part, i) => parts(part, [...path, 'conditions', i], holds));
  }
  return [{ json, path, holds }];
}

/** The bounds with one more requirement; undefined where it says nothing of them. */
function narrow(bounds: Bounds, { json, holds }: Placed): Bounds | undefined {
  switch (json.condition_type) {
    case 'True':
    case 'False':
      return (json.condition_type === 'True') === holds ? undefined : { ...bounds, sexes: [] };
    case 'Gender':
      return { ...bounds, sexes: bounds.sexes.filter((sex) => (sex === json['gender']) === holds) };
    case 'Age': {
      const months = json['unit'] === 'years' ? 12 : 1;
      const range = rangeOf(json['operator'] as string, json['quantity'] as number, holds);
      return range && { ...bounds, months: both(bounds.months, times(range, months)) };
    }
    case 'Date': {
      const range = typeof json['year'] === 'number' && rangeOf(json['operator'] as string, json['year'], holds);
      return range
        ? { ...bounds, days: both(bounds.days, { from: newYear(range.from), below: newYear(range.below) }) }
        : undefined;
    }
    default:
      return undefined;
  }
}

const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '!=': '==' };

/** The whole numbers for which a comparison holds, or does not; undefined where they are no one range. */
function rangeOf(operator: string, bound: number, holds: boolean): Range | undefined {
  const op = holds ? operator : OPPOSITE[operator];
  switch (op) {
    case '<':
      return { ...EVERYTHING, below: Math.ceil(bound) };
    case '<=':
      return { ...EVERYTHING, below: Math.floor(bound) + 1 };
    case '>':
      return { ...EVERYTHING, from: Math.floor(bound) + 1 };
    case '>=':
      return { ...EVERYTHING, from: Math.ceil(bound) };
    case '==':
      return { from: Math.ceil(bound), below: Math.floor(bound) + 1 };
    default:
      return undefined;
  }
}

function both(a: Range, b: Range): Range {
  return { from: Math.max(a.from, b.from), below: Math.min(a.below, b.below) };
}

function times({ from, below }: Range, factor: number): Range {
  return { from: from * factor, below: below * factor };
}

function newYear(year: number): Day {
  return Number.isFinite(year) ? daysFromCivil(year, 1, 1) : year;
}

/** Which of the bounds is empty, in words. */
function emptiness({ sexes, months, days }: Bounds): string | undefined {
  if (sexes.length === 0) return 'it cannot hold';
  if (months.from >= months.below || months.below <= 0) return `no age is ${agesOf(months)}`;
  if (days.from >= days.below) return 'no day is in all of these periods';
  return undefined;
}

function agesOf({ from, below }: Range): string {
  return below <= 0 ? 'below 0' : `at least ${ageText(from)} and below ${ageText(below)}`;
}

function ageText(months: number): string {
  return months % 12 === 0 ? `${months / 12} years` : `${months} months`;
}
