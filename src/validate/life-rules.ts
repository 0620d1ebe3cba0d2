import type { Tell } from './bundle-rules.ts';
import type { Document, Placed } from './document.ts';
import { EVENT_TIMES } from './event-times.ts';
import { isBefore } from './instants.ts';
import { isObject, type Json, listOf, type ResourceJson, textOf } from './json.ts';
import { targetOf } from './references.ts';

/** A death is certified after it: such a visit, and what belongs to it, may come later (SNOMED CT). */
const DEATH_CERTIFICATION = '308646001';

interface Life {
  readonly birthDate: string | undefined;
  readonly deceased: string | undefined;
}

/** Events of patients of a document: inside their lives, and in visits of their own. */
export class LifeRules {
  readonly #document: Document;
  readonly #lives = new Map<Placed, Life>();
  readonly #certifications = new Set<Placed>();

  constructor(document: Document) {
    this.#document = document;
    for (const placed of document.placed) {
      const { resource } = placed;
      if (resource.resourceType === 'Patient') {
        const birthDate = textOf(resource['birthDate']);
        this.#lives.set(placed, { birthDate, deceased: textOf(resource['deceasedDateTime']) });
      } else if (resource.resourceType === 'Encounter' && isCertification(resource)) this.#certifications.add(placed);
    }
  }

  check(placed: Placed, tell: Tell): void {
    const patient = this.#patientOf(placed.resource);
    if (patient === undefined) return;
    const visit = this.#visitOf(placed.resource);
    if (visit !== undefined) {
      const other = this.#patientOf(visit.resource);
      if (other !== undefined && other !== patient) {
        tell(placed, 'encounter-other-patient', 'encounter', `${visit.name} is a visit of ${other.name}`);
      }
    }
    const life = this.#lives.get(patient);
    const mayFollowDeath = this.#certifications.has(placed) || (visit !== undefined && this.#certifications.has(visit));
    if (life !== undefined) this.#checkTimes(placed, life, mayFollowDeath, tell);
  }

  #checkTimes(placed: Placed, life: Life, mayFollowDeath: boolean, tell: Tell): void {
    const { birthDate } = life;
    const deceased = mayFollowDeath ? undefined : life.deceased;
    for (const element of EVENT_TIMES[placed.resource.resourceType] ?? []) {
      const value = placed.resource[element];
      const parts = isObject(value) ? (['start', 'end'] as const) : [''];
      for (const part of parts) {
        const time = part === '' ? textOf(value) : textOf(isObject(value) ? value[part] : undefined);
        if (time === undefined) continue;
        const path = part === '' ? element : `${element}.${part}`;
        if (birthDate !== undefined && isEarlierDay(time, birthDate)) {
          tell(placed, 'before-birth', path, `${time} is before the patient's birth, ${birthDate}`);
        }
        if (deceased !== undefined && isBefore(deceased, time)) {
          tell(placed, 'after-death', path, `${time} is after the patient's death, ${deceased}`);
        }
      }
    }
  }

  #patientOf(resource: ResourceJson): Placed | undefined {
    return this.#find(resource['subject'] ?? resource['patient']);
  }

  /** The visit of a resource; MedicationAdministration calls it context, DocumentReference keeps it in one. */
  #visitOf(resource: ResourceJson): Placed | undefined {
    const context = resource['context'];
    const found = this.#find(resource['encounter'] ?? context);
    return found ?? (isObject(context) ? this.#find(listOf(context['encounter'])[0]) : undefined);
  }

  #find(reference: Json | undefined): Placed | undefined {
    const text = isObject(reference) ? textOf(reference['reference']) : undefined;
    if (text === undefined) return undefined;
    const { byName, byFullUrl } = this.#document;
    return byName.get(text) ?? byFullUrl.get(text) ?? byName.get(targetOf(text)?.name ?? '');
  }
}

/** Compares days as they are written, whatever the time zone: a person's birthday and the day of an event are local ones. */
function isEarlierDay(time: string, birthDate: string): boolean {
  const length = Math.min(10, time.length, birthDate.length);
  return time.slice(0, length) < birthDate.slice(0, length);
}

function isCertification(encounter: ResourceJson): boolean {
  return listOf(encounter['type']).some(
    (type) =>
      isObject(type) &&
      listOf(type['coding']).some((coding) => isObject(coding) && coding['code'] === DEATH_CERTIFICATION),
  );
}
