import { isObject, type Json, type JsonObject, listOf, type ResourceJson, textOf } from '../../core/json.ts';
import { type QuantityName, quantityNamed, quantityOfCode } from './quantities/index.ts';
import type { Conversion, Quantity } from './quantity.ts';
import type { QuantityUnits, UnitReading } from './units.ts';

/** Told of what an observation says of quantities, and where in it. */
export interface ReadingTaker {
  /** `value` in the unit of its quantity. */
  value(name: QuantityName, value: number, path: string): void;
  /** A value in a unit that cannot measure its quantity. */
  otherUnit(name: QuantityName, unit: string, path: string): void;
}

/** Observations that tell of nothing measured. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'registered']);

/** Shows the values of an Observation and of its components that are of a known quantity, in a unit that is understood or cannot be. */
export function readingsOf(observation: ResourceJson, units: QuantityUnits, take: ReadingTaker): void {
  if (NOT_MEASURED.has(textOf(observation['status']) ?? '')) return;
  readingOf(observation, '', units, take);
  const { component } = observation;
  if (component === undefined) return;
  listOf(component).forEach((part, i) => {
    if (isObject(part)) readingOf(part, `component[${i}].`, units, take);
  });
}

function readingOf(part: JsonObject, prefix: string, units: QuantityUnits, take: ReadingTaker): void {
  const quantity = part['valueQuantity'];
  // What is only known to be less or more is no value.
  if (!isObject(quantity) || quantity['comparator'] !== undefined) return;
  const { value } = quantity;
  if (typeof value !== 'number') return;
  const name = quantityOf(part['code']);
  if (name === undefined) return;
  const path = `${prefix}valueQuantity`;
  const conversion = conversionOf(quantity, quantityNamed(name)) ?? unnamed(name, quantity, units);
  if (conversion === 'other') take.otherUnit(name, textOf(quantity['code']) ?? '', path);
  else if (conversion !== 'unknown') take.value(name, converted(value, conversion), path);
}

function quantityOf(code: Json | undefined): QuantityName | undefined {
  if (!isObject(code)) return undefined;
  for (const coding of listOf(code['coding'])) {
    if (!isObject(coding) || typeof coding['code'] !== 'string') continue;
    const name = quantityOfCode(coding['code']);
    if (name !== undefined && coding['system'] === 'http://loinc.org') return name;
  }
  return undefined;
}

const UCUM = 'http://unitsofmeasure.org';

/** How units are written by people. */
const SPELLINGS: Readonly<Record<string, string>> = {
  mmHg: 'mm[Hg]',
  bpm: '/min',
  'beats/min': '/min',
  'beats/minute': '/min',
  '{beats}/min': '/min',
  'breaths/min': '/min',
  'breaths/minute': '/min',
  '{breaths}/min': '/min',
  '°C': 'Cel',
  '°F': '[degF]',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  in: '[in_i]',
  '%{saturation}': '%',
};

/** How a value becomes one in the unit of its quantity; undefined where the quantity does not name the unit. */
function conversionOf(
  { code, unit: words }: JsonObject,
  { unit, units }: Quantity,
): Conversion | 'unknown' | undefined {
  const told = textOf(code) ?? textOf(words);
  if (told === unit) return 1;
  if (told === undefined) return 'unknown';
  const spelt = (Object.hasOwn(SPELLINGS, told) ? SPELLINGS[told] : undefined) ?? told;
  if (spelt === unit) return 1;
  return Object.hasOwn(units, spelt) ? units[spelt] : undefined;
}

function unnamed(name: QuantityName, { system, code }: JsonObject, units: QuantityUnits): UnitReading {
  return system === UCUM && typeof code === 'string' ? units.read(name, code) : 'unknown';
}

function converted(value: number, conversion: Conversion): number {
  return typeof conversion === 'number' ? conversion * value : conversion.factor * value + conversion.offset;
}
