import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { EncounterEntry } from './encounter.ts';

/** What produced an entry: a state of a module, or a process of the engine (then `state` is what the process did). */
export interface Cause {
  /** Path of the top-level module, or the name of the process. */
  readonly module: string;
  /** Path of the file the state stands in: the module itself or a submodule that it called. */
  readonly file: string;
  readonly state: string;
  /** How often this person had entered that state (on this call path) before. */
  readonly visit: number;
}

/** What all entries of a record have. While a life is simulated entries change; a finished record is read-only. */
export interface EntryBase {
  /** UUID, the cipher of the entry's cause: the same in every run of the seed. */
  readonly id: string;
  /** When it began, as the chart shows it. */
  start: SimTime;
  /** When it ended; null while it goes on, or where the kind has no end. */
  stop: SimTime | null;
  /** What it is; the first is the primary code. */
  codes: readonly Code[];
  /** The encounter it is filed in; null where there was none. */
  encounter: EncounterEntry | null;
  readonly cause: Cause;
  /** Name of the state that made it last (re-diagnosing an active condition renames it). */
  name: string;
}
