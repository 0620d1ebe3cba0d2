import type { CommandDefinition } from '../command.ts';

/** A FHIR server to try things with. */
export const serve: CommandDefinition = {
  name: 'serve',
  summary: 'a small FHIR R4 server on this machine over generated files, for trying: nothing is kept',
  configure(command) {
    command
      .argument('[folder]', 'folder that a run wrote, or of bundles or NDJSON files (default: empty, to push into)')
      .option('--port <number>', 'port to listen on; 0 takes any that is free (default: 8080)')
      .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in (default: 127.0.0.1)')
      .option('--read-only', 'refuse writes');
  },
  async run({ host, args, flags }) {
    const { runServe } = await import('../serve.ts');
    return runServe(host, typeof args[0] === 'string' ? args[0] : undefined, flags);
  },
};
