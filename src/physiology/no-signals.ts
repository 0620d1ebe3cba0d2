import type { SignalCatalogue } from './signal.ts';

/** The catalogue of who declares nothing. */
export const NO_SIGNALS: SignalCatalogue = {
  signals: [],
  named: () => undefined,
  ofCode: () => undefined,
  ofVitalSign: () => undefined,
  factor: [],
};
