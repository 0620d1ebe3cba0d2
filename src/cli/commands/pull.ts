import type { CommandDefinition } from '../command.ts';
import { addServerFlags } from '../server-flags.ts';

/** What a server holds of one patient. */
export const pull: CommandDefinition = {
  name: 'pull',
  summary: 'all that a FHIR server holds of one patient, as a bundle or as readable text',
  configure(command) {
    command
      .argument('<server>', 'base address of the server, such as http://127.0.0.1:8080/fhir')
      .argument('<patient>', "an id, a name, or a search, such as 'identifier=A-1' or 'family=Ames&birthdate=1980'")
      .option('-o, --out <path>', 'file or folder to write to, - for standard output (default: a file here)')
      .option('--show', 'write a timeline to standard output; a file only where --out names one');
    addServerFlags(command);
  },
  async run({ host, args, flags }) {
    const { runPull } = await import('../pull/pull.ts');
    return runPull(host, args[0] as string, args[1] as string, flags);
  },
};
