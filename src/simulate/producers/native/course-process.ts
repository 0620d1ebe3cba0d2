import type { SimTime } from '../../../core/time.ts';
import type { AttributeValue } from '../../../language/values.ts';
import type { LifeCourse } from '../../../record/life-course.ts';
import type { Person } from '../../../record/person.ts';
import { valueAt } from '../../../record/timeline.ts';
import type { RunningLife } from '../../running-life.ts';
import type { ComputedAttribute, Process } from '../producers.ts';
import { type AttributeTimeline, COURSE_ATTRIBUTES, type MakeTimeline, VALUES_AT } from './course-attributes.ts';

/** An attribute that takes a value, or loses it, at a time. */
interface Change {
  readonly time: SimTime;
  readonly name: string;
  readonly value: AttributeValue | undefined;
}

const ATTRIBUTES: readonly (readonly [name: string, make: MakeTimeline])[] = Object.entries(COURSE_ATTRIBUTES);

/**
 * Gives a life the attributes that its course of life decides, each when it begins to hold. Nothing is worked out that nobody reads;
 * what modules only look up, not before they do.
 */
export class CourseProcess implements Process {
  /** What holds from birth on. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** What modules only look up. */
  readonly computed: Readonly<Record<string, ComputedAttribute>>;
  readonly #life: RunningLife;
  readonly #changes: readonly Change[];
  #done = 0;

  constructor(life: RunningLife, person: Person) {
    this.#life = life;
    const { course, given } = person;
    const attributes: Record<string, AttributeValue> = {};
    const computed: Record<string, ComputedAttribute> = {};
    const changes: Change[] = [];
    for (const [name, make] of course ? ATTRIBUTES : []) {
      // What was given with the person stays as it was given.
      if (!isRead(life, name) || given?.attributes?.[name] !== undefined) continue;
      if (isLookedUp(life, name)) computed[name] = lookUp(name, make, life, person);
      else changes.push(...changesOf(name, make(person, course as LifeCourse, life.draws)));
    }
    changes.sort((a, b) => a.time - b.time);
    for (; (changes[this.#done]?.time ?? Number.POSITIVE_INFINITY) <= person.birth; this.#done++) {
      const { name, value } = changes[this.#done] as Change;
      if (value !== undefined) attributes[name] = value;
    }
    this.attributes = attributes;
    this.computed = computed;
    this.#changes = changes;
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

/** The engine itself reads it for its risks, all the time. */
const READ_ALWAYS = 'smoker';

/** Whether a module, or the engine itself, reads an attribute. */
function isRead(life: RunningLife, name: string): boolean {
  return name === READ_ALWAYS || life.isMentioned(name);
}

function isLookedUp(life: RunningLife, name: string): boolean {
  return name !== READ_ALWAYS && life.isOnlyLookedUp(name);
}

/** An attribute as it is at the life's clock. */
function lookUp(name: string, make: MakeTimeline, life: RunningLife, person: Person): ComputedAttribute {
  const at = VALUES_AT[name];
  if (at) return () => at(person, life.clock);
  let timeline: AttributeTimeline | undefined;
  return () => {
    timeline ??= make(person, person.course as LifeCourse, life.draws);
    return valueAt(timeline, life.clock);
  };
}

/** The changes of one attribute in the order of time, only where its value differs from the last. */
function changesOf(name: string, timeline: AttributeTimeline): Change[] {
  let last: AttributeValue | undefined;
  const changes: Change[] = [];
  for (const { from, value } of timeline) {
    if (value === last) continue;
    last = value;
    changes.push({ time: from, name, value });
  }
  return changes;
}
