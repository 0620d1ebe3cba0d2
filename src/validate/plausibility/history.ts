import type { Site } from '../document.ts';
import { COURSES } from './courses.ts';
import type { QuantityName } from './quantities/index.ts';
import type { CourseRule, RelationRule } from './rule.ts';
import { RELATIONS } from './rules.ts';
import type { SexWord } from './sex-codes.ts';

/** So many values are kept; of more, the patients that were met longest ago are judged by what was met. */
export const MOST_VALUES = 250_000;

/** Where a resource stands. */
export interface Place {
  readonly file: string;
  readonly site: Site;
}

/** A value and where it stands; NaN where two values of one time differ. */
export interface Reading extends Place {
  readonly value: number;
  readonly path: string;
}

export interface TimedReading extends Reading {
  /** As FHIR writes it. */
  readonly time: string;
}

/** A code that is of one sex. */
export interface Mark extends Place {
  readonly word: SexWord;
  readonly path: string;
  readonly text: string;
  readonly time: string | undefined;
}

/** What was measured at one time. */
export type Panel = ReadonlyMap<QuantityName, Reading>;

/** The relations of a quantity that stands first in them, and the courses of a quantity. */
export const RELATIONS_OF: ReadonlyMap<QuantityName, readonly RelationRule[]> = groupBy(RELATIONS, ({ of }) => of[0]);
export const COURSES_OF: ReadonlyMap<QuantityName, readonly CourseRule[]> = groupBy(COURSES, ({ of }) => of);

const IN_RELATIONS: ReadonlySet<QuantityName> = new Set(RELATIONS.flatMap(({ of }) => of));

/** What is kept of one patient until it can be judged. */
export class History {
  /** The reference to the patient, and the URL of the entry that has it. */
  readonly reference: string;
  readonly from: string | undefined;
  readonly panels = new Map<string, Map<QuantityName, Reading>>();
  readonly courses = new Map<QuantityName, TimedReading[]>();
  readonly marks: Mark[] = [];
  /** How many values and codes it holds. */
  size = 0;

  constructor(reference: string, from: string | undefined) {
    this.reference = reference;
    this.from = from;
  }

  /** Keeps a value if some rule wants it. */
  addReading(name: QuantityName, time: string, reading: Reading): void {
    // Days have room for many specimens: only what has a time of day is of one time.
    if (time.length > 10 && IN_RELATIONS.has(name)) {
      const panel = this.panels.get(time);
      const before = panel?.get(name);
      const kept = before && before.value !== reading.value ? { ...reading, value: Number.NaN } : reading;
      if (panel) panel.set(name, kept);
      else this.panels.set(time, new Map([[name, kept]]));
      this.size++;
    }
    if (!COURSES_OF.has(name)) return;
    const course = this.courses.get(name);
    const timed: TimedReading = { ...reading, time };
    if (course) course.push(timed);
    else this.courses.set(name, [timed]);
    this.size++;
  }

  addMark(mark: Mark): void {
    this.marks.push(mark);
    this.size++;
  }

  /** What needs to know the person, as a history of its own; undefined when nothing does. */
  ofPerson(): History | undefined {
    const rest = new History(this.reference, this.from);
    for (const [time, panel] of this.panels) {
      if (![...panel.keys()].some((name) => RELATIONS_OF.get(name)?.some(needs(panel)))) continue;
      rest.panels.set(time, panel);
      rest.size += panel.size;
    }
    for (const [name, course] of this.courses) {
      if (course.length < 2) continue;
      rest.courses.set(name, course);
      rest.size += course.length;
    }
    for (const mark of this.marks) rest.addMark(mark);
    return rest.size === 0 ? undefined : rest;
  }
}

function needs(panel: Panel): (rule: RelationRule) => boolean {
  return ({ needsSubject, of }) => needsSubject && of.every((name) => panel.has(name));
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K | undefined): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
