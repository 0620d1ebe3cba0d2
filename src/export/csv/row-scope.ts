import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import { DateTimes, type UtcOffset } from '../chart/date-times.ts';
import { actStop, lastingStop, Visits } from '../chart/mend.ts';
import type { Notes } from '../notes.ts';
import type { CodedCells, Codings } from './codings.ts';

/** As the FHIR says it, of an entry of which no code can be written. */
const UNKNOWN: CodedCells = {
  system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  code: 'unknown',
  text: 'Unknown',
};

/** All that rows of one record need besides the entry: the person, their visits, and how times and codes are written. */
export class RowScope {
  readonly record: PatientRecord;
  readonly notes: Notes;
  readonly visits: Visits;
  readonly codings: Codings;
  readonly #times: DateTimes;
  #codes: readonly Code[] | undefined;
  #coded: CodedCells = UNKNOWN;

  /** `notes` and `codings` are shared by all patients of a run, the rest is the patient's own. */
  constructor(record: PatientRecord, shared: { notes: Notes; codings: Codings; utcOffsetMinutes: UtcOffset }) {
    this.record = record;
    this.notes = shared.notes;
    this.codings = shared.codings;
    this.visits = new Visits(record.entries);
    this.#times = new DateTimes(record.person.address.state, shared.utcOffsetMinutes);
  }

  date(t: SimTime): string {
    return this.#times.date(t);
  }

  optionalDate(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.#times.date(t);
  }

  timestamp(t: SimTime): string {
    return this.#times.instant(t);
  }

  optionalTimestamp(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.#times.instant(t);
  }

  /** The visit that an entry belongs to, by its id. */
  visitId(entry: Entry): string | undefined {
    return this.visits.of(entry)?.id;
  }

  /** When something lasting was over, by the rules of mend.ts; undefined while it goes on. */
  lastingStop(entry: Entry): SimTime | undefined {
    return lastingStop(entry, this.record);
  }

  /** When an act was over. */
  actStop(stop: SimTime, start: SimTime): SimTime | undefined {
    return actStop(stop, start, this.record);
  }

  /** What an entry is. Columns ask for the same one after the other: the last answer is kept. */
  coded(codes: readonly Code[]): CodedCells {
    if (codes !== this.#codes) {
      this.#codes = codes;
      this.#coded = this.codings.of(codes) ?? this.#unknown();
    }
    return this.#coded;
  }

  #unknown(): CodedCells {
    this.notes.count('entry without a usable code: written with the code "unknown"');
    return UNKNOWN;
  }
}
