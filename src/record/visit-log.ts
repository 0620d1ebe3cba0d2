import type { SimTime } from '../core/time.ts';

/** One visit of a person to a state of a module. */
export interface StateVisit {
  /** Path of the file the state stands in, without `.json`. */
  readonly file: string;
  readonly state: string;
  /** When it was first processed; null when the life ended before that. */
  readonly entered: SimTime | null;
  /** When it let the person pass; null when it never did. */
  readonly left: SimTime | null;
  /** State entered next in the same file and frame; null when there is none. */
  readonly next: string | null;
}

/** The path a life took through the modules, handed out beside its record when asked for. */
export type VisitLog = readonly StateVisit[];
