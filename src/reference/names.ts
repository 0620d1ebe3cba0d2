import type { Group } from './places.ts';
import type { Race, Sex } from './terms.ts';
import { Weighted } from './weighted.ts';

/** Sex, first birth year of the cohort, name, share of the births of that sex in the cohort. */
export type GivenNameRow = readonly [sex: Sex, cohort: number, name: string, share: number];
/** Name, bearers in 2010, percent of them white, black, Asian or Pacific, native, several (none Hispanic), Hispanic. */
export type SurnameRow = readonly [string, number, number, number, number, number, number, number];

interface NameChoice {
  readonly names: readonly string[];
  readonly choice: Weighted;
}

/** Names of people, as common as they are among people of the same sex and birth year, or of the same group. */
export class Names {
  /** First birth years of the cohorts, ascending. */
  readonly #cohorts: readonly number[];
  readonly #given: ReadonlyMap<string, NameChoice>;
  readonly #surnames: readonly string[];
  /** By column of a surname row, less 2. */
  readonly #bearers: readonly Weighted[];

  constructor(given: readonly GivenNameRow[], surnames: readonly SurnameRow[]) {
    this.#cohorts = [...new Set(given.map((row) => row[1]))].sort((a, b) => a - b);
    this.#given = chooseBySexAndCohort(given);
    this.#surnames = surnames.map((row) => row[0]);
    this.#bearers = [2, 3, 4, 5, 6, 7].map(
      (column) => new Weighted(surnames.map((row) => row[1] * Number(row[column]))),
    );
  }

  /** The given name that `u` in (0, 1) chooses among those of the sex born about that year (the nearest cohort known). */
  givenName(sex: Sex, birthYear: number, u: number): string {
    const cohort = this.#cohorts.findLast((first) => first <= birthYear) ?? this.#cohorts[0];
    const { names, choice } = this.#given.get(`${sex}${cohort}`) as NameChoice;
    return names[choice.at(u)] as string;
  }

  /** The surname that `u` in (0, 1) chooses, in proportion to its bearers in the group. */
  familyName(group: Group, race: Race, u: number): string {
    return this.#surnames[(this.#bearers[surnameColumn(group, race)] as Weighted).at(u)] as string;
  }
}

function surnameColumn(group: Group, race: Race): number {
  if (group === 'white-nh') return 0;
  if (group === 'black-nh') return 1;
  if (group === 'asian-nh') return 2;
  if (group === 'hispanic') return 5;
  // The census counts Pacific with Asian surnames, and those of several races apart.
  return race === 'hawaiian' ? 2 : race === 'native' ? 3 : 4;
}

/**
 * A cohort's list ends with its 200th name. Its other children have names of the lists of neighbouring cohorts that are not in
 * its own: these are rarer than its last, by so much, one and two cohorts away (a judgement).
 */
const TAIL = [0.9, 0.5] as const;

function chooseBySexAndCohort(rows: readonly GivenNameRow[]): ReadonlyMap<string, NameChoice> {
  const choices = new Map<string, NameChoice>();
  for (const sex of ['F', 'M'] as const) {
    const own = rows.filter((row) => row[0] === sex);
    const cohorts = [...new Set(own.map((row) => row[1]))].sort((a, b) => a - b);
    const lists = cohorts.map((cohort) => own.filter((row) => row[1] === cohort));
    for (const [at, cohort] of cohorts.entries()) choices.set(`${sex}${cohort}`, withTail(lists, at));
  }
  return choices;
}

/** The names of a cohort in their shares, and those of the tail, who share what is left of the births at most. */
function withTail(lists: readonly (readonly GivenNameRow[])[], at: number): NameChoice {
  const own = lists[at] as readonly GivenNameRow[];
  const rarest = Math.min(...own.map((row) => row[3]));
  const known = new Set(own.map((row) => row[2]));
  const tail = new Map<string, number>();
  for (const [i, part] of TAIL.entries()) {
    for (const list of [lists[at - i - 1], lists[at + i + 1]]) {
      for (const [, , name, share] of list ?? []) {
        if (!known.has(name) && !tail.has(name)) tail.set(name, part * Math.min(rarest, share));
      }
    }
  }
  const left = 1 - own.reduce((sum, row) => sum + row[3], 0);
  const mass = [...tail.values()].reduce((a, b) => a + b, 0);
  const scale = Math.min(1, left / mass);
  return {
    names: [...own.map((row) => row[2]), ...tail.keys()],
    choice: new Weighted([...own.map((row) => row[3]), ...[...tail.values()].map((weight) => weight * scale)]),
  };
}
