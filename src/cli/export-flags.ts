import type { Command } from 'commander';
import { DEFAULT_GUIDE, versionOf } from '../reference/guides.ts';
import { GUIDE_WORDS } from './guide-choice.ts';

/** Declares the flags of the form in which FHIR leaves; every command that makes patients has them. */
export function exportFlags(command: Command): void {
  command
    .option('--profile <guide>', `US Core that resources claim: ${GUIDE_WORDS} (default: ${versionOf(DEFAULT_GUIDE)})`)
    .option('--bundle <type>', 'fhir: bundles of type transaction, collection or batch (default: transaction)')
    .option(
      '--ids <fixed|urn>',
      'fhir: resources keep their ids (PUT), or a server gives them ids (POST, urn:uuid) (default: fixed)',
    )
    .option('--max-entries <n>', 'fhir: most entries of a bundle; a larger patient becomes several bundles')
    .option('--max-bytes <n[k|M]>', 'fhir: most bytes of a bundle')
    .option('--import-base <url>', 'ndjson: where a server will find the files (default: a placeholder)');
}
