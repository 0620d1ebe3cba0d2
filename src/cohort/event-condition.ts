import { never, WATCHES_NOTHING } from '../language/conditions/watch.ts';
import { defineCondition } from '../language/define.ts';
import { flag, integer, text } from '../language/fields.ts';
import type { Life } from '../language/run.ts';
import type { ChartLife } from './chart-life.ts';
import type { CohortContext } from './context.ts';
import type { Occurrence } from './events.ts';
import { type Days, dayOf, daysOf, isEmpty, windowShape } from './window.ts';

/** Counts how often one of the file's events happened in a window around the index date: at least `minimum` (1), at most `maximum` times. */
export const happened = defineCondition({
  type: 'Event',
  extension: true,
  fields: () => ({
    event: text,
    window: windowShape,
    minimum: integer.optional(),
    maximum: integer.optional(),
    /** Several on one day count once. */
    on_different_days: flag.optional(),
    /** What began earlier and goes on in the window counts too. */
    overlapping: flag.optional(),
  }),
  compile(json, context, path) {
    const event = (context as CohortContext).event(json.event, [...path, 'event']);
    const { window, on_different_days: byDay = false, overlapping = false } = json;
    const { minimum = json.maximum === undefined ? 1 : 0, maximum = Number.POSITIVE_INFINITY } = json;
    if (isEmpty(window)) {
      const hint = 'days before the index date are negative, and "from" comes first';
      context.report('error', 'empty-window', 'the window ends before it begins', [...path, 'window'], hint);
    }
    if (minimum > maximum || maximum < 0) {
      context.report('error', 'impossible', `no number is from ${minimum} to ${maximum}`, [...path, 'maximum']);
    } else if (minimum <= 0 && maximum === Number.POSITIVE_INFINITY) {
      context.report('error', 'always-true', 'any number of events is at least 0', [...path, 'minimum']);
    }
    return {
      ...WATCHES_NOTHING,
      test(life: Life, t) {
        const { chart, followUpEnd } = life as unknown as ChartLife;
        const days = daysOf(window, dayOf(t), followUpEnd);
        const found = chart.occurrences(event).filter((one) => isIn(one, days, overlapping));
        const times = byDay ? new Set(found.map(({ start }) => dayOf(start))).size : found.length;
        return times >= minimum && times <= maximum;
      },
      nextChange: never,
    };
  },
});

function isIn({ start, stop }: Occurrence, { from, to }: Days, overlapping: boolean): boolean {
  const day = dayOf(start);
  if (day > to) return false;
  return day >= from || (overlapping && (stop === null || dayOf(stop) >= from));
}
