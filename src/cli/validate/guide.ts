import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { MANIFEST_FILE } from '../../core/manifest-file.ts';
import { DEFAULT_GUIDE } from '../../reference/guides.ts';
import { type GuideChoice, guideNamed, notAGuide } from '../guide-choice.ts';

/** The guide that an option names. */
export function guideOf(text: string | undefined): GuideChoice | undefined {
  if (text === undefined) return undefined;
  const found = guideNamed(text);
  if (found !== undefined) return found;
  throw new AppError(ExitCode.usage, `--profile ${JSON.stringify(text)} ${notAGuide(text)}`);
}

/** The guide that the manifest of a folder says its resources claim; the default where there is no such manifest. */
export function guideOfFolder(folder: string): GuideChoice {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch {
    // A folder need not have a manifest; one that cannot be read is told about when its files are.
    return DEFAULT_GUIDE;
  }
  const claimed = profileIn(text);
  return (typeof claimed === 'string' ? guideNamed(claimed) : undefined) ?? DEFAULT_GUIDE;
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
