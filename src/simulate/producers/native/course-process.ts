import type { SimTime } from '../../../core/time.ts';
import type { AttributeValue } from '../../../language/values.ts';
import type { Person } from '../../../record/person.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import { COURSE_ATTRIBUTES } from './course-attributes.ts';

/** An attribute that takes a value, or loses it, at a time. */
interface Change {
  readonly time: SimTime;
  readonly name: string;
  readonly value: AttributeValue | undefined;
}

/** Gives a life the attributes that its course of life decides, each when it begins to hold. Nothing is worked out that nobody reads. */
export class CourseProcess implements Process {
  /** What holds from birth on. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly #life: RunningLife;
  readonly #changes: readonly Change[];
  #done = 0;

  constructor(life: RunningLife, person: Person) {
    this.#life = life;
    const all = changesOf(life, person);
    const atBirth = all.filter(({ time }) => time <= person.birth);
    this.attributes = Object.fromEntries(
      atBirth.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
    );
    this.#changes = all.slice(atBirth.length);
  }

  get next(): SimTime {
    return this.#changes[this.#done]?.time ?? Number.POSITIVE_INFINITY;
  }

  run(t: SimTime): void {
    for (;;) {
      const change = this.#changes[this.#done];
      if (!change || change.time > t) return;
      this.#done++;
      this.#life.setAttributeNamed(change.name, change.value);
    }
  }
}

/** Whether a module, or the engine itself for its risks, reads an attribute. */
function isRead(life: RunningLife, name: string): boolean {
  return name === 'smoker' || life.isMentioned(name);
}

/** All changes in the order of time, those of one attribute at a time only where its value differs from the last. */
function changesOf(life: RunningLife, person: Person): Change[] {
  const { course, given } = person;
  if (!course) return [];
  const changes: Change[] = [];
  for (const [name, make] of Object.entries(COURSE_ATTRIBUTES)) {
    // What was given with the person stays as it was given.
    if (!isRead(life, name) || given?.attributes?.[name] !== undefined) continue;
    let last: AttributeValue | undefined;
    for (const { from, value } of make(person, course, life.draws)) {
      if (value === last) continue;
      last = value;
      changes.push({ time: from, name, value });
    }
  }
  return changes.sort((a, b) => a.time - b.time);
}
