import type { ExitCode as Code } from '../../core/app-error.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { createWorld, WORLD_DEFAULTS } from '../../index.ts';
import type { ProgramSignals } from '../../language/signals/read.ts';
import { loadLabSurvey } from '../../reference/lab-survey.ts';
import { labsJson } from '../../report/labs/json.ts';
import { labsPage } from '../../report/labs/page.ts';
import { type LabsReport, type LabsRequest, labsReport } from '../../report/labs/report.ts';
import { type Flags, listFlag, textFlag } from '../command.ts';
import { compileRun } from '../generate/compile.ts';
import { readOption } from '../generate/options.ts';
import type { Host } from '../host.ts';
import { PACKAGE } from '../package-info.ts';
import { Progress } from '../progress.ts';
import { signalsNamed } from '../signal-names.ts';
import { deliver, destinationOf } from './destination.ts';
import { labsText } from './labs-text.ts';

const ENDINGS = { '.html': 'html', '.htm': 'html', '.json': 'json', '.txt': 'text' } as const;

const LIVES = '2000';

/** Reports on the signals of a population. */
export async function runLabsReport(host: Host, flags: Flags): Promise<Code> {
  const destination = destinationOf(
    { format: textFlag(flags, 'format'), out: textFlag(flags, 'out') },
    ENDINGS,
    'text',
  );
  const asked = askedOf(flags);
  const modules = textFlag(flags, 'modules');
  const { compilation } = await compileRun(
    { modules, modulesDir: listFlag(flags, 'modulesDir'), builtin: flags['builtin'] !== false },
    host,
  );
  const { program, signals } = compilation;
  const { seed, referenceDate, lives, healthy, person } = asked;
  const names = textFlag(flags, 'signals');
  const only = names === undefined ? undefined : new Set(signalsNamed(names, program.signals));
  const report = made(host, flags['quiet'] !== true, {
    world: createWorld(program, { seed, referenceDate }),
    survey: loadLabSurvey(),
    lives,
    healthy,
    ...(only && { only }),
    ...(person !== undefined && { person }),
  });
  const byBand = flags['bands'] === true || only !== undefined;
  const written = {
    text: () => labsText(report, byBand),
    json: () => `${JSON.stringify(labsJson(report, { seed, referenceDate }), null, 1)}\n`,
    html: () => {
      const how = `${PACKAGE.name} ${PACKAGE.version}, seed "${seed}", reference date ${referenceDate}`;
      return labsPage(report, { made: how, groups: groupsOf(signals) });
    },
  };
  const { format, file } = destination;
  if (file === undefined) host.out.write(written[format]());
  else {
    if (format !== 'text') host.out.write(written.text());
    deliver(host, file, written[format]());
  }
  return report.faults.length === 0 ? ExitCode.done : ExitCode.findings;
}

function askedOf(flags: Flags) {
  const option = (name: 'seed' | 'referenceDate') => textFlag(flags, name) ?? WORLD_DEFAULTS[name];
  const lives = readOption('population', textFlag(flags, 'population') ?? LIVES, '--population');
  const slot = textFlag(flags, 'person');
  const person = slot === undefined ? undefined : readOption('person', slot, '--person').from;
  const healthy = flags['healthy'] === true;
  if (healthy && flags['modules'] !== undefined) {
    throw new AppError(ExitCode.usage, '--healthy runs no module, and --modules says which to run: leave one out');
  }
  return {
    lives,
    person,
    healthy,
    seed: readOption('seed', option('seed'), '--seed'),
    referenceDate: readOption('referenceDate', option('referenceDate'), '--reference-date'),
  };
}

function made(host: Host, isWanted: boolean, request: LabsRequest): LabsReport {
  const progress = new Progress(host.err, request.lives, 'lives', isWanted);
  try {
    return labsReport(request, (lives) => progress.at(lives));
  } finally {
    progress.clear();
  }
}

/** What the files of signals are called, by the signals they declare. */
function groupsOf({ files }: ProgramSignals): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ header: { name }, signals }) => signals.map((signal) => [signal.name, name] as const)),
  );
}
