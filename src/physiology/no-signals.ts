import { catalogueOf } from './catalogue.ts';
import type { SignalCatalogue } from './signal.ts';

/** The catalogue of who declares nothing. */
export const NO_SIGNALS: SignalCatalogue = catalogueOf([], []);
