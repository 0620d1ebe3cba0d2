import { ageInYears } from '../../core/time.ts';
import type { EntryKind } from '../../record/kinds/index.ts';
import { ENTRY_KINDS } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { LifeResult } from '../../simulate/population.ts';

/** Lives that could not be made, for one reason. */
export interface LeftOut {
  readonly reason: string;
  /** The top-level module, the file and the state in which they stopped; none when no attempt gave what was asked for. */
  readonly module?: string;
  readonly file?: string;
  readonly state?: string;
  readonly lives: number;
  /** The first of their slots. */
  readonly slots: readonly number[];
}

const MOST_SLOTS_TOLD = 20;

/** First ages of the bands that summaries show. */
const AGE_BANDS = [0, 18, 40, 65] as const;

const MOST_NOTES = 1_000;
const OTHER_NOTES = `others than the first ${MOST_NOTES} of these notes`;

/** Counts what lives hold. Its memory does not grow with their number. */
export class Tally {
  living = 0;
  dead = 0;
  /** Lives drawn again because they were not what was asked for. */
  turnedDown = 0;
  readonly entries: Record<EntryKind, number>;
  /** Ages of the living, by band. */
  readonly ages: number[] = AGE_BANDS.map(() => 0);
  readonly notes = new Map<string, number>();
  readonly #conditions = new Map<string, { readonly display: string; lives: number }>();
  readonly #leftOut = new Map<string, LeftOut & { lives: number; slots: number[] }>();

  readonly #wish: string;

  /** `wish`: what lives are asked for, where they are tried again. */
  constructor(wish = 'what --only asks for') {
    this.#wish = wish;
    this.entries = Object.fromEntries(ENTRY_KINDS.map((kind) => [kind, 0])) as Record<EntryKind, number>;
  }

  /** Slots that were worked on. */
  get slots(): number {
    return this.lives + this.leftOut.reduce((sum, { lives }) => sum + lives, 0);
  }

  get lives(): number {
    return this.living + this.dead;
  }

  get leftOut(): readonly LeftOut[] {
    return [...this.#leftOut.values()];
  }

  /** Age bands of the living: `0-17`, `18-39` ... and how many. */
  get ageBands(): readonly (readonly [string, number])[] {
    return AGE_BANDS.map((from, i) => {
      const next = AGE_BANDS[i + 1];
      return [next === undefined ? `${from}+` : `${from}-${next - 1}`, this.ages[i] as number];
    });
  }

  add(result: LifeResult): void {
    if (result.kind === 'life') {
      this.#addLife(result.record);
      this.turnedDown += result.attempts - 1;
      for (const [text, times] of result.notes) this.#note(text, times);
    } else if (result.kind === 'fault') {
      const { message, module, file, state } = result.fault;
      this.#leaveOut({ reason: message, module, file, state }, result.slot);
    } else {
      this.turnedDown += result.attempts;
      this.#leaveOut({ reason: `none of ${result.attempts} lives was ${this.#wish}` }, result.slot);
    }
  }

  /** Notes hold what a person had, so that a population could have as many as there are lives. */
  #note(text: string, times: number): void {
    const counted = this.notes.has(text) || this.notes.size < MOST_NOTES ? text : OTHER_NOTES;
    this.notes.set(counted, (this.notes.get(counted) ?? 0) + times);
  }

  /** The conditions that most lives had at some time: display and lives, at most `most`. */
  topConditions(most: number): readonly (readonly [string, number])[] {
    const all = [...this.#conditions.values()];
    const sorted = all.sort((a, b) => b.lives - a.lives || (a.display < b.display ? -1 : 1));
    return sorted.slice(0, most).map(({ display, lives }) => [display, lives]);
  }

  #addLife(record: PatientRecord): void {
    if (record.death) {
      this.dead++;
    } else {
      this.living++;
      const age = ageInYears(record.person.birth, record.end);
      const band = AGE_BANDS.findLastIndex((from) => age >= from);
      this.ages[band] = (this.ages[band] as number) + 1;
    }
    const had = new Map<string, string>();
    for (const entry of record.entries) {
      this.entries[entry.kind]++;
      const code = entry.codes[0];
      if (entry.kind === 'condition' && code) had.set(`${code.system} ${code.code}`, code.display);
    }
    for (const [key, display] of had) {
      const known = this.#conditions.get(key);
      if (known) known.lives++;
      else this.#conditions.set(key, { display, lives: 1 });
    }
  }

  #leaveOut(what: Pick<LeftOut, 'reason' | 'module' | 'file' | 'state'>, slot: number): void {
    const key = JSON.stringify(what);
    const known = this.#leftOut.get(key) ?? { ...what, lives: 0, slots: [] };
    this.#leftOut.set(key, known);
    known.lives++;
    if (known.slots.length < MOST_SLOTS_TOLD) known.slots.push(slot);
  }
}
