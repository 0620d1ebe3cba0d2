import { isObject, type Json, type JsonObject, listOf, type ResourceJson, textOf } from '../../core/json.ts';
import { type QuantityName, quantityNamed, quantityOfCode } from './quantities/index.ts';
import type { Quantity } from './quantity.ts';

/** Told of a value, in the unit of its quantity, and where in the observation it stands. */
export type TakeReading = (name: QuantityName, value: number, path: string) => void;

/** Observations that tell of nothing measured. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'registered']);

/** Shows the values of an Observation and of its components that are of a known quantity, in a known unit. */
export function readingsOf(observation: ResourceJson, take: TakeReading): void {
  if (NOT_MEASURED.has(textOf(observation['status']) ?? '')) return;
  readingOf(observation, '', take);
  const { component } = observation;
  if (component === undefined) return;
  listOf(component).forEach((part, i) => {
    if (isObject(part)) readingOf(part, `component[${i}].`, take);
  });
}

function readingOf(part: JsonObject, prefix: string, take: TakeReading): void {
  const quantity = part['valueQuantity'];
  // What is only known to be less or more is no value.
  if (!isObject(quantity) || quantity['comparator'] !== undefined) return;
  const { value } = quantity;
  if (typeof value !== 'number') return;
  const name = quantityOf(part['code']);
  const converted = name && convert(value, quantity, quantityNamed(name));
  if (name !== undefined && converted !== undefined) take(name, converted, `${prefix}valueQuantity`);
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

function convert(value: number, { code, unit: words }: JsonObject, { unit, units }: Quantity): number | undefined {
  const told = textOf(code) ?? textOf(words);
  if (told === unit) return value;
  if (told === undefined) return undefined;
  const spelt = (Object.hasOwn(SPELLINGS, told) ? SPELLINGS[told] : undefined) ?? told;
  if (spelt === unit) return value;
  const conversion = Object.hasOwn(units, spelt) ? units[spelt] : undefined;
  if (conversion === undefined) return undefined;
  return typeof conversion === 'number' ? conversion * value : conversion.factor * value + conversion.offset;
}
