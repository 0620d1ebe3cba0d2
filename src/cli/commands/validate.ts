import type { CommandDefinition } from '../command.ts';

/** Judges FHIR that was written, by whomever. */
export const validate: CommandDefinition = {
  name: 'validate',
  summary: 'judge FHIR R4 files: structure, references, ids, times',
  configure(command) {
    command
      .argument(
        '<path...>',
        'folders (with the folders in them) or files; references that lead out of a file given alone are not judged',
      )
      .option('--json', 'findings as JSON')
      .option('-q, --quiet', 'errors only');
  },
  async run({ host, args, flags }) {
    const { runValidate } = await import('../validate.ts');
    const json = flags['json'] === true;
    return runValidate(host, args[0] as readonly string[], { json, quiet: flags['quiet'] === true });
  },
};
