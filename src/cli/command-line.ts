import { Command, CommanderError } from 'commander';
import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import type { CommandDefinition, Flags, Invocation } from './command.ts';
import { COMMANDS, DEFAULT_COMMAND } from './commands/index.ts';
import { reportFailure } from './failure.ts';
import type { Host } from './host.ts';
import { PACKAGE } from './package-info.ts';

const INTRODUCTION = `Synthetic medical records: disease modules, simulated lives, validated FHIR.

Without a command, it generates: ${PACKAGE.name} -p 10 Massachusetts Boston`;

/** Runs what was typed, and gives what the process shall end with. Never throws. */
export async function runCommandLine(host: Host): Promise<ExitCode> {
  try {
    return await parseAndRun(host);
  } catch (error) {
    return reportFailure(error, host);
  }
}

async function parseAndRun(host: Host): Promise<ExitCode> {
  const chosen: { run: () => Promise<ExitCode> } = { run: async () => ExitCode.done };
  const program = buildProgram(host, (definition, invocation) => {
    chosen.run = () => definition.run(invocation);
  });
  try {
    await program.parseAsync([...host.args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ExitCode.done;
    throw usageError(error, host.args);
  }
  return chosen.run();
}

type Choose = (definition: CommandDefinition, invocation: Invocation) => void;

function buildProgram(host: Host, choose: Choose): Command {
  const program = new Command(PACKAGE.name);
  program
    .description(INTRODUCTION)
    .version(`${PACKAGE.name} ${PACKAGE.version}`, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.out.write(text),
      // Errors are thrown, and told in one place.
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(host.out.columns, 100),
    });
  for (const definition of COMMANDS) addCommand(program, definition, host, choose);
  program.addHelpText('after', () => `\n${defaultCommandHelp(program)}`);
  return program;
}

function addCommand(parent: Command, definition: CommandDefinition, host: Host, choose: Choose): void {
  const { name, summary, subcommands = [] } = definition;
  const command = parent.command(name, { isDefault: definition === DEFAULT_COMMAND });
  command.summary(summary).description(summary).helpOption('-h, --help', 'show this help').helpCommand(false);
  definition.configure(command);
  command.allowExcessArguments(false);
  command.action(() => choose(definition, { host, args: command.processedArgs, flags: command.opts<Flags>() }));
  for (const subcommand of subcommands) addCommand(command, subcommand, host, choose);
}

/** The options of the command that runs without being named, for the help of the whole program. */
function defaultCommandHelp(program: Command): string {
  const command = program.commands.find((candidate) => candidate.name() === DEFAULT_COMMAND.name);
  if (!command) return '';
  const help = command.helpInformation({ error: false });
  // Usage and summary stand in the list of commands already.
  const options = help.slice(help.indexOf('Arguments:'));
  return `With ${DEFAULT_COMMAND.name}, or without a command:\n\n${options}`;
}

/** One sentence of what commander says, in the words of this program. */
function usageError(error: CommanderError, args: readonly string[]): AppError {
  if (error.code === 'commander.help') return unknownCommand(args[args.indexOf('help') + 1] ?? '');
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const near = suggestion?.match(/Did you mean (?:one of )?(.+?)\?\)/)?.[1];
  const hint = `${PACKAGE.name} --help lists commands and options`;
  return new AppError(ExitCode.usage, near ? `${message}; did you mean ${near}?` : message, { hint });
}

/** `help` of what is no command. */
function unknownCommand(name: string): AppError {
  const names = COMMANDS.map((command) => command.name);
  const message = `there is no command "${name}"${didYouMean(name, names)}`;
  return new AppError(ExitCode.usage, message, { hint: `commands are ${names.join(', ')}` });
}
