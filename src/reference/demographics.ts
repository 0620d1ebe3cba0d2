import { DAY, dateOf, daysInMonth, type SimTime, timeOf } from '../core/time.ts';
import type { Mortality } from './mortality.ts';
import { GROUPS, type Group, type State } from './places.ts';
import type { Race, Sex } from './terms.ts';
import { Weighted } from './weighted.ts';

/** First age, last age, sex, group, share of the whole population. */
export type PopulationRow = readonly [ageMin: number, ageMax: number, sex: Sex, group: Group, share: number];
export type HispanicRaceRow = readonly [race: Race, weight: number];

/**
 * The oldest age at the reference date that births are drawn for, in completed years. Of the living about one in a
 * hundred thousand is older; of those born earlier practically nobody lives, and their lives would fill the output.
 */
export const OLDEST = 105;

/** What decides who lives where: which of the table's people may be drawn. */
export interface Restriction {
  readonly sex?: Sex;
  /** Age at the reference date in completed years, whether or not the person lives to it; both ends inclusive. */
  readonly minAge?: number;
  readonly maxAge?: number;
}

/** One cell of the joint distribution of the population. */
export interface PopulationCell {
  /** Age at the reference date in completed years. */
  readonly age: number;
  readonly sex: Sex;
  readonly group: Group;
}

/** The births of one state, ready to be drawn from: `choice` gives a position in `cells`. */
export interface BirthTable {
  readonly cells: readonly PopulationCell[];
  readonly choice: Weighted;
  /** Births that the restriction allows per living person of the whole state. */
  readonly perResident: number;
}

/** The population of the United States by age, sex and race or ethnicity, and the births that it survives from. */
export class Demographics {
  /** Every single age from 0 to OLDEST, by sex and group. */
  readonly cells: readonly PopulationCell[];
  /** The published row that each cell is part of. */
  readonly #rowOfCell: readonly PopulationRow[];
  readonly #nationalGroupShares: readonly number[];
  readonly #hispanicRaces: readonly Race[];
  readonly #hispanicChoice: Weighted;

  constructor(rows: readonly PopulationRow[], hispanicRaces: readonly HispanicRaceRow[]) {
    const ages = (row: PopulationRow) => range(row[0], Math.min(row[1], OLDEST));
    this.cells = rows.flatMap((row) => ages(row).map((age) => ({ age, sex: row[2], group: row[3] })));
    this.#rowOfCell = rows.flatMap((row) => ages(row).map(() => row));
    const total = rows.reduce((sum, row) => sum + row[4], 0);
    this.#nationalGroupShares = GROUPS.map(
      (group) => rows.reduce((sum, row) => sum + (row[3] === group ? row[4] : 0), 0) / total,
    );
    this.#hispanicRaces = hispanicRaces.map(([race]) => race);
    this.#hispanicChoice = new Weighted(hispanicRaces.map(([, weight]) => weight));
  }

  /**
   * Relative size of each of `cells` among the living of a state at the reference date. The national joint table is
   * weighted by the state's share of each group over the nation's. A five-year band is divided evenly; the open band in
   * proportion to the survival of its birth cohorts, as if births had been constant.
   */
  living(state: State, survival: CohortSurvival): Float64Array {
    const scale = GROUPS.map((_, i) => (state.groupShares[i] as number) / (this.#nationalGroupShares[i] as number));
    const open = (sex: Sex) => GROUPS.map((group) => survival.sum(this.#openFrom, sex, group));
    const sums = { F: open('F'), M: open('M') };
    return Float64Array.from(this.cells, ({ age, sex, group }, i) => {
      const [from, to, , , share] = this.#rowOfCell[i] as PopulationRow;
      const index = GROUPS.indexOf(group);
      const part = to > OLDEST ? survival.at(age, sex, group) / (sums[sex][index] as number) : 1 / (to - from + 1);
      return share * (scale[index] as number) * part;
    });
  }

  /**
   * The births of a state from which, after background mortality, its living population at the reference date comes:
   * share of the living over the survival of the birth cohort. The restriction must leave somebody.
   */
  births(state: State, survival: CohortSurvival, restriction: Restriction): BirthTable {
    const { sex, minAge = 0, maxAge = OLDEST } = restriction;
    const living = this.living(state, survival);
    const weights = living.map((share, i) => {
      const cell = this.cells[i] as PopulationCell;
      const excluded = (sex && cell.sex !== sex) || cell.age < minAge || cell.age > maxAge;
      return excluded ? 0 : share / survival.at(cell.age, cell.sex, cell.group);
    });
    const choice = new Weighted(weights);
    return { cells: this.cells, choice, perResident: choice.total / living.reduce((a, b) => a + b, 0) };
  }

  get #openFrom(): number {
    return Math.max(...this.#rowOfCell.map(([from]) => from));
  }

  /**
   * The race of a member of a group in a state that `u` in (0, 1) chooses. Hispanic people: the 2020 census, everybody
   * less those not Hispanic (20 % white, 75 % other or several).
   */
  race(group: Group, state: State, u: number): Race {
    switch (group) {
      case 'white-nh':
        return 'white';
      case 'black-nh':
        return 'black';
      case 'asian-nh':
        return 'asian';
      case 'hispanic':
        return this.#hispanicRaces[this.#hispanicChoice.at(u)] as Race;
      case 'other-nh': {
        const [native = 0, hawaiian = 0] = state.otherRaces;
        return u < native ? 'native' : u < native + hawaiian ? 'hawaiian' : 'other';
      }
    }
  }
}

/** Births at which a person is `age` completed years old on the date of `reference`, and not born after it: [from, to). */
export function birthWindow(reference: SimTime, age: number): { readonly from: SimTime; readonly to: SimTime } {
  const { year, month, day } = dateOf(reference);
  const to = dayAfterAnniversary(year - age, month, day);
  return { from: dayAfterAnniversary(year - age - 1, month, day), to: Math.min(to, reference) };
}

/** Probability of living to the reference date, of people born evenly through the year that gives them an age there. */
export class CohortSurvival {
  readonly #bySex: Readonly<Record<Sex, Readonly<Record<Group, Float64Array>>>>;

  constructor(mortality: Mortality, reference: SimTime) {
    const table = (sex: Sex, group: Group) =>
      Float64Array.from({ length: OLDEST + 1 }, (_, age) => meanSurvival(mortality, sex, group, reference, age));
    const tables = (sex: Sex) =>
      Object.fromEntries(GROUPS.map((group) => [group, table(sex, group)])) as Record<Group, Float64Array>;
    this.#bySex = { F: tables('F'), M: tables('M') };
  }

  /** For an age at the reference date of 0 to OLDEST completed years. */
  at(age: number, sex: Sex, group: Group): number {
    return this.#bySex[sex][group][age] as number;
  }

  /** Sum over all ages from `fromAge`: how many live per birth a year, had births been constant. */
  sum(fromAge: number, sex: Sex, group: Group): number {
    return this.#bySex[sex][group].subarray(fromAge).reduce((a, b) => a + b, 0);
  }
}

/** Simpson's rule over the window of births; the hazard is too even within a year for more to matter. */
function meanSurvival(mortality: Mortality, sex: Sex, group: Group, reference: SimTime, age: number): number {
  const { from, to } = birthWindow(reference, age);
  const at = (birth: SimTime) => Math.exp(-mortality.cumulativeHazard(birth, sex, group, reference));
  return (at(from) + 4 * at((from + to) / 2) + at(to)) / 6;
}

/** A person born on 29 February completes a year on 1 March of a common year, and is not older on its 28 February. */
function dayAfterAnniversary(year: number, month: number, day: number): SimTime {
  return timeOf(year, month, Math.min(day, daysInMonth(year, month))) + DAY;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
