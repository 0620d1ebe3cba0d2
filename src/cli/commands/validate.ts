import { AppError, ExitCode } from '../../core/app-error.ts';
import { DEFAULT_GUIDE, versionOf } from '../../reference/guides.ts';
import { choiceFlag } from '../choice.ts';
import { type CommandDefinition, collect, listFlag, textFlag } from '../command.ts';
import { GUIDE_WORDS } from '../guide-choice.ts';

const LEVELS = ['error', 'warning', 'note'] as const;
const SWITCH = ['on', 'off'] as const;
const FAILING = ['error', 'warning'] as const;
const FORMATS = ['text', 'json', 'outcome'] as const;

/** Judges FHIR that was written, by whomever. */
export const validate: CommandDefinition = {
  name: 'validate',
  summary: 'judge FHIR R4 files: structure, profiles, codes, references, ids, times, plausibility',
  configure(command) {
    command
      .argument(
        '[path...]',
        'folders (with the folders in them), files of JSON or NDJSON, packed by gzip or not, or - for standard input; references that lead out of files given alone are not judged',
      )
      .option(
        '--profile <guide>',
        `US Core that a claim without version means: ${GUIDE_WORDS} to judge by plain R4 (default: what the manifest of the folder says, or ${versionOf(DEFAULT_GUIDE)})`,
      )
      .option('--package <path>', 'a package of profiles to judge by, too: .tgz or folder; repeatable', collect)
      .option('--claim <url>', 'a profile to judge every resource of its type by; repeatable', collect)
      .option(
        '--plausibility <on|off>',
        'judge values and events by what living persons can have: limits, relations, courses; what cannot be is an error, what nobody is known to have had a warning (default: on)',
      )
      .option('--rules', 'list the rules of plausibility with their reasons, and judge nothing')
      .option('--level <severity>', `list nothing less severe: ${LEVELS.join(', ')} (default: note)`)
      .option('--fail-on <severity>', `end with exit code 1 on findings of ${FAILING.join(' or ')} (default: error)`)
      .option('--format <format>', `${FORMATS.join(', ')}: an OperationOutcome (default: text)`)
      .option('--json', 'the same as --format json')
      .option('--all', 'list every finding, not a hundred of each rule')
      .option('-q, --quiet', 'errors only, without summary');
  },
  async run({ host, args, flags }) {
    const format = choiceFlag(flags, 'format', FORMATS) ?? (flags['json'] === true ? 'json' : 'text');
    const paths = args[0] as readonly string[];
    if (flags['rules'] === true) {
      const { listRules } = await import('../validate/rules.ts');
      if (format !== 'outcome' && paths.length === 0) return listRules(host, format);
      const message = '--rules lists rules as text or JSON, and judges nothing';
      throw new AppError(ExitCode.usage, message, { hint: 'anamnesis validate --rules' });
    }
    if (paths.length === 0) {
      throw new AppError(ExitCode.usage, 'say what to judge', { hint: 'anamnesis validate output' });
    }
    const { runValidate } = await import('../validate/validate.ts');
    const { guideOf } = await import('../validate/guide.ts');
    return runValidate(host, paths, {
      profile: guideOf(textFlag(flags, 'profile')),
      packages: listFlag(flags, 'package'),
      claims: listFlag(flags, 'claim'),
      level: choiceFlag(flags, 'level', LEVELS) ?? 'note',
      format,
      failOn: choiceFlag(flags, 'fail-on', FAILING) ?? 'error',
      all: flags['all'] === true,
      plausibility: (choiceFlag(flags, 'plausibility', SWITCH) ?? 'on') === 'on',
      quiet: flags['quiet'] === true,
    });
  },
};
