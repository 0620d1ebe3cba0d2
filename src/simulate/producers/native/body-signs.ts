import { roundTo } from '../../../core/numeric.ts';
import type { SimTime } from '../../../core/time.ts';
import type { Body } from '../../../physiology/body.ts';
import type { RunningLife } from '../../running-life.ts';
import { percentile } from '../../vital-signs.ts';
import type { VitalReader } from '../producers.ts';

/**
 * The vital signs of our own bodies, by the names that modules know: readings of the signals that say they are theirs, and places on the
 * charts of growth. Who reads does not matter: at one time all read the same. Other than a laboratory, who reads a vital sign is never
 * short of a specimen. Nobody supplies an ejection fraction.
 */
export class BodySigns implements VitalReader {
  readonly #life: RunningLife;
  readonly #body: Body;

  constructor(life: RunningLife, body: Body) {
    this.#life = life;
    this.#body = body;
  }

  read(name: string, t: SimTime): number | undefined {
    const signal = this.#life.catalogue.ofVitalSign(name);
    if (!signal) return this.#percentile(name, t);
    const { value, latent } = this.#life.measure(signal, t);
    if (value !== null) return value;
    return Number.isNaN(latent) ? undefined : roundTo(latent, signal.decimals);
  }

  #percentile(name: string, t: SimTime): number | undefined {
    switch (name) {
      case 'Height Percentile':
        return percentile(this.#body.heightScore(t));
      case 'Weight Percentile':
        return percentile(this.#body.weightScore(t));
      case 'Head Circumference Percentile':
        return percentile(this.#body.headScore(t));
      default:
        return undefined;
    }
  }
}
