import type { Loose } from '../bundles.ts';
import { Dice } from '../random-elements.ts';

/** A property of an object inside of a bundle. */
interface Place {
  readonly object: Loose;
  readonly key: string;
  readonly path: string;
}

type Breaker = readonly [
  name: string,
  fits: (value: Loose, key: string) => boolean,
  apply: (place: Place, dice: Dice) => void,
];

const isText = (value: Loose): value is string => typeof value === 'string';
const isList = (value: Loose): value is Loose[] => Array.isArray(value);
const isPlain = (value: Loose): boolean => typeof value === 'object' && value !== null && !isList(value);
const isTime = (value: Loose): boolean => isText(value) && /^\d{4}-\d\d/.test(value);
const any = (): boolean => true;

const BREAKERS: readonly Breaker[] = [
  ['removed', any, ({ object, key }) => delete object[key]],
  ['emptied', any, ({ object, key }) => (object[key] = isList(object[key]) ? [] : isPlain(object[key]) ? {} : '')],
  ['a number', any, ({ object, key }) => (object[key] = 7)],
  ['a text', (value) => !isText(value), ({ object, key }) => (object[key] = 'x')],
  ['true', any, ({ object, key }) => (object[key] = true)],
  ['in a list', (value) => !isList(value), ({ object, key }) => (object[key] = [object[key]])],
  ['out of its list', isList, ({ object, key }) => (object[key] = object[key][0])],
  ['twice', isList, ({ object, key }) => object[key].push(structuredClone(object[key][0]))],
  ['its first gone', (value) => isList(value) && value.length > 1, ({ object, key }) => object[key].shift()],
  ['misspelt', any, ({ object, key }) => rename(object, key, `${key}s`)],
  ['written large', any, ({ object, key }) => rename(object, key, `${key[0]?.toUpperCase()}${key.slice(1)}`)],
  ['with something more', isPlain, ({ object, key }) => (object[key].colour = 'red')],
  [
    'another code',
    (value, key) => key === 'code' && isText(value),
    ({ object, key }) => (object[key] = `${object[key]}x`),
  ],
  [
    'another system',
    (value, key) => key === 'system' && isText(value),
    ({ object, key }) => (object[key] = 'http://example.org/system'),
  ],
  [
    'another word',
    (value, key) => isText(value) && /status|use|type|intent|criticality|category|gender|priority|lifecycle/i.test(key),
    ({ object, key }) => (object[key] = 'other'),
  ],
  ['with a blank behind', isText, ({ object, key }) => (object[key] += ' ')],
  [
    'without zone',
    (value) => isTime(value) && value.length > 19,
    ({ object, key }) => (object[key] = object[key].slice(0, 19)),
  ],
  ['of month 13', isTime, ({ object, key }) => (object[key] = `${object[key].slice(0, 5)}13${object[key].slice(7)}`)],
  ['without day', isTime, ({ object, key }) => (object[key] = object[key].slice(0, 7))],
  ['to nobody', (_, key) => key === 'reference', ({ object, key }) => (object[key] = `${object[key]}0`)],
  [
    'to another type',
    (_, key) => key === 'reference',
    ({ object, key }, dice) =>
      (object[key] = object[key].replace(/^\w+/, dice.pick(['Patient', 'Encounter', 'Group', 'Practitioner']))),
  ],
  ['to what is contained', (_, key) => key === 'reference', ({ object, key }) => (object[key] = '#a')],
  [
    'another extension',
    (_, key) => key === 'url',
    ({ object, key }) => (object[key] = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime'),
  ],
  ['below zero', (value) => typeof value === 'number', ({ object, key }) => (object[key] = -1.5)],
  [
    'with what says nothing beside it',
    (value) => !isPlain(value) && !isList(value),
    ({ object, key }) => (object[`_${key}`] = {}),
  ],
  [
    'a choice of two',
    (_, key) => /^(?:value|onset|effective|medication|occurrence|performed)[A-Z]/.test(key),
    ({ object, key }) => (object[key.replace(/[A-Z].*/, 'String')] = 'x'),
  ],
];

function rename(object: Loose, key: string, name: string): void {
  object[name] = object[key];
  delete object[key];
}

function placesIn(value: Loose, path: string): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isList(value)) return value.flatMap((item, i) => placesIn(item, `${path}[${i}]`));
  return Object.keys(value).flatMap((key) => [
    { object: value, key, path: `${path}.${key}` },
    ...placesIn(value[key], `${path}.${key}`),
  ]);
}

/** Breaks one place of a bundle that the dice choose, in a way that they choose; says what was done. */
export function breakAtRandom(bundle: Loose, seed: number): string {
  const dice = new Dice(seed * 7919);
  for (let i = 0; i < 3; i++) dice.roll(2);
  const index = dice.roll(bundle.entry.length);
  const places = placesIn(bundle.entry[index].resource, `entry[${index}]`).filter(
    ({ key }) => key !== 'id' && key !== 'resourceType',
  );
  const [name, fits, apply] = dice.pick(BREAKERS);
  const fitting = places.filter(({ object, key }) => fits(object[key], key));
  if (fitting.length === 0) return breakAtRandom(bundle, seed + 100_003);
  const place = dice.pick(fitting);
  apply(place, dice);
  return `${place.path} ${name}`;
}
