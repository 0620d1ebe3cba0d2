import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The folder of module files that others wrote: the environment variable GMF_CORPUS, else beside the repository. */
function corpusFolder(): string {
  const named = process.env['GMF_CORPUS'] ?? '../shared/gmf-corpus';
  return isAbsolute(named) ? named : join(ROOT, named);
}

export const CORPUS = corpusFolder();

export const HAS_CORPUS = existsSync(CORPUS);

/** What a test that needs the corpus is called where there is none. */
export const NO_CORPUS =
  'skipped: there is no corpus of module files (set GMF_CORPUS to its folder; it is not part of the repository)';
