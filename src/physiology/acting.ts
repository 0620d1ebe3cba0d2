import type { SimTime } from '../core/time.ts';
import type { ActingEffect } from './effect.ts';
import { strengthAt } from './effect-size.ts';

/** The effects on one signal of one person: a sum that is added, then factors of all of the value, then of what is above a level. */
export class ActingEffects {
  readonly #list: ActingEffect[] = [];

  add(effect: ActingEffect): void {
    this.#list.push(effect);
  }

  get list(): readonly ActingEffect[] {
    return this.#list;
  }

  /** What is added at a time, in the signal's unit. */
  added(t: SimTime): number {
    let sum = 0;
    for (const effect of this.#list) if (effect.change !== 'multiply') sum += effect.size * strengthAt(effect, t);
    return sum;
  }

  /** What becomes of a value by the factors that act at a time. */
  multiplied(value: number, t: SimTime): number {
    let product = value;
    for (const effect of this.#list) {
      if (effect.change === 'multiply' && effect.above === undefined) product *= factorAt(effect, t);
    }
    for (const effect of this.#list) {
      const { above } = effect;
      if (above !== undefined && product > above) product = above + (product - above) * factorAt(effect, t);
    }
    return product;
  }
}

function factorAt(effect: ActingEffect, t: SimTime): number {
  return 1 + (effect.size - 1) * strengthAt(effect, t);
}
