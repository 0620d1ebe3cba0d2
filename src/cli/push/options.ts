import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { PushOptions } from '../../push/push.ts';
import { type Flags, textFlag } from '../command.ts';
import { readWhole } from '../whole-number.ts';

const GIB = 1_073_741_824;

/** What the flags of push say. @throws AppError for what they cannot mean. */
export function readPushOptions(paths: readonly string[], flags: Flags): PushOptions {
  return {
    paths,
    state: textFlag(flags, 'state'),
    fresh: flags['fresh'] === true,
    maxEntries: readWhole(flags, 'maxEntries', '--max-entries', { from: 1, to: 1_000_000, unless: undefined }),
    maxBytes: readWhole(flags, 'maxBytes', '--max-bytes', { from: 1000, to: GIB, unless: undefined }),
    concurrency: readWhole(flags, 'concurrency', '--concurrency', { from: 1, to: 256, unless: 8 }),
    ids: oneOf(flags, 'ids', '--ids', ['given', 'fixed']),
    verify: oneOf(flags, 'verify', '--verify', ['full', 'counts', 'off']),
  };
}

/** How often a request is tried. */
export function readTries(flags: Flags): number {
  return readWhole(flags, 'retries', '--retries', { from: 1, to: 1000, unless: 8 });
}

/** The first choice is the default. */
function oneOf<const Choice extends string>(
  flags: Flags,
  name: string,
  place: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = textFlag(flags, name);
  if (text === undefined) return choices[0];
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const message = `${place} ${JSON.stringify(text)} is not one of ${choices.join(', ')}${didYouMean(text, choices)}`;
  throw new AppError(ExitCode.usage, message);
}
