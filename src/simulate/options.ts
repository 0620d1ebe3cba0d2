import type { SimTime } from '../core/time.ts';

/** How lives are simulated. */
export interface SimulationOptions {
  /** The reference date: lives are told up to here. */
  readonly end: SimTime;
  /** Milliseconds between possible wake-ups, counted from birth; 0 for exact times. */
  readonly grain: number;
  /** Whether a visit log is handed out beside the record. */
  readonly visitLog: boolean;
  /** Whether people come to planned visits in office hours, and some days late, not at the instant one is due. Needs exact times. */
  readonly officeHours?: boolean;
  /** Whether each bare range of a foreign observation is drawn for itself, also where its code is of a signal. */
  readonly independentRanges?: boolean;
}

/** What a module may do before it is taken to be running away. */
export const WATCHDOG = {
  /** Transitions of one module in one wake-up. */
  transitionsPerRun: 100_000,
  /** Module runs at one instant; 44 was the most seen in real modules. */
  runsPerInstant: 10_000,
  /** Transitions of all modules in one life; 40 a day for a century is more than anything seen. */
  transitionsPerLife: 2_000_000,
} as const;
