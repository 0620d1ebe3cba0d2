import { isObject, type Json, listOf, type ResourceJson, textOf } from '../../core/json.ts';
import { DAY } from '../../core/time.ts';
import type { Placed } from '../document.ts';
import { spanOf } from '../instants.ts';
import type { Life } from '../scope.ts';
import type { Tell } from '../tell.ts';
import {
  COURSES_OF,
  History,
  type Mark,
  MOST_VALUES,
  type Panel,
  type Place,
  RELATIONS_OF,
  type TimedReading,
} from './history.ts';
import { PERSON_RULES, PREGNANCY_AGES } from './persons.ts';
import { type QuantityName, quantityNamed } from './quantities/index.ts';
import { readingsOf } from './readings.ts';
import { type CourseRule, PLAUSIBILITY, type PlausibilityRule, type RelationRule, type Subject } from './rule.ts';
import { limitsKey, words } from './rules.ts';
import { sexWordOf } from './sex-codes.ts';
import { type QuantityUnits, UNIT_RULE } from './units.ts';

const YEAR = 365.25 * DAY;

const NOBODY: Subject = { sex: undefined, age: undefined };

/** Elements whose codes may be of one sex, by type. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['Condition', 'code'],
  ['Encounter', 'type'],
  ['Observation', 'code'],
  ['Procedure', 'code'],
]);

/** When what is coded happened, by type; a Period's beginning. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  Condition: ['onsetDateTime', 'recordedDate'],
  Encounter: ['period'],
  Observation: ['effectiveDateTime'],
  Procedure: ['performedDateTime', 'performedPeriod'],
};

/** What judging a history needs of those around it. */
export interface HistoryHost {
  readonly tell: Tell;
  /** The patient that a reference leads to; undefined where that is not known so far. */
  readonly lifeOf: (reference: string, from: string | undefined) => Life | undefined;
  /** Takes what cannot be judged before the patient is known. */
  readonly holdBack: (history: History) => void;
}

/** What a judge needs of those around it. */
export interface PlausibilityHost extends HistoryHost {
  readonly units: QuantityUnits;
}

/** Judges by what living persons can have: values when they are met, what concerns several of them when the document is known. */
export class PlausibilityJudge {
  readonly #file: string;
  readonly #host: PlausibilityHost;
  /** By reference to the patient, the one met longest ago first. */
  readonly #histories = new Map<string, History>();
  #kept = 0;

  constructor(file: string, host: PlausibilityHost) {
    this.#file = file;
    this.#host = host;
  }

  take(placed: Placed): void {
    const { resource } = placed;
    const element = CODES.get(resource.resourceType);
    if (element === undefined) return;
    const subject = resource['subject'];
    const reference = isObject(subject) ? textOf(subject['reference']) : undefined;
    const { line, root, name } = placed;
    const place: Place = { file: this.#file, site: { line, root, name } };
    if (resource.resourceType === 'Observation') this.#observe(resource, reference, placed.fullUrl, place);
    if (reference !== undefined) this.#mark(resource, element, reference, placed.fullUrl, place);
  }

  /** Judges what is left. */
  finish(): void {
    for (const history of this.#histories.values()) judgeHistory(history, this.#host);
    this.#histories.clear();
    this.#kept = 0;
  }

  #observe(resource: ResourceJson, reference: string | undefined, from: string | undefined, place: Place): void {
    const time = textOf(resource['effectiveDateTime']);
    const { tell, units } = this.#host;
    readingsOf(resource, units, {
      value: (name, value, path) => {
        checkLimits(name, value, path, place, tell);
        if (reference === undefined || time === undefined) return;
        const history = this.#historyOf(reference, from);
        const before = history.size;
        history.addReading(name, time, { ...place, value, path });
        this.#grow(history.size - before);
      },
      otherUnit: (name, unit, path) => tellUnit(name, unit, path, place, tell),
    });
  }

  #mark(resource: ResourceJson, element: string, reference: string, from: string | undefined, place: Place): void {
    const value = resource[element];
    const concepts = Array.isArray(value) ? (value as readonly Json[]) : [value];
    concepts.forEach((concept, i) => {
      if (!isObject(concept)) return;
      const path = Array.isArray(value) ? `${element}[${i}]` : element;
      listOf(concept['coding']).forEach((coding, j) => {
        if (!isObject(coding) || typeof coding['system'] !== 'string' || typeof coding['code'] !== 'string') return;
        const word = sexWordOf(coding['system'], coding['code']);
        if (word === undefined || isRefuted(resource)) return;
        const text = textOf(coding['display']) ?? coding['code'];
        const mark = { ...place, word, path: `${path}.coding[${j}]`, text, time: timeOf(resource) };
        this.#historyOf(reference, from).addMark(mark);
        this.#grow(1);
      });
    });
  }

  #historyOf(reference: string, from: string | undefined): History {
    const known = this.#histories.get(reference);
    if (known) return known;
    const history = new History(reference, from);
    this.#histories.set(reference, history);
    return history;
  }

  #grow(by: number): void {
    this.#kept += by;
    while (this.#kept > MOST_VALUES) {
      const [reference, oldest] = this.#histories.entries().next().value ?? [];
      if (reference === undefined || oldest === undefined) return;
      this.#histories.delete(reference);
      this.#kept -= oldest.size;
      judgeHistory(oldest, this.#host);
    }
  }
}

/** Judges what several values say together. What needs a patient who is not known is held back, or left where this is the last look. */
export function judgeHistory(history: History, host: HistoryHost, isLast = false): void {
  const { tell } = host;
  const life = host.lifeOf(history.reference, history.from);
  const ageAt = agesOf(life?.birthDate);
  for (const [time, panel] of history.panels) {
    const subject = life ? { sex: life.sex, age: ageAt(time) } : NOBODY;
    // What is held back was judged before by what needs no patient.
    checkPanel(panel, (rule) => (rule.needsSubject ? life !== undefined : !isLast), subject, tell);
  }
  if (life === undefined) {
    const rest = isLast ? undefined : history.ofPerson();
    if (rest) host.holdBack(rest);
    return;
  }
  for (const [name, course] of history.courses) checkCourse(COURSES_OF.get(name) ?? [], course, ageAt, tell);
  for (const mark of history.marks) checkMark(mark, life.sex, ageAt, tell);
}

function checkLimits(name: QuantityName, value: number, path: string, { file, site }: Place, tell: Tell): void {
  const { low, high, least, most, unit } = quantityNamed(name);
  if (value >= low && value <= high) return;
  const severity = value < least || value > most ? 'error' : 'warning';
  const key = limitsKey(name);
  const message = `${key}: ${words(name)} of ${printed(value)} ${unit}; living persons have ${low} to ${high}`;
  tell(file, site, PLAUSIBILITY, path, message, severity, key);
}

function tellUnit(name: QuantityName, told: string, path: string, { file, site }: Place, tell: Tell): void {
  const { key, severity } = UNIT_RULE;
  const must = `${words(name)} must be told in ${quantityNamed(name).unit} or what converts to it`;
  tell(file, site, PLAUSIBILITY, path, `${key}: ${must}; here: ${told}; the value is not judged`, severity, key);
}

function checkPanel(panel: Panel, applies: (rule: RelationRule) => boolean, subject: Subject, tell: Tell): void {
  for (const [first, { file, site, path }] of panel) {
    for (const rule of RELATIONS_OF.get(first) ?? []) {
      if (!applies(rule)) continue;
      const values = valuesOf(panel, rule);
      if (values === undefined || rule.holds(values, subject)) continue;
      const found = rule.of.map((name, i) => `${words(name)} ${printed(values[i] as number)}`).join(', ');
      tell(file, site, PLAUSIBILITY, path, `${rule.key}: ${rule.says}; here: ${found}`, rule.severity, rule.key);
    }
  }
}

/** The values that a rule asks for; undefined where one is missing or ambiguous. */
function valuesOf(panel: Panel, { of }: RelationRule): number[] | undefined {
  const values: number[] = [];
  for (const name of of) {
    const value = panel.get(name)?.value;
    if (value === undefined || Number.isNaN(value)) return undefined;
    values.push(value);
  }
  return values;
}

type AgeAt = (time: string) => number | undefined;

function checkCourse(rules: readonly CourseRule[], course: readonly TimedReading[], ageAt: AgeAt, tell: Tell): void {
  const timed = course.flatMap((reading) => {
    const at = middleOf(reading.time);
    return at === undefined ? [] : [{ at, reading }];
  });
  timed.sort((a, b) => a.at - b.at);
  for (let i = 1; i < timed.length; i++) {
    const [from, to] = [timed[i - 1], timed[i]] as [(typeof timed)[number], (typeof timed)[number]];
    const [ageFrom, ageTo] = [ageAt(from.reading.time), ageAt(to.reading.time)];
    // Two values of one time say nothing of a course.
    if (ageFrom === undefined || ageTo === undefined || to.at === from.at) continue;
    const step = { from: from.reading.value, to: to.reading.value, days: (to.at - from.at) / DAY, ageFrom, ageTo };
    for (const rule of rules) {
      if (rule.holds(step)) continue;
      const { file, site, path, value, time } = to.reading;
      const found = `${words(rule.of)} ${printed(from.reading.value)} on ${from.reading.time}, ${printed(value)} on ${time}`;
      tell(file, site, PLAUSIBILITY, path, `${rule.key}: ${rule.says}; here: ${found}`, rule.severity, rule.key);
    }
  }
}

function checkMark({ file, site, word, path, text, time }: Mark, sex: Life['sex'], ageAt: AgeAt, tell: Tell): void {
  const say = ({ key, says, severity }: PlausibilityRule, found: string) =>
    tell(file, site, PLAUSIBILITY, path, `${key}: ${says}; here: ${found}`, severity, key);
  if (sex !== undefined && sex !== word.sex) {
    say(word.sex === 'female' ? PERSON_RULES.femaleCode : PERSON_RULES.maleCode, text);
  }
  const age = word.isPregnancy && time !== undefined ? ageAt(time) : undefined;
  if (age === undefined || (age >= PREGNANCY_AGES.from && age <= PREGNANCY_AGES.to)) return;
  say(PERSON_RULES.pregnancyAge, `${text} at ${Math.floor(age)} years`);
}

function agesOf(birthDate: string | undefined): AgeAt {
  const birth = birthDate === undefined ? undefined : middleOf(birthDate);
  return (time) => {
    const at = birth === undefined ? undefined : middleOf(time);
    return at === undefined || birth === undefined ? undefined : (at - birth) / YEAR;
  };
}

function middleOf(time: string): number | undefined {
  const span = spanOf(time);
  return span && (span.from + span.to) / 2;
}

function timeOf(resource: ResourceJson): string | undefined {
  for (const element of TIMES[resource.resourceType] ?? []) {
    const value = resource[element];
    if (typeof value === 'string') return value;
    if (isObject(value) && typeof value['start'] === 'string') return value['start'];
  }
  return undefined;
}

/** Whether a resource says that what it names is not so. */
function isRefuted(resource: ResourceJson): boolean {
  if (resource['status'] === 'entered-in-error' || resource['status'] === 'not-done') return true;
  const verification = resource['verificationStatus'];
  if (!isObject(verification)) return false;
  return listOf(verification['coding']).some(
    (coding) => isObject(coding) && (coding['code'] === 'refuted' || coding['code'] === 'entered-in-error'),
  );
}

/** A number as people write it. */
function printed(value: number): string {
  return String(Number(value.toPrecision(6)));
}
