import { defineState } from '../define.ts';
import { distribution, exactSpan, rangeSpan, timeUnit } from '../fields.ts';
import { Outcome } from '../run.ts';
import { maySpanTime, spanAmount } from './amount.ts';
import { waitUntilWake } from './waiting.ts';

/** Waits for a time that is drawn once, on entry. */
export const delay = defineState({
  type: 'Delay',
  takesTime: (json) => maySpanTime(json, true),
  fields: () => ({
    exact: exactSpan.optional(),
    range: rangeSpan.optional(),
    distribution: distribution.optional(),
    unit: timeUnit.optional(),
  }),
  compile(json, context, path) {
    const span = spanAmount(json, context, path, true);
    if (!span) {
      context.report('error', 'amount-missing', 'a Delay needs exact, range or distribution', path);
      return { process: () => Outcome.pass };
    }
    return {
      process(life, visit) {
        if (Number.isNaN(visit.wake)) visit.wake = life.clock + Math.max(0, span(life, visit));
        return waitUntilWake(life, visit);
      },
    };
  },
});
