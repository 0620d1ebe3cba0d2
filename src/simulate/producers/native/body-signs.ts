import { roundTo } from '../../../core/numeric.ts';
import type { SimTime } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { VitalReader } from '../producers.ts';

/**
 * The vital signs of our own bodies, by the names that modules know: readings of the signals that say they are theirs. Who reads does not
 * matter: at one time all read the same. Other than a laboratory, who reads a vital sign is never short of a specimen. What no signal
 * is (ejection fraction) nobody supplies.
 */
export class BodySigns implements VitalReader {
  readonly #life: Pick<RunningLife, 'catalogue' | 'signals'>;

  constructor(life: Pick<RunningLife, 'catalogue' | 'signals'>) {
    this.#life = life;
  }

  read(name: string, t: SimTime): number | undefined {
    const { catalogue, signals } = this.#life;
    const signal = catalogue.ofVitalSign(name);
    if (!signal) return undefined;
    const value = signals.reading(signal, t);
    if (!Number.isNaN(value)) return value;
    const latent = signals.latent(signal, t);
    return Number.isNaN(latent) ? undefined : roundTo(latent, signal.decimals);
  }
}
