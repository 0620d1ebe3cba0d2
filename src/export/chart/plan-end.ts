import { type Code, sameCode } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { CarePlanEntry } from '../../record/kinds/care-plan.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import { lastingStop } from './mend.ts';

/** How a plan of care stands. */
export interface PlanEnd {
  readonly status: 'active' | 'completed' | 'revoked';
  readonly stop: SimTime | undefined;
}

const DONE: Code = { system: 'SNOMED-CT', code: '385658003', display: 'Done' };

/** A plan that was stopped for another reason than being done was revoked; so was one that death cut short. */
export function planEnd(entry: CarePlanEntry, record: PatientRecord): PlanEnd {
  const stop = lastingStop(entry, record);
  const { death } = record;
  if (stop === undefined) return death === null ? { status: 'active', stop } : { status: 'revoked', stop: death.time };
  const isDone = entry.stopReason === null || sameCode(entry.stopReason, DONE);
  return { status: isDone ? 'completed' : 'revoked', stop };
}
