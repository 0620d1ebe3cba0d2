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

function chooseBySexAndCohort(rows: readonly GivenNameRow[]): ReadonlyMap<string, NameChoice> {
  const lists = new Map<string, GivenNameRow[]>();
  for (const row of rows) {
    const key = `${row[0]}${row[1]}`;
    const list = lists.get(key);
    if (list) list.push(row);
    else lists.set(key, [row]);
  }
  return new Map(
    [...lists].map(([key, list]) => [
      key,
      { names: list.map((row) => row[2]), choice: new Weighted(list.map((row) => row[3])) },
    ]),
  );
}
