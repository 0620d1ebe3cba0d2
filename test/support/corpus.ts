import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of foreign modules to run: GMF_CORPUS, or beside the repository. */
const folder = process.env['GMF_CORPUS'] ?? fileURLToPath(new URL('../../../shared/gmf-corpus', import.meta.url));

/** Where the foreign modules are, and whether they are there. Tests that need them are skipped without, saying so in their title. */
export const CORPUS = {
  folder,
  modules: `${folder}/modules`,
  unit: `${folder}/unit`,
  exists: existsSync(`${folder}/modules`),
  /** Appended to the title of a skipped suite. */
  note: existsSync(`${folder}/modules`) ? '' : ' (skipped: no foreign modules; set GMF_CORPUS to a folder of them)',
} as const;
