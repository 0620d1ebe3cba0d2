import { type Life, Outcome, type Visit } from '../run.ts';

/** Passes once the time `visit.wake` is reached in life; the person leaves at exactly that time. */
export function waitUntilWake(life: Life, visit: Visit): Outcome {
  if (life.clock < visit.wake || !life.isAliveAt(visit.wake)) return Outcome.until;
  visit.exited = visit.wake;
  return Outcome.pass;
}
