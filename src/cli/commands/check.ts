import { type CommandDefinition, collect, listFlag } from '../command.ts';

/** Judges modules without running them. */
export const check: CommandDefinition = {
  name: 'check',
  summary: 'find what is wrong with modules, with file, line and column',
  configure(command) {
    command
      .argument('[path...]', 'module files or folders of modules (default: the built-in modules)')
      .option('-d, --modules-dir <folder>', 'folder whose modules the checked ones may call; may be repeated', collect)
      .option('--no-builtin', 'the checked modules must do without the built-in ones')
      .option('--json', 'findings as JSON')
      .option('-q, --quiet', 'errors only');
  },
  async run({ host, args, flags }) {
    const { runCheck } = await import('../check/check.ts');
    return runCheck(host, {
      paths: (args[0] ?? []) as readonly string[],
      modulesDir: listFlag(flags, 'modulesDir'),
      builtin: flags['builtin'] !== false,
      json: flags['json'] === true,
      quiet: flags['quiet'] === true,
    });
  },
};
