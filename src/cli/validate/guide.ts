import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import { DEFAULT_GUIDE, GUIDES, type Guide } from '../../reference/guides.ts';

export type GuideChoice = Guide | 'none';

const CHOICES: readonly GuideChoice[] = [...GUIDES, 'none'];

/** The guide that an option names. */
export function guideOf(text: string | undefined): GuideChoice | undefined {
  if (text === undefined) return undefined;
  const found = CHOICES.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return found;
  throw new AppError(
    ExitCode.usage,
    `--profile "${text}" is not one of ${CHOICES.join(', ')}${didYouMean(text, CHOICES)}`,
  );
}

/** The guide that the manifest of a folder says its resources claim; the default where there is no such manifest. */
export function guideOfFolder(folder: string): GuideChoice {
  let text: string;
  try {
    text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  } catch {
    // A folder need not have a manifest; one that cannot be read is told about when its files are.
    return DEFAULT_GUIDE;
  }
  const claimed = profileIn(text);
  return CHOICES.find((choice) => choice === claimed) ?? DEFAULT_GUIDE;
}

function profileIn(text: string): unknown {
  try {
    const manifest = JSON.parse(text) as { readonly options?: { readonly profile?: unknown } | null } | null;
    return manifest?.options?.profile;
  } catch {
    // Whatever else is called manifest.json says nothing of profiles.
    return undefined;
  }
}
