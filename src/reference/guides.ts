/** The published versions of US Core whose profiles resources can claim, and be judged by. */
export const GUIDES = ['us-core-3.1.1', 'us-core-6.1.0', 'us-core-7.0.0', 'us-core-8.0.0'] as const;

export type Guide = (typeof GUIDES)[number];

/** The version of US Core that a guide is: `6.1.0`. */
export function versionOf(guide: Guide): string {
  return guide.slice('us-core-'.length);
}

/** What is claimed unless asked otherwise: the version that United States certification asks for (ONC (g)(10), USCDI v3). */
export const DEFAULT_GUIDE: Guide = 'us-core-6.1.0';
