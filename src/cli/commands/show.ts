import type { CommandDefinition } from '../command.ts';

/** Shows one patient as text. */
export const show: CommandDefinition = {
  name: 'show',
  summary: "one patient's record as readable text, from any FHIR R4 bundle",
  configure(command) {
    command
      .argument('<folder>', 'folder that a run wrote, folder of bundles, or one bundle')
      .argument('[patient]', 'part of a name, an id, a record number, or the name of a file');
  },
  async run({ host, args }) {
    const { runShow } = await import('../show/show.ts');
    return runShow(host, args[0] as string, typeof args[1] === 'string' ? args[1] : undefined);
  },
};
