import { ageInYears, type SimTime, YEAR } from '../../src/core/time.ts';
import type { Person } from '../../src/record/person.ts';
import type { Relationship, Relative } from '../../src/record/relative.ts';

/** What is wrong with the families of the people of whole blocks, a line each; nobody's parent, spouse or child may be outside the list. */
export function linkFaults(people: readonly Person[], t: SimTime): string[] {
  const bySlot = new Map(people.map((person) => [person.slot, person]));
  return people.flatMap((person) => {
    const relatives = person.family?.relatives ?? [];
    const faults = relatives.flatMap((relative) => faultsOfDates(person, relative));
    for (const relative of relatives) {
      if (relative.slot === null) continue;
      const other = bySlot.get(relative.slot);
      faults.push(...(other ? faultsOfLink(person, relative, other) : [`${relative.relationship} of another block`]));
    }
    return [...faults, ...faultsOfCounts(person, t)];
  });
}

function faultsOfDates({ birth, sex }: Person, relative: Relative): string[] {
  const older = (birth - relative.birth) / YEAR;
  const faults: string[] = [];
  const isMother = relative.relationship === 'mother';
  if (isMother && !(older >= 12 && older <= 55)) faults.push('age of mother');
  if (relative.relationship === 'child' && sex === 'F' && !(older <= -12 && older >= -55)) faults.push('age at birth');
  if (relative.relationship === 'father' && older < 12) faults.push('age of father');
  if (relative.relationship === 'mother' && relative.sex !== 'F') faults.push('sex of mother');
  if (relative.relationship === 'father' && relative.sex !== 'M') faults.push('sex of father');
  if (relative.death !== null && relative.death < relative.birth) faults.push('death before birth');
  if (relative.death !== null && isMother && relative.death < birth) faults.push('death of mother before birth');
  return faults;
}

function faultsOfLink(person: Person, relative: Relative, other: Person): string[] {
  const back = other.family?.relatives.filter(({ slot }) => slot === person.slot) ?? [];
  const faults: string[] = [];
  if (back.length !== 1) return [`${relative.relationship} who lists the person ${back.length} times`];
  const [tie] = back as [Relative];
  if (tie.relationship !== inverse(relative.relationship, person)) faults.push(`${relative.relationship} not mutual`);
  if (tie.sharesHome !== relative.sharesHome) faults.push('home not mutual');
  if (relative.sharesHome && person.address !== other.address) faults.push('address of one home');
  if (relative.medicalRecordNumber !== other.medicalRecordNumber) faults.push('record number');
  if (relative.familyName !== other.familyName || relative.birth !== other.birth) faults.push('name or birth');
  if (relative.relationship === 'sibling' && parents(person) !== parents(other)) faults.push('parents of siblings');
  return faults;
}

function inverse(relationship: Relationship, { sex }: Person): Relationship {
  if (relationship === 'child') return sex === 'F' ? 'mother' : 'father';
  return relationship === 'mother' || relationship === 'father' ? 'child' : relationship;
}

/** Names and births of the parents: what siblings have in common. */
function parents({ family }: Person): string {
  const all = family?.relatives.filter(({ relationship }) => relationship === 'mother' || relationship === 'father');
  return JSON.stringify(all?.map(({ slot, birth, givenName, familyName }) => [slot, birth, givenName, familyName]));
}

function faultsOfCounts(person: Person, t: SimTime): string[] {
  const { family } = person;
  if (!family) return ['no family'];
  const faults: string[] = [];
  const home = family.relatives.filter(({ sharesHome }) => sharesHome);
  const { familySize, ownChildrenAtHome } = family.household;
  if (home.length + 1 !== familySize) faults.push('family size');
  for (const relationship of ['sibling', 'child']) {
    const names = family.relatives.filter((one) => one.relationship === relationship).map((one) => one.givenName);
    if (relationship === 'sibling') names.push(person.givenName);
    if (new Set(names).size < names.length) faults.push('two siblings of one name');
  }
  const children = home.filter(({ relationship, birth }) => relationship === 'child' && ageInYears(birth, t) < 18);
  const isGone = home.some(({ birth }) => birth > t) || family.relatives.length === 0;
  if (!isGone && children.length > ownChildrenAtHome) faults.push('children at home');
  if (home.some(({ death }) => death !== null && death < t)) faults.push('dead at home');
  if (family.relatives.filter(({ relationship, death }) => relationship === 'spouse' && death === null).length > 1) {
    faults.push('two spouses');
  }
  return faults;
}
