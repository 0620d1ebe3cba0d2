import type { Code } from '../core/code.ts';
import type { IdMaker } from '../core/id.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { DAY, MINUTE, type SimTime } from '../core/time.ts';
import type { AllergyEntry } from './kinds/allergy.ts';
import type { ConditionEntry } from './kinds/condition.ts';
import type { EncounterClass, EncounterEntry } from './kinds/encounter.ts';
import type { EntryBase } from './kinds/entry.ts';
import type { Entry, EntryByKind } from './kinds/index.ts';
import type { MedicationEntry } from './kinds/medication.ts';
import type { ObservationEntry } from './kinds/observation.ts';
import {
  SPECIMEN_CODES,
  SPECIMEN_TYPES,
  type SpecimenCondition,
  type SpecimenEntry,
  type SpecimenType,
} from './kinds/specimen.ts';

/** Kinds that can be active: begun, found by their code, and not over. Procedures stay so for ever. */
export type ActiveKind = 'condition' | 'allergy' | 'medication' | 'carePlan' | 'device' | 'procedure';

export const ACTIVE_KINDS: readonly ActiveKind[] = [
  'condition',
  'allergy',
  'procedure',
  'medication',
  'carePlan',
  'device',
];

/** Who wants to know that the record changed in a way that may wake a waiting module. */
export interface RecordListener {
  activeChanged(code: string): void;
  observationMade(): void;
}

/** When and where something was taken, and by what. */
type Taken = Pick<EntryBase, 'start' | 'encounter' | 'cause' | 'name'>;

/** A rule of the record that an entry broke. */
export class RecordViolation extends Error {
  readonly entry: Entry;

  constructor(rule: string, entry: Entry) {
    super(
      `${rule}: ${entry.kind} ${entry.codes[0]?.code ?? ''} made by ${entry.cause.module}, state ${entry.cause.state}`,
    );
    this.name = 'RecordViolation';
    this.entry = entry;
  }
}

/**
 * The append-only writer of one life's record. Entries of native modules must obey the rules (inside their encounter, not before
 * birth, one stop per start): breaking one throws a RecordViolation. What foreign modules write is kept as it is.
 */
export class Recorder {
  readonly entries: Entry[] = [];
  /** Encounters that foreign entries can be filed in, in order of creation. */
  readonly encounters: EncounterEntry[] = [];
  /** Illness begun and not yet found. */
  readonly undiagnosed = new Set<ConditionEntry | AllergyEntry>();
  readonly chronic = new Map<string, MedicationEntry>();
  readonly #active: { readonly [K in ActiveKind]: Map<string, EntryByKind[K]> } = {
    condition: new Map(),
    allergy: new Map(),
    medication: new Map(),
    carePlan: new Map(),
    device: new Map(),
    procedure: new Map(),
  };
  readonly #birth: SimTime;
  readonly #listener: RecordListener;
  readonly #latest = new Map<string, ObservationEntry>();
  readonly #ids: IdMaker;
  readonly #specimens = new Map<SimTime, SpecimenEntry[]>();

  constructor(birth: SimTime, listener: RecordListener, ids: IdMaker) {
    this.#birth = birth;
    this.#ids = ids;
    this.#listener = listener;
  }

  /** Appends an entry; `strict` entries must lie inside their encounter. */
  add(entry: Entry, strict: boolean): void {
    if (strict) this.#check(entry);
    this.entries.push(entry);
    if (entry.kind === 'observation') this.#observe(entry);
    if (entry.encounter?.ended && entry.stop !== null && strict) this.#widen(entry.encounter, entry.stop);
  }

  /**
   * The specimen that something measured at `taken.start` is measured in: one for each encounter, time and type, on the record from
   * then on. A `condition` that one measurement finds is the specimen's.
   */
  specimen(type: SpecimenType, taken: Taken, condition: SpecimenCondition | null, strict: boolean): SpecimenEntry {
    const atOnce = this.#specimens.get(taken.start) ?? [];
    let found = atOnce.find((specimen) => specimen.type === type && specimen.encounter === taken.encounter);
    if (!found) {
      found = this.#newSpecimen(type, taken, atOnce.filter((specimen) => specimen.type === type).length);
      this.add(found, strict);
      this.#specimens.set(taken.start, [...atOnce, found]);
    }
    if (condition !== null && found.condition !== 'insufficient') found.condition = condition;
    return found;
  }

  /** Makes `entry` the active one of its kind and primary code. */
  activate<K extends ActiveKind>(kind: K, entry: EntryByKind[K]): void {
    const code = primaryCode(entry);
    this.#active[kind].set(code, entry);
    this.#listener.activeChanged(code);
  }

  active<K extends ActiveKind>(kind: K, code: string): EntryByKind[K] | undefined {
    return this.#active[kind].get(code);
  }

  isActive(kind: ActiveKind, code: string): boolean {
    return this.#active[kind].has(code);
  }

  /** Whether anything active has this code, of whatever kind. */
  isAnyActive(code: string): boolean {
    for (const kind of ACTIVE_KINDS) if (this.#active[kind].has(code)) return true;
    return false;
  }

  /** The active entries of a kind. */
  allActive<K extends ActiveKind>(kind: K): IterableIterator<EntryByKind[K]> {
    return this.#active[kind].values();
  }

  /** The active entry of any kind that the state `name` made; where `module` is given, a state of that module. */
  activeByName(name: string, module?: string): EntryByKind[ActiveKind] | undefined {
    for (const kind of ACTIVE_KINDS) {
      const entry = this.activeOfKindByName(kind, name, module);
      if (entry) return entry;
    }
    return undefined;
  }

  activeOfKindByName<K extends ActiveKind>(kind: K, name: string, module?: string): EntryByKind[K] | undefined {
    for (const entry of this.#active[kind].values()) {
      if (entry.name === name && (module === undefined || entry.cause.module === module)) return entry;
    }
    return undefined;
  }

  /** Ends what is active under a code at `t`. Returns it, or undefined when nothing was. */
  end<K extends Exclude<ActiveKind, 'procedure'>>(kind: K, code: string, t: SimTime): EntryByKind[K] | undefined {
    const entry = this.#active[kind].get(code);
    if (!entry) return undefined;
    this.#active[kind].delete(code);
    if (kind === 'medication') this.chronic.delete(code);
    entry.stop = t;
    this.#listener.activeChanged(code);
    return entry;
  }

  /** The newest encounter that starts at or before `t`, open or not; null when there is none. */
  encounterAt(t: SimTime): EncounterEntry | null {
    const { encounters } = this;
    for (let i = encounters.length - 1; i >= 0; i--) {
      const encounter = encounters[i] as EncounterEntry;
      if (encounter.start <= t) return encounter;
    }
    return null;
  }

  /**
   * The latest top-level observation with one of the codes; the first code that has one wins. Within the newest encounter
   * that holds one, the first made counts.
   */
  latestObservation(codes: readonly string[]): ObservationEntry | undefined {
    for (const code of codes) {
      const found = this.#latest.get(code);
      if (found) return found;
    }
    return undefined;
  }

  /** Ends an encounter at `t`: its stop is the latest of the planned one, `t`, and what happened inside. */
  endEncounter(encounter: EncounterEntry, t: SimTime, dischargeDisposition: Code | null): void {
    if (encounter.ended) return;
    encounter.ended = true;
    if (dischargeDisposition) encounter.dischargeDisposition = dischargeDisposition;
    let stop = Math.max(encounter.stop, t);
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i] as Entry;
      if (entry === encounter) break;
      if (entry.encounter === encounter && LENGTHENS.has(entry.kind) && entry.stop !== null) {
        stop = Math.max(stop, entry.stop);
      }
    }
    encounter.stop = stop;
  }

  /** `n`: how many of the type there are already, of other encounters at the same time. */
  #newSpecimen(type: SpecimenType, taken: Taken, n: number): SpecimenEntry {
    const { start, encounter, cause, name } = taken;
    const id = this.#ids.id(SPECIMENS, Math.floor(start / WORD), start, SPECIMEN_TYPES.indexOf(type) + 16 * n);
    const codes = [SPECIMEN_CODES[type]];
    return { kind: 'specimen', id, start, stop: null, codes, encounter, cause, name, type, condition: null };
  }

  #observe(entry: ObservationEntry): void {
    const code = primaryCode(entry);
    const known = this.#latest.get(code);
    if (!known || isNewer(entry.encounter, known.encounter)) this.#latest.set(code, entry);
    this.#listener.observationMade();
  }

  #widen(encounter: EncounterEntry, stop: SimTime): void {
    if (stop > encounter.stop) encounter.stop = stop;
  }

  #check(entry: Entry): void {
    if (entry.start < this.#birth) throw new RecordViolation('an entry starts before birth', entry);
    if (entry.stop !== null && entry.stop < entry.start)
      throw new RecordViolation('an entry stops before it starts', entry);
    if (entry.kind === 'encounter') return;
    if (!entry.encounter) throw new RecordViolation('an entry lies outside every encounter', entry);
    if (entry.start < entry.encounter.start) throw new RecordViolation('an entry starts before its encounter', entry);
  }
}

/** Stream of the ids of specimens. */
const SPECIMENS = murmur3('specimens');

/** A time is cut into two words of 32 bits. */
const WORD = 0x1_0000_0000;

/** Whether `a` is another encounter than `b`, and began no earlier. */
function isNewer(a: EncounterEntry | null, b: EncounterEntry | null): boolean {
  return a !== b && (b === null || (a !== null && a.start >= b.start));
}

/** Kinds whose end an encounter waits for. */
const LENGTHENS: ReadonlySet<Entry['kind']> = new Set([
  'observation',
  'report',
  'procedure',
  'immunization',
  'imagingStudy',
  'supply',
]);

/** How long an encounter is planned to last. */
export function plannedLength(encounterClass: EncounterClass): number {
  switch (encounterClass) {
    case 'emergency':
      return 60 * MINUTE;
    case 'inpatient':
    case 'hospice':
    case 'snf':
      return DAY;
    default:
      return 15 * MINUTE;
  }
}

/** The text that stands for an entry in the active index and in tests: its primary code. */
export function primaryCode(entry: Entry): string {
  return entry.codes[0]?.code ?? '';
}
