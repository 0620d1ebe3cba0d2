/** Persons for fitting: so many of each age, sex and group, weighted to the population of the country at a date. */
import { normalQuantile } from '../src/core/numeric.ts';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { type SimTime, YEAR } from '../src/core/time.ts';
import type { CourseSubject } from '../src/people/course/course-subject.ts';
import { PersonCourse } from '../src/people/course/person-course.ts';
import type { Reference } from '../src/reference/data.ts';
import type { Group, State } from '../src/reference/places.ts';
import { allCells } from '../src/reference/population/cells.ts';
import { Weighted } from '../src/reference/weighted.ts';

export interface Sampled {
  readonly subject: CourseSubject;
  readonly age: number;
  readonly weight: number;
  readonly slot: number;
}

const KEYS = runKeys('fit');

/** How many times as many persons a group has as the others, by its size. */
const OF_GROUP: Readonly<Partial<Record<Group, number>>> = { 'white-nh': 4 };

/** `each` persons of every cell of age, sex and group up to 95, more of the largest group; the country, or one state. */
export function sample(reference: Reference, date: SimTime, each: number, only?: State): Sampled[] {
  const states = reference.places.states.filter((state) => state.code !== 'PR');
  const population = reference.demographics.at(date, reference.places.states);
  const living = (only ? [only] : states).map((state) => population.living(state));
  const persons: Sampled[] = [];
  for (const [index, { age, sex, group }] of allCells().entries()) {
    const counts = living.map((counts) => counts[index] as number);
    const total = counts.reduce((a, b) => a + b, 0);
    if (age > 95 || !(total > 0)) continue;
    const choice = new Weighted(counts);
    const count = each * (OF_GROUP[group] ?? 1);
    for (let i = 0; i < count; i++) {
      const state = only ?? (states[choice.at((i + 0.5) / count)] as State);
      const birth = Math.floor(date - (age + (((i * 0.618034) % 1) + 0.0005) * 0.999) * YEAR);
      const subject = { sex, group, birth, stateCode: state.code };
      persons.push({ subject, age, weight: total / count, slot: index * 100_000 + i });
    }
  }
  return persons;
}

export function courseOf(person: Sampled, reference: Reference, end: SimTime): PersonCourse {
  return new PersonCourse(person.subject, new Draws(lifeKeys(KEYS, person.slot, 0).draws), reference, end);
}

/** Weighted counts by key. */
export class Tally {
  readonly #sums = new Map<string, number>();

  add(key: string, weight: number): void {
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + weight);
  }

  get(key: string): number {
    return this.#sums.get(key) ?? 0;
  }
}

/** Weighted values by key, for quantiles. */
export class Values {
  readonly #values = new Map<string, [value: number, weight: number][]>();

  add(key: string, value: number, weight: number): void {
    const own = this.#values.get(key);
    if (own) own.push([value, weight]);
    else this.#values.set(key, [[value, weight]]);
  }

  quantiles(key: string, shares: readonly number[]): number[] | undefined {
    const own = this.#values.get(key);
    if (!own || own.length < 30) return undefined;
    own.sort((a, b) => a[0] - b[0]);
    const total = own.reduce((sum, [, weight]) => sum + weight, 0);
    return shares.map((share) => {
      let sum = 0;
      for (const [value, weight] of own) {
        sum += weight;
        if (sum >= share * total) return value;
      }
      return (own[own.length - 1] as [number, number])[0];
    });
  }
}

/** Difference of two shares on the scale of ranks, bounded so that rare things do not run away. */
export function rankStep(target: number, observed: number): number {
  const z = (share: number) => normalQuantile(Math.min(0.9995, Math.max(0.0005, share)));
  return z(target) - z(observed);
}
