import { type Code, systemUri } from '../core/code.ts';
import type { SimTime } from '../core/time.ts';
import { compare, type Literal, type Operator } from '../language/conditions/operator.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { ObservationEntry } from '../record/kinds/observation.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { EventPatternJson } from './schema.ts';

/** Something that happened once, as the chart shows it. */
export interface Occurrence {
  readonly start: SimTime;
  /** Null while it goes on. */
  readonly stop: SimTime | null;
}

/** A named event of a cohort file, ready to be looked for. */
export interface CohortEvent {
  readonly name: string;
  readonly patterns: readonly EventPattern[];
}

/** One way in which an event can happen. */
export interface EventPattern {
  readonly type: EventPatternJson['event_type'];
  isIt(entry: Entry): boolean;
  /** Of deaths: whether the cause is one of those meant. */
  isCause(code: Code | null): boolean;
}

/** The pattern as it is looked for; `operator` is that of an observation, read. */
export function patternOf(json: EventPatternJson, operator: Operator | undefined): EventPattern {
  const wanted = json.codes && systemsByCode(json.codes);
  // Most codes of a chart are none of those that are looked for, and are known by the code alone.
  const has = (codes: readonly Code[]): boolean =>
    !wanted || codes.some(({ system, code }) => wanted.get(code)?.includes(systemUri(system)) === true);
  const isCause = (code: Code | null): boolean => !wanted || (code !== null && has([code]));
  return { type: json.event_type, isCause, isIt: entryTest(json, operator, has) };
}

function entryTest(
  json: EventPatternJson,
  operator: Operator | undefined,
  has: (codes: readonly Code[]) => boolean,
): EventPattern['isIt'] {
  if (json.event_type === 'observation') {
    const { unit } = json;
    const literal = json.value_code ?? json.value;
    const fits = (part: ObservationEntry): boolean =>
      has(part.codes) &&
      (unit === undefined || part.unit === unit) &&
      (operator === undefined || isValue(part, operator, literal));
    return (entry) => entry.kind === 'observation' && (fits(entry) || entry.components.some(fits));
  }
  if (json.event_type === 'encounter') {
    const { encounter_class: asked } = json;
    return (entry) =>
      entry.kind === 'encounter' && has(entry.codes) && (asked === undefined || entry.encounterClass === asked);
  }
  const kind = json.event_type;
  return (entry) => entry.kind === kind && isOnChart(entry) && has(entry.codes);
}

function isValue({ value }: ObservationEntry, operator: Operator, literal: Literal): boolean {
  return compare(value ?? undefined, operator, literal, () => undefined);
}

/** What nobody has found is in no chart. */
function isOnChart(entry: Entry): boolean {
  return (entry.kind !== 'condition' && entry.kind !== 'allergy') || entry.diagnosed;
}

function systemsByCode(codes: readonly Code[]): ReadonlyMap<string, readonly string[]> {
  const systems = new Map<string, string[]>();
  for (const { system, code } of codes) systems.set(code, [...(systems.get(code) ?? []), systemUri(system)]);
  return systems;
}

/** When an event happened in a life, in the order of time; an entry that fits in several ways counts once. */
export function occurrencesOf({ patterns }: CohortEvent, record: PatientRecord): readonly Occurrence[] {
  const found: Occurrence[] = record.entries.filter((entry) => patterns.some((pattern) => pattern.isIt(entry)));
  const { death } = record;
  if (death && patterns.some(({ type, isCause }) => type === 'death' && isCause(death.code))) {
    found.push({ start: death.time, stop: death.time });
  }
  return found.sort((a, b) => a.start - b.start);
}
