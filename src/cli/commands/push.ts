import type { CommandDefinition } from '../command.ts';
import { addServerFlags } from '../server-flags.ts';

/** Loads FHIR into a server. */
export const push: CommandDefinition = {
  name: 'push',
  summary: 'load FHIR R4 files into a server: resumable, verified, the same when done twice',
  configure(command) {
    command
      .argument('<path...>', 'folders (with the folders in them) or files of bundles, resources or NDJSON')
      .requiredOption('--to <url>', 'base address of the server, such as http://127.0.0.1:8080/fhir');
    command
      .optionsGroup('How:')
      .option('--dry-run', 'tell the plan and send nothing')
      .option('--max-entries <n>', 'most entries of a bundle (default: what the server is known to take)')
      .option('--max-bytes <n>', 'most bytes of a bundle (default: what the server is known to take)')
      .option('--concurrency <n>', 'most requests at a time; it begins with 4 (default: 8)')
      .option('--retries <n>', 'how often a request is tried that may succeed later (default: 8)')
      .option(
        '--ids <given|fixed>',
        'entries that are to be POSTed: as they are, or put under the ids that they have (default: given)',
      )
      .option(
        '--verify <full|counts|off>',
        'look afterwards for every id, for the number of each type, or not (default: full)',
      )
      .option('--state <folder>', 'where plan, journal and rejects are kept (default: .push beside the data)')
      .option('--fresh', 'forget what an earlier push of this input remembers')
      .option('--json', 'the summary as JSON')
      .option('-q, --quiet', 'no progress and no summary');
    addServerFlags(command);
  },
  async run({ host, args, flags }) {
    const { runPush } = await import('../push/push.ts');
    return runPush(host, args[0] as readonly string[], flags);
  },
};
