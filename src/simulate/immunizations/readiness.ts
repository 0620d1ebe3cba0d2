import { normalCdf, normalQuantile } from '../../core/numeric.ts';
import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { Purpose } from '../../core/random/purpose.ts';

const STREAM = murmur3('readiness for vaccines');
const GENERAL = murmur3('in general');
const BY_VACCINE = murmur3('for one vaccine');
const BY_SEASON = murmur3('for one season');

/** Share of people who refuse all vaccines; with those who only put all off, 0.9 % have none by 24 months (MMWR 2023;72:33-38). */
const REFUSERS = 0.006;
/**
 * How alike the readiness for one vaccine is to that in general, as a correlation of normal scores. Fitted to how many children have seven
 * vaccines together (70.1 %; MMWR 2023;72:33-38).
 */
const ALIKE = 0.9;
/** How alike a person's readiness is from season to season; a judgement: most who take an influenza vaccine take it most years. */
const ALIKE_SEASONS = 0.85;

/**
 * How ready a person is for vaccines: a place between 0 (the first to take one) and 1. Places for different vaccines go together, so that
 * who comes late for one comes late for others. Who refuses all has no place.
 */
export class Readiness {
  readonly refusesAll: boolean;
  readonly #draws: Draws;
  readonly #general: number;

  constructor(draws: Draws) {
    this.#draws = draws;
    const u = draws.uniform(STREAM, GENERAL, 0, Purpose.value);
    this.refusesAll = u < REFUSERS;
    this.#general = this.refusesAll ? 0 : normalQuantile((u - REFUSERS) / (1 - REFUSERS));
  }

  /** The person's normal score for a vaccine, by the hash of its course. */
  score(course: number, alike = ALIKE): number {
    const own = normalQuantile(this.#draws.uniform(STREAM, BY_VACCINE, course, Purpose.value));
    return mixed(this.#general, own, alike);
  }

  /** The place of a score: below a share of all people, that share takes the vaccine. */
  place(score: number): number {
    return normalCdf(score) * (1 - REFUSERS);
  }

  /** The place for one season of a vaccine that is given every year. */
  seasonPlace(score: number, course: number, season: number): number {
    const own = normalQuantile(this.#draws.uniform(STREAM, BY_SEASON, course, season));
    return this.place(mixed(score, own, ALIKE_SEASONS));
  }
}

/** A standard normal score that has the correlation `alike` with `common`, and otherwise is `own`. */
function mixed(common: number, own: number, alike: number): number {
  return alike * common + Math.sqrt(1 - alike * alike) * own;
}
