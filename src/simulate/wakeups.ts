import type { RecordListener } from '../record/recorder.ts';

/** What a life tells whoever decides when its modules run next. */
export interface Wakeups extends RecordListener {
  attributeChanged(slot: number): void;
  symptomsChanged(): void;
  /** The one open encounter was ended: others may open theirs. */
  lockReleased(): void;
  /** A wellness encounter began outside the scheduler. */
  wellnessHeld(): void;
}

/** Nobody is woken: somebody else says when modules run. */
export const NO_WAKEUPS: Wakeups = {
  attributeChanged: () => undefined,
  activeChanged: () => undefined,
  observationMade: () => undefined,
  symptomsChanged: () => undefined,
  lockReleased: () => undefined,
  wellnessHeld: () => undefined,
};
