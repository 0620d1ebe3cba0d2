import { objectsIn, type PlacedObject } from './checks/walk.ts';
import type { CompileContext, Path } from './define.ts';
import { type LooseObject, objectOf, textOf } from './loose-json.ts';
import { isTimeUnit } from './time-units.ts';

/** Fields that hold a range. */
const RANGES: ReadonlySet<PropertyKey | undefined> = new Set(['range', 'duration']);

/**
 * Tells of ranges that are upside down and of times below 0, anywhere in a state: errors in native files. Foreign ones have such, and the
 * reference engine draws from them: warnings there.
 */
export function checkSpans(state: unknown, context: CompileContext, path: Path): void {
  for (const placed of objectsIn(state, path)) {
    if (RANGES.has(placed.path.at(-1))) checkOrder(placed, context);
    if (isTimeUnit(textOf(placed.json['unit']))) checkTime(placed, context);
  }
}

function checkOrder({ json: { low, high }, path }: PlacedObject, context: CompileContext): void {
  if (typeof low !== 'number' || typeof high !== 'number' || low <= high) return;
  tell(context, 'upside-down', `the range is from ${low} to ${high}`, [...path, 'high']);
}

function checkTime({ json, path }: PlacedObject, context: CompileContext): void {
  const { kind, parameters } = objectOf(json['distribution']);
  const drawn = kind === 'EXACT' || kind === 'UNIFORM' ? objectOf(parameters) : {};
  const places: readonly (readonly [LooseObject, string, Path])[] = [
    [json, 'quantity', path],
    [json, 'low', path],
    [drawn, 'value', [...path, 'distribution', 'parameters']],
    [drawn, 'low', [...path, 'distribution', 'parameters']],
  ];
  for (const [from, field, place] of places) {
    const value = from[field];
    if (typeof value !== 'number' || value >= 0) continue;
    tell(context, 'negative-time', `a time is not below 0: ${value} ${json['unit']}`, [...place, field]);
  }
}

function tell(context: CompileContext, code: string, message: string, path: Path): void {
  context.report(context.native ? 'error' : 'warning', code, message, path);
}
