import { murmur3 } from '../../../core/random/murmur3.ts';
import type { SimTime } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import type { Chance } from './chance.ts';

const STATUS = murmur3('marital status');
const WEDDING_AGE = 28;
const MARRIED = 0.8;

/** Ages at which a marriage may end, with the probabilities that the partner dies and that it is divorced. Source: gmf.md 7.4.3. */
const ENDINGS: readonly { readonly age: number; readonly widowed: number; readonly divorced: number }[] = [
  { age: 35, widowed: 0.02, divorced: 0.18 },
  { age: 45, widowed: 0.03, divorced: 0.02 },
  { age: 55, widowed: 0.06, divorced: 0.05 },
];

/** Sets `marital_status`: absent before 28, then M, S, W or D. */
export class MaritalStatus implements Process {
  next: SimTime;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  /** Of ENDINGS, those that are behind; -1 before the wedding. */
  #passed = -1;

  constructor(life: RunningLife, chance: Chance) {
    this.#life = life;
    this.#chance = chance;
    this.next = life.ages.birthday(WEDDING_AGE);
  }

  run(): void {
    if (this.#passed === -1) {
      const isMarried = this.#chance.uniform(STATUS, WEDDING_AGE) < MARRIED;
      this.#life.setAttributeNamed('marital_status', isMarried ? 'M' : 'S');
      this.#goOn(isMarried);
      return;
    }
    const { age, widowed, divorced } = ENDINGS[this.#passed] as (typeof ENDINGS)[number];
    const u = this.#chance.uniform(STATUS, age);
    const ended = u < widowed ? 'W' : u < widowed + divorced ? 'D' : undefined;
    if (ended) this.#life.setAttributeNamed('marital_status', ended);
    this.#goOn(ended === undefined);
  }

  #goOn(isMarried: boolean): void {
    const ending = ENDINGS[++this.#passed];
    this.next = isMarried && ending ? this.#life.ages.birthday(ending.age) : Number.POSITIVE_INFINITY;
  }
}
