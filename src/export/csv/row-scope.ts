import { type Code, systemName } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import { DateTimes, type UtcOffset } from '../date-times.ts';
import { actStop, lastingStop, Visits } from '../mend.ts';
import type { Notes } from '../notes.ts';
import { fhirCode, fhirText } from '../text.ts';

/** What a row says of codes: the first that can be written, and the words of the first. */
export interface CodedCells {
  /** Short name of the system, such as `SNOMED-CT`; undefined without a code. */
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly text: string;
}

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
  readonly #times: DateTimes;
  #codes: readonly Code[] | undefined;
  #coded: CodedCells = UNKNOWN;

  constructor(record: PatientRecord, notes: Notes, utcOffsetMinutes: UtcOffset) {
    this.record = record;
    this.notes = notes;
    this.visits = new Visits(record.entries);
    this.#times = new DateTimes(record.person.address.state, utcOffsetMinutes);
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
      this.#coded = codedCells(codes) ?? this.#unknown();
    }
    return this.#coded;
  }

  #unknown(): CodedCells {
    this.notes.count('entry without a usable code: written with the code "unknown"');
    return UNKNOWN;
  }
}

/** What `codes` say; undefined when nothing of it can be written. */
export function codedCells(codes: readonly Code[]): CodedCells | undefined {
  const usable = codes.find(({ code }) => fhirCode(code) !== undefined);
  const code = usable && fhirCode(usable.code);
  const text = fhirText(codes[0]?.display) ?? code;
  return text === undefined ? undefined : { system: usable && fhirText(systemName(usable.system)), code, text };
}

/** The first of several reasons that can be written. */
export function firstCoded(codes: readonly Code[]): CodedCells | undefined {
  for (const code of codes) {
    const cells = codedCells([code]);
    if (cells !== undefined) return cells;
  }
  return undefined;
}
