import type { SimTime } from '../core/time.ts';
import type { ActingEffect } from './effect.ts';
import { strengthAt } from './effect-size.ts';

/** The effects on one signal of one person: a sum that is added, then a factor. */
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

  /** What the sum is multiplied by at a time. */
  factor(t: SimTime): number {
    let product = 1;
    for (const effect of this.#list) {
      if (effect.change === 'multiply') product *= 1 + (effect.size - 1) * strengthAt(effect, t);
    }
    return product;
  }
}
