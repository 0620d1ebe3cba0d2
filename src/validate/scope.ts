import { isObject, listOf, type ResourceJson, textOf } from '../core/json.ts';
import { claimsOf } from './canonical.ts';
import { NameTable } from './name-table.ts';

/** What resources of one type and the same claims have in common. */
export interface Kind {
  readonly type: string;
  /** The profiles of meta.profile. */
  readonly claims: readonly string[];
}

/** What is known of a Patient. */
export interface Life {
  readonly name: string;
  readonly birthDate: string | undefined;
  readonly deceased: string | undefined;
  /** At birth, where that is told; undefined where sex is neither. */
  readonly sex: 'female' | 'male' | undefined;
}

/** What is known of an Encounter. */
export interface Visit {
  readonly name: string;
  /** The reference to its patient. */
  readonly subject: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Whether a death is certified in it. */
  readonly isCertification: boolean;
}

/** A death is certified after it: such a visit, and what belongs to it, may come later (SNOMED CT). */
const DEATH_CERTIFICATION = '308646001';

/**
 * The resources that references may lead to, by number, in the order in which they were met: about 40 bytes each, and some more for patients
 * and encounters. The resources themselves are not kept.
 */
export class Scope {
  readonly lives = new Map<number, Life>();
  readonly visits = new Map<number, Visit>();
  readonly #names = new NameTable();
  readonly #kinds: Kind[] = [];
  readonly #kindNumbers = new Map<string, number>();
  #kindOf: number[] = [];

  /** The number that the next resource gets. */
  get size(): number {
    return this.#kindOf.length;
  }

  /** Takes in a resource; its number, and that of the one that had its name before. */
  add(resource: ResourceJson, name: string): { readonly number: number; readonly before: number | undefined } {
    const number = this.#kindOf.length;
    this.#kindOf.push(this.#kindNumber(resource));
    const hasId = name !== resource.resourceType;
    const before = hasId ? this.#names.add(name, number) : undefined;
    if (resource.resourceType === 'Patient') this.lives.set(number, lifeOf(resource, name));
    else if (resource.resourceType === 'Encounter') this.visits.set(number, visitOf(resource, name));
    return { number, before };
  }

  /** The number of `Type/id`; of several with the name, the first. */
  find(name: string): number | undefined {
    return this.#names.get(name);
  }

  kind(number: number): Kind | undefined {
    return this.#kinds[this.#kindOf[number] ?? -1];
  }

  /** Forgets all resources. */
  clear(): void {
    this.lives.clear();
    this.visits.clear();
    this.#names.clear();
    this.#kindOf = [];
  }

  #kindNumber(resource: ResourceJson): number {
    const { resourceType } = resource;
    const claims = claimsOf(resource);
    const key = claims.length === 0 ? resourceType : `${resourceType} ${claims.join(' ')}`;
    const known = this.#kindNumbers.get(key);
    if (known !== undefined) return known;
    this.#kindNumbers.set(key, this.#kinds.length);
    return this.#kinds.push({ type: resourceType, claims }) - 1;
  }
}

function lifeOf(patient: ResourceJson, name: string): Life {
  const birthDate = textOf(patient['birthDate']);
  return { name, birthDate, deceased: textOf(patient['deceasedDateTime']), sex: sexOf(patient) };
}

const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';

const SEXES: ReadonlyMap<string, Life['sex']> = new Map([
  ['F', 'female'],
  ['M', 'male'],
  ['female', 'female'],
  ['male', 'male'],
]);

function sexOf(patient: ResourceJson): Life['sex'] {
  for (const extension of listOf(patient['extension'])) {
    if (isObject(extension) && extension['url'] === BIRTH_SEX) return SEXES.get(textOf(extension['valueCode']) ?? '');
  }
  return SEXES.get(textOf(patient['gender']) ?? '');
}

function visitOf(encounter: ResourceJson, name: string): Visit {
  const { subject, period } = encounter;
  const [start, end] = isObject(period) ? [textOf(period['start']), textOf(period['end'])] : [undefined, undefined];
  return {
    name,
    subject: isObject(subject) ? textOf(subject['reference']) : undefined,
    start,
    end,
    isCertification: isCertification(encounter),
  };
}

function isCertification(encounter: ResourceJson): boolean {
  return listOf(encounter['type']).some(
    (type) =>
      isObject(type) &&
      listOf(type['coding']).some((coding) => isObject(coding) && coding['code'] === DEATH_CERTIFICATION),
  );
}
