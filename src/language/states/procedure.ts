import { MINUTE } from '../../core/time.ts';
import type { ProcedureEntry } from '../../record/kinds/procedure.ts';
import { defineState } from '../define.ts';
import { codes, distribution, rangeSpan, text, timeUnit } from '../fields.ts';
import { Outcome } from '../run.ts';
import { maySpanTime, spanAmount } from './amount.ts';
import { assignedSlot } from './assigned.ts';
import { assign, stamp } from './filing.ts';
import { compileReason } from './reason.ts';
import { waitUntilWake } from './waiting.ts';

/** How long a procedure without a duration takes on the chart; it does not hold the person up. */
const DEFAULT_LENGTH = 15 * MINUTE;

/** Something is done to the person. With a duration, the person waits until it is over. */
export const procedure = defineState({
  type: 'Procedure',
  takesTime: ({ duration: range, distribution: drawn }) => maySpanTime({ range, distribution: drawn }, false),
  fields: () => ({
    codes,
    reason: text.optional(),
    duration: rangeSpan.optional(),
    distribution: distribution.optional(),
    unit: timeUnit.optional(),
    assign_to_attribute: text.optional(),
  }),
  compile(json, context, path) {
    const what = json.codes;
    const reason = compileReason(json.reason, context, path);
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    const { duration: range, distribution: drawn, unit } = json;
    const span = spanAmount({ range, distribution: drawn, unit }, context, path, false);
    return {
      process(life, visit) {
        if (visit.entry === null) {
          const length = span ? Math.max(0, span(life, visit)) : DEFAULT_LENGTH;
          const why = reason(life);
          const done: ProcedureEntry = {
            kind: 'procedure',
            ...stamp(life, visit),
            stop: life.clock + length,
            codes: what,
            reasons: why.codes,
            reasonEntry: why.entry,
          };
          visit.entry = done;
          life.recorder.add(done, life.native);
          life.recorder.activate('procedure', done);
          assign(life, slot, visit);
          if (!span) return Outcome.pass;
          visit.wake = done.stop;
        }
        return waitUntilWake(life, visit);
      },
    };
  },
});
