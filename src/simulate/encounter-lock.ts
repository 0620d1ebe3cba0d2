import type { Code } from '../core/code.ts';
import type { SimTime } from '../core/time.ts';
import type { EncounterOpening, Visit } from '../language/run.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';
import { type Cursor, Ticket } from './cursor.ts';
import { newEncounter } from './new-encounter.ts';
import { renewChronicMedications } from './renewal.ts';
import type { RunningLife } from './running-life.ts';
import type { Wakeups } from './wakeups.ts';

/**
 * Who has an encounter open. Foreign modules and the visit scheduler share one: while it is held the others wait. Native modules open
 * encounters of their own beside it, and neither wait nor make anybody wait.
 */
export class EncounterLock {
  /** The scheduler's visit while it is open. */
  visit: EncounterEntry | null = null;
  /** When the last encounter of class wellness began that the scheduler knows of. */
  lastWellness: SimTime = Number.NEGATIVE_INFINITY;
  readonly #life: RunningLife;
  readonly #wakeups: Wakeups;
  #holder: Cursor | null = null;
  #renewedIn: EncounterEntry | null = null;

  constructor(life: RunningLife, wakeups: Wakeups) {
    this.#life = life;
    this.#wakeups = wakeups;
  }

  /** Whether a foreign module or the scheduler has an encounter open. */
  get isHeld(): boolean {
    return this.#holder !== null || this.visit !== null;
  }

  /** Opens an encounter for a module, ending the one it had; undefined while another holds the lock. */
  open(cursor: Cursor, opening: EncounterOpening, visit: Visit): EncounterEntry | undefined {
    const life = this.#life;
    const { native } = cursor.module;
    if (!native && this.isHeld && this.#holder !== cursor) return undefined;
    if (cursor.encounter) life.recorder.endEncounter(cursor.encounter, life.clock, null);
    const made = newEncounter(life, {
      id: life.entryId(visit),
      start: life.clock,
      cause: life.cause(visit),
      name: visit.state.name,
      ...opening,
    });
    life.recorder.add(made, native);
    cursor.encounter = made;
    cursor.joined = null;
    if (native) return made;
    this.#holder = cursor;
    life.recorder.encounters.push(made);
    if (opening.encounterClass === 'wellness') {
      this.lastWellness = made.start;
      this.#wakeups.wellnessHeld();
    }
    return made;
  }

  /** Ends the module's encounter; a foreign module that has none open gives back its ticket for the scheduler's visits. */
  end(cursor: Cursor, dischargeDisposition: Code | null): void {
    const { encounter } = cursor;
    cursor.joined = null;
    if (!encounter || cursor.module.native) cursor.ticket = Ticket.returned;
    if (!encounter) return;
    cursor.encounter = null;
    this.#life.recorder.endEncounter(encounter, this.#life.clock, dischargeDisposition);
    if (this.#holder !== cursor) return;
    this.#holder = null;
    this.#wakeups.lockReleased();
  }

  /** The scheduler's visit, if it is open, has begun by `t`, and this module has not used it. */
  availableVisit(cursor: Cursor, t: SimTime): EncounterEntry | undefined {
    const { visit } = this;
    if (!visit || visit.start > t) return undefined;
    return cursor.ticket === Ticket.unused && cursor.lastVisit !== visit ? visit : undefined;
  }

  /** Uses the scheduler's visit for a module; the first to do so renews the drugs taken all the time. */
  join(cursor: Cursor, by: Visit): void {
    const { visit } = this;
    if (!visit) throw new Error('there is no visit to join');
    cursor.ticket = Ticket.used;
    cursor.lastVisit = visit;
    cursor.joined = visit;
    if (this.#renewedIn === visit) return;
    this.#renewedIn = visit;
    renewChronicMedications(this.#life, by, visit);
  }

  /** Opens the scheduler's visit; the lock must be free. */
  openVisit(visit: EncounterEntry): void {
    if (this.isHeld) throw new Error('an encounter is open already');
    this.visit = visit;
    this.#life.recorder.add(visit, false);
    this.#life.recorder.encounters.push(visit);
    if (visit.encounterClass === 'wellness') this.lastWellness = visit.start;
  }

  /** Closes the scheduler's visit at `t`. */
  closeVisit(t: SimTime): void {
    if (!this.visit) return;
    this.#life.recorder.endEncounter(this.visit, t, null);
    this.visit = null;
    this.#wakeups.lockReleased();
  }
}
