import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { Notes } from '../notes.ts';
import { DateTimes, type UtcOffset } from './date-times.ts';
import { actStop, lastingStop, Visits } from './mend.ts';

/** What an entry is said to be when no code of it can be written. */
export const UNKNOWN: Code = {
  system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  code: 'unknown',
  display: 'Unknown',
};

/** What the patients of a run share, in any form. */
export interface SharedChartScope {
  readonly notes: Notes;
  readonly utcOffsetMinutes: UtcOffset;
}

/** All that any form of a chart needs besides an entry: the person, their visits, how times are written, and whom to tell what is left out. */
export class ChartScope {
  readonly record: PatientRecord;
  readonly notes: Notes;
  readonly visits: Visits;
  /** Times on the clock of the person's home. */
  readonly times: DateTimes;

  constructor(record: PatientRecord, { notes, utcOffsetMinutes }: SharedChartScope) {
    this.record = record;
    this.notes = notes;
    this.visits = new Visits(record.entries);
    this.times = new DateTimes(record.person.address.state, utcOffsetMinutes);
  }

  date(t: SimTime): string {
    return this.times.date(t);
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

  /** Notes that an entry is written with the code UNKNOWN. */
  noteUncoded(): void {
    this.notes.count('entry without a usable code: written with the code "unknown"');
  }

  /** Notes how many entries lost their visit. */
  noteUnlinked(): void {
    this.notes.count('entry filed in a visit that was long over: written without encounter', this.visits.unlinked);
  }
}
