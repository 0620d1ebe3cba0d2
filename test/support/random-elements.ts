import type { Json, JsonObject } from '../../src/core/json.ts';
import { type Child, childrenOf, isPrimitive, isResourceType } from './fhir-shapes.ts';

/** Small numbers that follow from a seed, for tests alone. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below `sides`. */
  roll(sides: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * sides);
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.roll(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  chance(percent: number): boolean {
    return this.roll(100) < percent;
  }
}

/** What an expression speaks of: names of elements, texts and numbers, types of resources. */
export interface Vocabulary {
  readonly names: ReadonlySet<string>;
  readonly texts: readonly string[];
  readonly types: readonly string[];
}

export function vocabularyOf(expression: string, path: string): Vocabulary {
  const texts = [...expression.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text ?? '');
  const bare = expression.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''");
  const words: readonly string[] = bare.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [];
  const isUcum = bare.includes('%ucum');
  return {
    names: new Set([
      ...words,
      ...path.split('.').map((step) => step.replace('[x]', '')),
      ...(words.includes('descendants') ? NESTING : []),
    ]),
    texts: [...texts.filter((text) => !/[\\^[#]/.test(text)), ...(isUcum ? ['http://unitsofmeasure.org'] : [])],
    types: words.filter((word) => childrenOf(word).length > 0),
  };
}

const NESTING = [
  'item',
  'linkId',
  'concept',
  'code',
  'subject',
  'generalPractitioner',
  'reference',
  'instantiatesUri',
  'managingOrganization',
];

const SAMPLES: Readonly<Record<string, readonly Json[]>> = {
  boolean: [true, false],
  integer: [0, 1, 2, -1],
  positiveInt: [1, 2],
  unsignedInt: [0, 1, 2],
  decimal: [0, 1, 1.5, -1, 101, 5],
  dateTime: [
    '2019',
    '2019-03',
    '2019-03-04',
    '2019-03-04T10:00:00Z',
    '2019-03-04T10:00:00+02:00',
    '2020-06-01T00:00:00-05:00',
  ],
  date: ['2019', '2019-03', '2019-03-04'],
  instant: ['2019-03-04T10:00:00Z', '2020-03-04T10:00:00.5+01:00'],
  time: ['10:00:00'],
};

const TEXTS = [
  'a',
  'b',
  'http://example.org/a',
  '1234567893',
  '1234567890',
  '12D3456789',
  '12345',
  'Name',
  '*',
  '2',
  '0',
  'A.b',
  'A',
  'A.b.c',
];

/** Types that may name what is contained. */
const LINKS = ['uri', 'url', 'canonical'];

/** Makes resources and elements at random, of what an expression speaks of. */
export class RandomElements {
  readonly #dice: Dice;
  readonly #vocabulary: Vocabulary;

  constructor(dice: Dice, vocabulary: Vocabulary) {
    this.#dice = dice;
    this.#vocabulary = vocabulary;
  }

  /** An object of the type or part of a type that a path names. */
  object(path: string, depth = 0): JsonObject {
    const made: Record<string, Json> = {};
    const children = childrenOf(path);
    for (const name of new Set(children.map((child) => child.name))) {
      if (!this.#isWanted(name, path, depth)) continue;
      const child = this.#dice.pick(this.#ofInterest(children.filter((child) => child.name === name)));
      made[child.key] = child.isList ? this.#list(child, depth) : this.#value(child, depth);
    }
    return made;
  }

  #isWanted(name: string, path: string, depth: number): boolean {
    if (depth > 6) return false;
    if (path === 'Extension' && name === 'value') return this.#dice.chance(50);
    if (this.#vocabulary.names.has(name)) return this.#dice.chance(name === 'contained' && depth > 1 ? 20 : 62);
    return this.#dice.chance(['id', 'code', 'extension'].includes(name) && depth < 3 ? 20 : 1);
  }

  /** Of the types of a choice, mostly those that the expression speaks of. */
  #ofInterest(children: readonly Child[]): readonly Child[] {
    const { types, names } = this.#vocabulary;
    const named = children.filter(({ type, key }) => types.includes(type) || names.has(type) || names.has(key));
    return named.length > 0 && this.#dice.chance(70) ? named : children;
  }

  #list(child: Child, depth: number): readonly Json[] {
    return Array.from({ length: 1 + this.#dice.roll(3) }, () => this.#value(child, depth));
  }

  #value(child: Child, depth: number): Json {
    if (child.type === 'Resource') return this.#resource(depth);
    if (!isPrimitive(child.type)) return this.object(child.path, depth + 1);
    const samples = SAMPLES[child.type];
    if (samples) return this.#dice.pick(samples);
    const mayLink = child.name === 'reference' || LINKS.includes(child.type);
    if (mayLink && this.#dice.chance(30)) return this.#dice.pick([...TEXTS, '#a', '#b', '#']);
    const { texts } = this.#vocabulary;
    return texts.length > 0 && this.#dice.chance(75) ? this.#dice.pick(texts) : this.#dice.pick(TEXTS);
  }

  #resource(depth: number): JsonObject {
    const type = this.#dice.pick([...this.#vocabulary.types.filter(isResourceType), 'Patient', 'Organization']);
    const id = this.#dice.pick([{ id: 'a' }, { id: 'b' }, {}]);
    return { resourceType: type, ...this.object(type, depth + 1), ...id };
  }
}
