import { DAY, type SimTime } from '../../core/time.ts';
import type { EncounterEntry } from '../../record/kinds/encounter.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';

/**
 * The rules by which a record becomes a chart that agrees with itself. Records of native modules need none of them; modules of
 * the Generic Module Framework file entries in the latest visit even when it is long over, and end things twice.
 *
 * 1. A stop before its start is the start.
 * 2. A stop after the record's end has not happened: what it would end goes on, or, where it is part of a visit or an act
 *    of a person who died, ends with the death.
 * 3. An entry that begins within a day of its visit's period belongs to it: the period is widened to hold it.
 * 4. An entry that begins further away keeps its date and loses the visit: it did not happen there.
 */

/** How far outside its visit's period an entry may begin and still be part of it: notes and results of the next day. */
const SLACK = DAY;

/** Start and end of a visit as the chart shows them. */
interface Period {
  start: SimTime;
  stop: SimTime;
}

/** The visits of one record, put right. */
export class Visits {
  readonly #widened = new Map<EncounterEntry, Period>();
  /** How many entries lost their visit by rule 4. */
  readonly unlinked: number;

  constructor(entries: readonly Entry[]) {
    let unlinked = 0;
    for (const entry of entries) if (entry.encounter !== null && !this.#take(entry, entry.encounter)) unlinked++;
    this.unlinked = unlinked;
  }

  /** The visit that an entry belongs to, by rules 3 and 4. */
  of(entry: Entry): EncounterEntry | undefined {
    const { encounter } = entry;
    return encounter !== null && isNear(entry, encounter) ? encounter : undefined;
  }

  /** A visit's start. */
  start(encounter: EncounterEntry): SimTime {
    return this.#widened.get(encounter)?.start ?? encounter.start;
  }

  /** A visit's end; undefined while it lasts. */
  stop(encounter: EncounterEntry, record: PatientRecord): SimTime | undefined {
    if (!encounter.ended && record.death === null) return undefined;
    const stop = this.#widened.get(encounter)?.stop ?? encounter.stop;
    return actStop(stop, this.start(encounter), record);
  }

  #take(entry: Entry, encounter: EncounterEntry): boolean {
    if (!isNear(entry, encounter)) return false;
    // A procedure is done within its visit; other entries only begin there.
    const stop = entry.kind === 'procedure' ? Math.max(entry.start, entry.stop) : entry.start;
    if (entry.start >= encounter.start && stop <= encounter.stop) return true;
    const period = this.#widened.get(encounter) ?? { start: encounter.start, stop: encounter.stop };
    period.start = Math.min(period.start, entry.start);
    period.stop = Math.max(period.stop, stop);
    this.#widened.set(encounter, period);
    return true;
  }
}

function isNear(entry: Entry, encounter: EncounterEntry): boolean {
  return entry.start >= encounter.start - SLACK && (!encounter.ended || entry.start <= encounter.stop + SLACK);
}

/** When something lasting (an illness, an order, a plan) was over, by rules 1 and 2; undefined while it goes on. */
export function lastingStop(entry: Entry, record: PatientRecord): SimTime | undefined {
  if (entry.stop === null || entry.stop > record.end) return undefined;
  return Math.max(entry.stop, entry.start);
}

/** When an act or a visit was over, by rules 1 and 2; undefined while it goes on. */
export function actStop(stop: SimTime, start: SimTime, record: PatientRecord): SimTime | undefined {
  if (stop > record.end) return record.death === null ? undefined : Math.max(record.end, start);
  return Math.max(stop, start);
}
