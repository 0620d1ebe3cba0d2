/** What measuring a signal once gives. Of one person at one time it is always the same: one time is one specimen. */
export interface Measurement {
  /** As the instrument prints it; null when there was nothing to print. */
  readonly value: number | null;
  /** As it truly was. */
  readonly latent: number;
  /** What is called normal at the person's age and sex; null where nothing is. */
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  /** How the value stands to what is normal and to what is critical; null where neither is said. */
  readonly interpretation: 'N' | 'L' | 'H' | 'LL' | 'HH' | 'A' | null;
  /** Why there is no value: too little of the specimen. */
  readonly absent: 'insufficient' | null;
  /** Whether the red cells of the specimen had burst. */
  readonly haemolysed: boolean;
}
