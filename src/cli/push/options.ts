import type { PushOptions } from '../../push/push.ts';
import { choiceFlag } from '../choice.ts';
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
    ids: choiceFlag(flags, 'ids', ['given', 'fixed']) ?? 'given',
    verify: choiceFlag(flags, 'verify', ['full', 'counts', 'off']) ?? 'full',
  };
}

/** How often a request is tried. */
export function readTries(flags: Flags): number {
  return readWhole(flags, 'retries', '--retries', { from: 1, to: 1000, unless: 8 });
}
