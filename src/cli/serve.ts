import { ExitCode } from '../core/app-error.ts';
import { NOTICE } from '../serve/notice.ts';
import { type RunningServer, startServer } from '../serve/server.ts';
import { type Flags, textFlag } from './command.ts';
import type { Host } from './host.ts';
import { PACKAGE } from './package-info.ts';
import { paint } from './paint.ts';
import { Progress } from './progress.ts';
import { count, counted, table } from './text.ts';
import { readWhole } from './whole-number.ts';

const PORT = 8080;

const LOOPBACK = '127.0.0.1';

/** Serves a folder until Ctrl-C, which is how it is meant to end. */
export async function runServe(host: Host, folder: string | undefined, flags: Flags): Promise<ExitCode> {
  const port = readWhole(flags, 'port', '--port', { from: 0, to: 65_535, unless: PORT });
  const address = textFlag(flags, 'host') ?? LOOPBACK;
  const readOnly = flags['readOnly'] === true;
  const progress = new Progress(host.err, undefined, 'resources loaded', folder !== undefined);
  const server = await startServer({
    host: address,
    port,
    readOnly,
    software: PACKAGE,
    ...(folder === undefined ? {} : { folder, onLoaded: (loaded: number) => progress.at(loaded) }),
  });
  progress.clear();
  if (!isLoopback(address)) {
    const warning = paint(host.err, 'yellow', 'warning:');
    host.err.write(`${warning} other machines can reach this server, and nobody is asked who they are\n`);
  }
  // Who reads how it is ended may end it at once.
  const ended = interrupted(host);
  host.out.write(announcement(server, host, folder, readOnly));
  await ended;
  await server.close();
  return ExitCode.done;
}

function isLoopback(address: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|localhost|::1)$/.test(address);
}

/** Resolves at the first Ctrl-C. */
function interrupted(host: Host): Promise<void> {
  return new Promise((resolve) => {
    const end = host.onInterrupt(() => {
      end();
      resolve();
    });
  });
}

function announcement(server: RunningServer, host: Host, folder: string | undefined, readOnly: boolean): string {
  const { url, loaded } = server;
  const patients = server.counts().get('Patient') ?? 0;
  const what =
    folder === undefined
      ? 'It is empty.'
      : `${count(loaded)} resources of ${counted(patients, 'patient')}, from ${folder}.`;
  return [
    paint(host.out, 'bold', `FHIR R4 at ${url}`),
    what,
    NOTICE,
    '',
    ...table(nextSteps(server, readOnly)),
    '',
    'Ctrl-C ends it.',
    '',
  ].join('\n');
}

/** What to do next, and how. */
function nextSteps({ url, patient }: RunningServer, readOnly: boolean): readonly (readonly string[])[] {
  const rows = [['see what is there', `open ${url.replace(/fhir$/, '')} in a browser`]];
  if (patient !== undefined) {
    rows.push(
      ['search', `curl '${url}/Observation?patient=${patient}&_sort=-date&_count=5'`],
      ['all of one patient', `curl '${url}/Patient/${patient}/$everything'`],
      ['the same as a timeline', `${PACKAGE.name} pull ${url} ${patient} --show`],
    );
  }
  if (!readOnly) rows.push(['load what a run wrote', `${PACKAGE.name} push FOLDER --to ${url}`]);
  return rows.map((row, i) => [i === 0 ? 'Next:' : '', ...row]);
}
