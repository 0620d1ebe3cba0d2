import { z } from 'zod';
import type { Signal } from '../../physiology/signal.ts';
import { type CompileContext, defineCondition, type Path } from '../define.ts';
import { number, text } from '../fields.ts';
import { compare, compareOrdered, type Operator, operator, readComparison } from './operator.ts';
import { never, WATCHES_NOTHING } from './watch.ts';

/**
 * Compares a signal of the person: the usual value (what the body is at these weeks, without variation from day to day), or with
 * `reading` the measured one, which is what a test at the same time shows. Where there is no value (a measurement that failed, a signal
 * that the person does not have), only `is nil` holds. Who waits for one looks once a week.
 */
export const signal = defineCondition({
  type: 'Signal',
  extension: true,
  fields: () => ({
    signal: text,
    operator,
    value: number.optional(),
    reading: z.enum(['usual', 'measured']).optional(),
  }),
  compile(json, context, path) {
    const op = readComparison(json.operator, json.value, context, path);
    const read = context.signal(json.signal, [...path, 'signal']);
    if (read) checkValue(json.value, op, read, context, [...path, 'value']);
    const isMeasured = json.reading === 'measured';
    return {
      ...WATCHES_NOTHING,
      polls: true,
      test(life, t) {
        if (!read) return false;
        const value = isMeasured ? life.measure(read, t).value : life.usual(read, t);
        return compare(value === null || Number.isNaN(value) ? undefined : value, op, json.value, mismatch);
      },
      nextChange: never,
    };
  },
});

/** Warns of a value that no body comes to: the comparison holds for all who have the signal, or for nobody. */
function checkValue(
  value: number | undefined,
  op: Operator,
  signal: Signal,
  context: CompileContext,
  path: Path,
): void {
  const { low, high } = signal.limits;
  if (value === undefined || op === 'is nil' || op === 'is not nil' || op === 'unknown') return;
  if (value >= low && value <= high) return;
  // All that a body can be lies on one side of the value.
  const holds = compareOrdered(low, op, value) ? 'always' : 'never';
  const message = `${op} ${value} ${holds} holds: the limits of life of "${signal.name}" are from ${low} to ${high} ${signal.unit}`;
  context.report('warning', 'outside-limits', message, path);
}

/** Numbers are compared with numbers. */
function mismatch(): void {}
