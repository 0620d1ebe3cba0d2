import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import type { SimTime } from '../core/time.ts';
import { SIGNAL_STREAM, SignalPurpose, shareOfWord, timePurpose } from './keys.ts';
import type { Specimen } from './signal.ts';

/** What became of a specimen when it was taken. */
export type SpecimenState = 'good' | 'haemolysed' | 'insufficient';

/**
 * Red cells burst when blood is drawn or carried roughly: 3.3 % of the samples of a hospital (Carraro and others, Clin Chem 2000;46:306;
 * Lippi and others, Crit Rev Clin Lab Sci 2011;48:143), fewer of those of practices; 2 to 3 % of all (judgement).
 */
const HAEMOLYSED = 0.025;
/**
 * Too little is drawn: 34 % of the 0.65 % of a million tubes that a laboratory turned down, and more of those for coagulation (Atay and
 * others, Biochem Med (Zagreb) 2014;24:376), which is 0.22 %; rounded up, for those that are never sent.
 */
const INSUFFICIENT = 0.003;

const STATES: Readonly<Record<Specimen, number>> = {
  blood: murmur3('specimen of blood'),
  serum: murmur3('specimen of serum'),
  plasma: murmur3('specimen of plasma'),
  urine: murmur3('specimen of urine'),
};

/** The specimens of one person. The one of each type that was looked at last is remembered. */
export class Specimens {
  readonly #draws: Draws;
  readonly #times: Record<Specimen, SimTime> = {
    blood: Number.NaN,
    serum: Number.NaN,
    plasma: Number.NaN,
    urine: Number.NaN,
  };
  readonly #states: Record<Specimen, SpecimenState> = { blood: 'good', serum: 'good', plasma: 'good', urine: 'good' };

  constructor(draws: Draws) {
    this.#draws = draws;
  }

  /** The state of the specimen of a type that is taken at a time: one time, one specimen. */
  at(specimen: Specimen, t: SimTime): SpecimenState {
    if (this.#times[specimen] !== t) {
      this.#times[specimen] = t;
      this.#states[specimen] = this.#taken(specimen, t);
    }
    return this.#states[specimen];
  }

  #taken(specimen: Specimen, t: SimTime): SpecimenState {
    const purpose = timePurpose(SignalPurpose.specimen, t);
    const words = this.#draws.words(SIGNAL_STREAM, STATES[specimen], t | 0, purpose);
    if (shareOfWord(words[0] as number) < INSUFFICIENT) return 'insufficient';
    return specimen !== 'urine' && shareOfWord(words[1] as number) < HAEMOLYSED ? 'haemolysed' : 'good';
  }
}
