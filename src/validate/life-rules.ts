import { isObject, type Json, listOf, type ResourceJson, textOf } from '../core/json.ts';
import { DAY } from '../core/time.ts';
import type { Placed, Site } from './document.ts';
import { EVENT_TIMES } from './event-times.ts';
import { isBefore, spanOf } from './instants.ts';
import { checkAge } from './plausibility/persons.ts';
import { PLAUSIBILITY } from './plausibility/rule.ts';
import type { Life, Scope, Visit } from './scope.ts';
import type { Tell } from './tell.ts';

/** When something happened: the element, and its text. */
type EventTime = readonly [path: string, time: string];

/** What a resource says about whom it happened to, in which visit, and when. */
export interface Event {
  readonly file: string;
  readonly site: Site;
  readonly subject: string;
  readonly visit: string | undefined;
  /** Whether it is a visit in which a death is certified. */
  readonly isCertification: boolean;
  /** Whether it happens in its visit, and not before or after. */
  readonly isInVisit: boolean;
  readonly times: readonly EventTime[];
  readonly from: string | undefined;
}

/** What happens in the visit that it names: not what is found, ordered or planned there. */
const IN_VISIT = ['Immunization', 'MedicationAdministration', 'Procedure'];

/** So much before or after a visit is near enough: clocks and clerks differ. */
const NEAR = DAY;

/** The number of what a reference leads to. */
export type Find = (reference: string, from?: string) => number | undefined;

/** What a resource says of itself; undefined when it is about nobody. */
export function eventOf(placed: Placed, file: string, scope: Scope): Event | undefined {
  const { resource, line, root, name, number, fullUrl: from } = placed;
  const subject = referenceIn(resource['subject'] ?? resource['patient']);
  if (subject === undefined) return undefined;
  return {
    file,
    site: { line, root, name },
    subject,
    visit: visitIn(resource),
    isCertification: scope.visits.get(number)?.isCertification ?? false,
    isInVisit: IN_VISIT.includes(resource.resourceType) || isVitalSign(resource),
    times: timesOf(resource),
    from,
  };
}

/**
 * Judges an event: inside the life of its patient, and in a visit of theirs. Unless this is the last look, false when one of them is not known
 * so far; then nothing is judged.
 */
export function checkEvent(event: Event, scope: Scope, find: Find, tell: Tell, isLast = false): boolean {
  const patient = find(event.subject, event.from);
  const number = event.visit === undefined ? undefined : find(event.visit, event.from);
  if (!isLast && (patient === undefined || (event.visit !== undefined && number === undefined))) return false;
  if (patient === undefined) return true;
  const visit = number === undefined ? undefined : scope.visits.get(number);
  if (visit !== undefined) checkVisit(event, visit, patient, scope, find, tell);
  const life = scope.lives.get(patient);
  if (life === undefined) return true;
  const mayFollowDeath = event.isCertification || visit?.isCertification === true;
  for (const time of event.times) checkTime(event, time, life, mayFollowDeath, tell);
  return true;
}

function checkVisit(event: Event, visit: Visit, patient: number, scope: Scope, find: Find, tell: Tell): void {
  const other = visit.subject === undefined ? undefined : find(visit.subject, event.from);
  if (other !== undefined && other !== patient) {
    const whose = scope.lives.get(other)?.name ?? visit.subject;
    tell(event.file, event.site, 'encounter-other-patient', 'encounter', `${visit.name} is a visit of ${whose}`);
  }
  if (!event.isInVisit || visit.isCertification) return;
  for (const [path, time] of event.times) {
    if (!isFarOutside(time, visit)) continue;
    const message = `${time} is outside of the visit ${visit.name}, ${visit.start ?? '?'} to ${visit.end ?? '?'}`;
    tell(event.file, event.site, 'outside-encounter', path, message);
  }
}

function checkTime(
  { file, site }: Event,
  [path, time]: EventTime,
  life: Life,
  mayFollowDeath: boolean,
  tell: Tell,
): void {
  const { birthDate, deceased } = life;
  if (birthDate !== undefined && isEarlierDay(time, birthDate)) {
    tell(file, site, 'before-birth', path, `${time} is before the patient's birth, ${birthDate}`);
  }
  if (birthDate !== undefined)
    checkAge(birthDate, time, (message, key) => tell(file, site, PLAUSIBILITY, path, message, 'error', key));
  if (deceased !== undefined && !mayFollowDeath && isBefore(deceased, time)) {
    tell(file, site, 'after-death', path, `${time} is after the patient's death, ${deceased}`);
  }
}

function isFarOutside(time: string, { start, end }: Visit): boolean {
  const isEarly = start !== undefined && isUnder(time, start);
  return isEarly || (end !== undefined && isUnder(end, time));
}

/** Whether `a` is earlier than `b` by more than is near. */
function isUnder(a: string, b: string): boolean {
  // Times of one form and one offset compare as text; most are in order.
  if (a.length === b.length && a.slice(19) === b.slice(19) && a >= b) return false;
  const first = spanOf(a);
  const second = spanOf(b);
  return first !== undefined && second !== undefined && first.to + NEAR < second.from;
}

function timesOf(resource: ResourceJson): readonly EventTime[] {
  const times: EventTime[] = [];
  const { resourceType } = resource;
  // The type is anybody's text: an object has members that are no types.
  const elements = Object.hasOwn(EVENT_TIMES, resourceType) ? EVENT_TIMES[resourceType] : undefined;
  for (const element of elements ?? []) {
    const value = resource[element];
    if (typeof value === 'string') times.push([element, value]);
    else if (isObject(value)) {
      const { start, end } = value;
      if (typeof start === 'string') times.push([`${element}.start`, start]);
      if (typeof end === 'string') times.push([`${element}.end`, end]);
    }
  }
  return times;
}

/** The visit of a resource; MedicationAdministration calls it context, DocumentReference keeps it in one. */
function visitIn(resource: ResourceJson): string | undefined {
  const context = resource['context'];
  const found = referenceIn(resource['encounter'] ?? context);
  return found ?? (isObject(context) ? referenceIn(listOf(context['encounter'])[0]) : undefined);
}

function referenceIn(value: Json | undefined): string | undefined {
  const reference = isObject(value) ? textOf(value['reference']) : undefined;
  return reference === undefined || reference.startsWith('#') ? undefined : reference;
}

function isVitalSign(resource: ResourceJson): boolean {
  if (resource.resourceType !== 'Observation') return false;
  return listOf(resource['category']).some(
    (category) =>
      isObject(category) &&
      listOf(category['coding']).some((coding) => isObject(coding) && coding['code'] === 'vital-signs'),
  );
}

/** Compares days as they are written, whatever the time zone: a person's birthday and the day of an event are local ones. */
function isEarlierDay(time: string, birthDate: string): boolean {
  const length = Math.min(10, time.length, birthDate.length);
  return time.slice(0, length) < birthDate.slice(0, length);
}
