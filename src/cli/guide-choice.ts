import { didYouMean } from '../core/suggest.ts';
import { GUIDES, type Guide, versionOf } from '../reference/guides.ts';

/** The US Core whose profiles are claimed or judged by; none: plain R4. */
export type GuideChoice = Guide | 'none';

const CHOICES: readonly GuideChoice[] = [...GUIDES, 'none'];

/** What `--profile` takes, in words. */
export const GUIDE_WORDS = `${GUIDES.map(versionOf).join(', ')}, or none`;

/** What a text names: a guide by its name or its version alone, in whatever case, or none; undefined where it names nothing known. */
export function guideNamed(text: string): GuideChoice | undefined {
  const name = text.toLowerCase();
  return CHOICES.find((choice) => choice === name || choice === `us-core-${name}`);
}

/** What is wrong with a text that names no guide, as the end of a sentence that begins with it. */
export function notAGuide(text: string): string {
  return `is not one of ${CHOICES.join(', ')}${didYouMean(text.toLowerCase(), CHOICES)}`;
}
