import { z } from 'zod';
import type { SimTime } from '../../core/time.ts';
import { defineCondition } from '../define.ts';
import { number, text, timeUnit } from '../fields.ts';
import type { Life, Visit } from '../run.ts';
import { realSpan } from '../time-units.ts';
import { WATCHES_NOTHING } from './watch.ts';

/** The person has been in a state of this frame: since another state was left behind, or within a span, where given. */
export const priorState = defineCondition({
  type: 'PriorState',
  fields: () => ({
    name: text,
    since: text.optional(),
    within: z.strictObject({ quantity: number, unit: timeUnit }).optional(),
  }),
  compile(json, context, path) {
    for (const [field, name] of [
      ['name', json.name],
      ['since', json.since],
    ] as const) {
      if (name === undefined) continue;
      context.remembers(name);
      if (!context.hasState(name)) {
        context.report(
          context.strict ? 'error' : 'warning',
          'unknown-state',
          `PriorState names "${name}", which is no state of this module`,
          [...path, field],
        );
      }
    }
    const span = json.within ? realSpan(json.within.quantity, json.within.unit) : undefined;
    const find = (life: Life, t: SimTime): Visit | undefined => newest(life, t, json.name, json.since, span);
    return {
      ...WATCHES_NOTHING,
      test: (life, t) => find(life, t) !== undefined,
      nextChange(life, t) {
        if (span === undefined) return Number.POSITIVE_INFINITY;
        const exited = find(life, t)?.exited;
        const expiry = exited === undefined || Number.isNaN(exited) ? Number.POSITIVE_INFINITY : exited + span;
        return expiry > t ? expiry : Number.POSITIVE_INFINITY;
      },
    };
  },
});

/**
 * The newest visit named `name`, unless walking back from the present `since` or a visit that ended before the span is met first. Visits end
 * in the order in which they stand, so that the one found tells for those after it.
 */
function newest(
  life: Life,
  t: SimTime,
  name: string,
  since: string | undefined,
  span: number | undefined,
): Visit | undefined {
  const { history } = life.frame;
  const found = history.newestOf(name);
  if (found === -1 || (since !== undefined && history.newestOf(since) >= found)) return undefined;
  const visit = history.visits[found] as Visit;
  return span !== undefined && visit.exited <= t - span ? undefined : visit;
}
