import { z } from 'zod';
import { pickWeighted } from '../../core/distributions/categorical.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { defineTransition } from '../define.ts';
import { number, remarks, text } from '../fields.ts';
import type { Life } from '../run.ts';

/** To a state by the probabilities of the first row of a table that fits the person; without one, by the defaults. */
export const lookupTable = defineTransition({
  field: 'lookup_table_transition',
  schema: () =>
    z
      .array(
        z.strictObject({
          transition: text,
          default_probability: number,
          lookup_table_name: text,
          remarks: remarks.optional(),
        }),
      )
      .min(1),
  compile(json, context, path) {
    const names = json.map((option) => option.transition);
    const optionTargets = names.map((name, i) => context.target(name, [...path, i, 'transition']));
    const defaults = json.map((option) => option.default_probability);
    const table = context.lookupTable(json[0]?.lookup_table_name ?? '', names, [...path, 0, 'lookup_table_name']);
    if (!table)
      return (life, visit) => optionTargets[pickWeighted(defaults, life.uniform(visit, Purpose.transition))] as number;
    const columnTargets = table.targets.map((name) => optionTargets[names.indexOf(name)] as number);
    const slots = table.attributes.map((name) => context.reads(name, [...path, 0, 'lookup_table_name']));
    return (life, visit, t) => {
      const row = table.select(table.usesAge ? life.ages.years(t) : 0, t, valuesOf(life, slots));
      const u = life.uniform(visit, Purpose.transition);
      return row === undefined
        ? (optionTargets[pickWeighted(defaults, u)] as number)
        : (columnTargets[pickWeighted(row, u)] as number);
    };
  },
});

/** The attributes of the person that a table matches; what is no text, number or boolean counts as absent. */
export function valuesOf(life: Life, slots: readonly number[]): (string | number | boolean | undefined)[] {
  return slots.map((slot) => {
    const value = life.attribute(slot);
    return typeof value === 'object' ? undefined : value;
  });
}
