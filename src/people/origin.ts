import type { SimTime } from '../core/time.ts';
import type { BirthPlace, Language } from '../record/person.ts';
import type { Population } from '../reference/demographics.ts';
import type { Origins } from '../reference/origins.ts';
import { GROUPS, type Group, type State } from '../reference/places.ts';
import { ageOfCell, groupOfCell } from '../reference/population/cells.ts';
import { yearFraction } from '../reference/population/year-fraction.ts';
import { Weighted } from '../reference/weighted.ts';

/** The year that the states' shares are of. */
const STATES_YEAR = 2017.5;
const MOST_ABROAD = 0.97;
const ROUNDS = 50;
/** Bounds of the shift between nation and state on the scale of logarithms of odds. */
const WIDEST = 8;

/** The chances of one state. */
interface StateOrigins {
  /** By position in GROUPS: shares born abroad, before the age is looked at, and of those born here who speak another language. */
  readonly abroad: readonly number[];
  readonly otherLanguage: readonly number[];
}

/** Draws where people were born and what they speak: by group and age as in the nation, and as many of each state as are published. */
export class OriginChooser {
  readonly #origins: Origins;
  readonly #population: Population;
  readonly #states: readonly State[];
  readonly #birthStates: Weighted;
  readonly #year: number;
  readonly #byState = new Map<State, StateOrigins>();

  constructor(origins: Origins, population: Population, states: readonly State[], date: SimTime) {
    this.#origins = origins;
    this.#population = population;
    this.#states = states;
    this.#birthStates = new Weighted(states.map((state) => state.population));
    this.#year = yearFraction(date);
  }

  /** The choice of a uniform number in (0, 1) whether, and another where. */
  birthPlace(state: State, group: Group, age: number, uAbroad: number, uWhere: number): BirthPlace {
    const share = this.#of(state).abroad[GROUPS.indexOf(group)] as number;
    if (uAbroad < Math.min(MOST_ABROAD, share * this.#origins.relativeAt(age))) {
      return { country: this.#origins.country(group, uWhere), state: undefined };
    }
    const stays = this.#origins.inStateOfBirthAt(age);
    if (uWhere < stays) return { country: 'US', state: state.code };
    const at = this.#birthStates.at((uWhere - stays) / (1 - stays));
    return { country: 'US', state: (this.#states[at] as State).code };
  }

  language(state: State, group: Group, { country }: BirthPlace, u: number): Language {
    if (country !== 'US') return this.#origins.languageOfCountry(country, u);
    return this.#origins.languageOfBornHere(group, this.#of(state).otherLanguage[GROUPS.indexOf(group)] as number, u);
  }

  #of(state: State): StateOrigins {
    const known = this.#byState.get(state);
    if (known) return known;
    const made = this.#fit(state);
    this.#byState.set(state, made);
    return made;
  }

  /** Moves the nation's odds until the residents of the state make up its published shares, which follow the nation's over the years. */
  #fit(state: State): StateOrigins {
    const [now, then] = [this.#origins.at(this.#year), this.#origins.at(STATES_YEAR)];
    const wanted = {
      abroad: withOdds(state.bornAbroad, odds(now.bornAbroad) / odds(then.bornAbroad)),
      otherLanguage: withOdds(state.otherLanguage, odds(now.otherLanguage) / odds(then.otherLanguage)),
    };
    const { shares, relative } = this.#groups(state);
    const abroad = shifted(
      this.#origins.bornAbroad,
      (by) => sumOf(shares, (g) => (by[g] as number) * (relative[g] as number)) > wanted.abroad,
    );
    const away = GROUPS.map((_, g) => Math.min(MOST_ABROAD, (abroad[g] as number) * (relative[g] as number)));
    const abroadSpeaking = sumOf(shares, (g) => {
      return (away[g] as number) * this.#origins.otherLanguageOfBornAbroad(GROUPS[g] as Group);
    });
    const otherLanguage = shifted(this.#origins.otherLanguageOfBornHere, (by) => {
      const here = sumOf(shares, (g) => (1 - (away[g] as number)) * (by[g] as number));
      return abroadSpeaking + here > wanted.otherLanguage;
    });
    return { abroad, otherLanguage };
  }

  /** Shares of the groups among the living, and how often they are born abroad by their ages alone. */
  #groups(state: State): { readonly shares: readonly number[]; readonly relative: readonly number[] } {
    const people = GROUPS.map(() => 0);
    const weighted = GROUPS.map(() => 0);
    for (const [cell, count] of this.#population.living(state).entries()) {
      const g = groupOfCell(cell);
      people[g] = (people[g] as number) + count;
      weighted[g] = (weighted[g] as number) + count * this.#origins.relativeAt(ageOfCell(cell));
    }
    const total = people.reduce((a, b) => a + b, 0);
    return {
      shares: people.map((count) => count / total),
      relative: weighted.map((sum, g) => sum / (people[g] as number)),
    };
  }
}

function sumOf(shares: readonly number[], of: (group: number) => number): number {
  return shares.reduce((sum, share, g) => sum + share * of(g), 0);
}

/** `shares` with odds multiplied alike, just so far that they are not too much. */
function shifted(shares: readonly number[], isTooMuch: (shares: readonly number[]) => boolean): readonly number[] {
  let [low, high] = [-WIDEST, WIDEST];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (isTooMuch(shares.map((share) => withOdds(share, Math.exp(middle))))) high = middle;
    else low = middle;
  }
  return shares.map((share) => withOdds(share, Math.exp(low)));
}

function odds(share: number): number {
  return share / (1 - share);
}

/** A share whose odds are `times` as high. */
function withOdds(share: number, times: number): number {
  const changed = odds(share) * times;
  return changed / (1 + changed);
}
