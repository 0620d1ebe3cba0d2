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
      if (name !== undefined && !context.hasState(name)) {
        context.report('warning', 'unknown-state', `PriorState names "${name}", which is no state of this module`, [
          ...path,
          field,
        ]);
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

/** The newest visit named `name` before `since` or the span's limit is met, walking back from the present. */
function newest(
  life: Life,
  t: SimTime,
  name: string,
  since: string | undefined,
  span: number | undefined,
): Visit | undefined {
  const { history } = life.frame;
  for (let i = history.length - 1; i >= 0; i--) {
    const visit = history[i] as Visit;
    if (span !== undefined && visit.exited <= t - span) return undefined;
    if (visit.state.name === since) return undefined;
    if (visit.state.name === name) return visit;
  }
  return undefined;
}
