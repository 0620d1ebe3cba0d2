import { type CommandDefinition, collect, listFlag, textFlag } from '../command.ts';

/** Draws a module as a flowchart. */
export const graph: CommandDefinition = {
  name: 'graph',
  summary: 'draw a module as a flowchart',
  configure(command) {
    command
      .argument('<module>', 'a module file, or the path of a module in its folder, such as respiratory/asthma')
      .option('--format <svg|mermaid>', 'how to draw it (default: svg, or what the name of the output file says)')
      .option('-o, --out <file>', 'file to write, in place of standard output')
      .option('-d, --modules-dir <folder>', 'look for the module in this folder too; may be repeated', collect)
      .option('--no-builtin', 'do not look among the built-in modules');
  },
  async run({ host, args, flags }) {
    const { runGraph } = await import('../graph.ts');
    return runGraph(host, {
      module: args[0] as string,
      format: textFlag(flags, 'format'),
      out: textFlag(flags, 'out'),
      modulesDir: listFlag(flags, 'modulesDir'),
      builtin: flags['builtin'] !== false,
    });
  },
};
