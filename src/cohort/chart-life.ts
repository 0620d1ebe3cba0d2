import { Ages } from '../core/age.ts';
import type { SimTime } from '../core/time.ts';
import type { AttributeValue } from '../language/values.ts';
import type { Entry, EntryKind } from '../record/kinds/index.ts';
import type { ObservationEntry } from '../record/kinds/observation.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { ACTIVE_KINDS, type ActiveKind, type Recorder } from '../record/recorder.ts';
import { type CohortEvent, type Occurrence, occurrencesOf } from './events.ts';
import type { Day } from './window.ts';

/** The attributes of a person that a chart shows, in the order of their slots. */
export const CHART_ATTRIBUTES: readonly string[] = ['gender', 'race', 'ethnicity', 'state', 'city'];

/** A finished record as cohorts look at it. */
export class Chart {
  readonly record: PatientRecord;
  readonly ages: Ages;
  readonly #occurrences = new Map<CohortEvent, readonly Occurrence[]>();

  constructor(record: PatientRecord) {
    this.record = record;
    this.ages = new Ages(record.person.birth);
  }

  /** When an event happened, in the order of time. */
  occurrences(event: CohortEvent): readonly Occurrence[] {
    const known = this.#occurrences.get(event);
    if (known) return known;
    const found = occurrencesOf(event, this.record);
    this.#occurrences.set(event, found);
    return found;
  }

  attribute(slot: number): AttributeValue | undefined {
    const { person } = this.record;
    switch (CHART_ATTRIBUTES[slot]) {
      case 'gender':
        return person.sex;
      case 'race':
        return person.race;
      case 'ethnicity':
        return person.ethnicity;
      case 'state':
        return person.address.stateName;
      case 'city':
        return person.address.city;
      default:
        return undefined;
    }
  }
}

/**
 * What a chart shows of a life at a moment: it answers what the conditions that a cohort may use ask of a running life, and no more.
 * Beginnings at that moment are seen, ends too.
 */
export class ChartLife {
  readonly chart: Chart;
  readonly ages: Ages;
  readonly recorder: Pick<Recorder, 'isActive' | 'isAnyActive' | 'latestObservation'>;
  /** The last day of the follow-up that an index event at this moment would begin. */
  readonly followUpEnd: Day;

  constructor(chart: Chart, t: SimTime, followUpEnd: Day) {
    this.chart = chart;
    this.ages = chart.ages;
    this.followUpEnd = followUpEnd;
    this.recorder = new RecordAt(chart.record, t);
  }

  attribute(slot: number): AttributeValue | undefined {
    return this.chart.attribute(slot);
  }

  note(): void {
    // A value of another kind than the one compared with is no match, and that is all.
  }
}

/** The part of a recorder that conditions ask, as it stood at a moment. */
class RecordAt {
  readonly #record: PatientRecord;
  readonly #t: SimTime;

  constructor(record: PatientRecord, t: SimTime) {
    this.#record = record;
    this.#t = t;
  }

  isActive(kind: ActiveKind, code: string): boolean {
    return this.#record.entries.some((entry) => entry.kind === kind && this.#isActive(entry, code));
  }

  isAnyActive(code: string): boolean {
    const kinds: readonly EntryKind[] = ACTIVE_KINDS;
    return this.#record.entries.some((entry) => kinds.includes(entry.kind) && this.#isActive(entry, code));
  }

  latestObservation(codes: readonly string[]): ObservationEntry | undefined {
    for (const code of codes) {
      const found = this.#latest(code);
      if (found) return found;
    }
    return undefined;
  }

  #latest(code: string): ObservationEntry | undefined {
    let latest: ObservationEntry | undefined;
    for (const entry of this.#record.entries) {
      if (entry.kind !== 'observation' || entry.codes[0]?.code !== code || entry.start > this.#t) continue;
      if (!latest || entry.start >= latest.start) latest = entry;
    }
    return latest;
  }

  #isActive(entry: Entry, code: string): boolean {
    if (entry.codes[0]?.code !== code || entry.start > this.#t) return false;
    // A procedure that was done stays done.
    if (entry.kind === 'procedure') return true;
    if ((entry.kind === 'condition' || entry.kind === 'allergy') && !entry.diagnosed) return false;
    return entry.stop === null || entry.stop > this.#t;
  }
}
