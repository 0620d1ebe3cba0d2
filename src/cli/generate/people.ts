import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { parseTime, type SimTime } from '../../core/time.ts';
import { PeopleFile } from '../../people/people-file/people-file.ts';
import type { Reference } from '../../reference/data.ts';
import type { Host } from '../host.ts';
import { paint } from '../paint.ts';
import { count } from '../text.ts';
import type { SlotRange } from './options.ts';
import type { AskedOptions } from './resolve-options.ts';

/** What the manifest says of a file of persons. */
export interface PeopleFileUsed {
  readonly persons: number;
  readonly sha256: string;
}

/** A file of persons that can be used. */
export interface People {
  readonly file: PeopleFile;
  readonly used: PeopleFileUsed;
}

/**
 * Opens a file of persons and judges every row; tells of places that are not known.
 * @throws AppError naming row and column of everything that is wrong.
 */
export function openPeople(path: string, asked: AskedOptions, { places }: Reference, host: Host): People {
  const file = new PeopleFile(path, { places, referenceDate: parseTime(asked.referenceDate) as SimTime });
  for (const warning of file.check().warnings) host.err.write(`${paint(host.err, 'yellow', 'warning:')} ${warning}\n`);
  return { file, used: { persons: file.count, sha256: sha256Of(path) } };
}

/** The slots of a run: as asked, or everybody of the file. */
export function slotsOf({ slots }: AskedOptions, people: People | undefined): SlotRange {
  if (!people) {
    if (!slots) throw new Error('a run without a file of persons has a range of slots');
    return slots;
  }
  const { count: persons, file } = people.file;
  if (!slots) return { from: 0, to: persons - 1 };
  if (slots.to < persons) return slots;
  const hint = `slots count from 0, so the last one is ${persons - 1}; without -p and --slots everybody of the file is made`;
  const held = persons === 1 ? '1 person' : `${count(persons)} persons`;
  throw new AppError(ExitCode.usage, `${file} has ${held}, and slot ${slots.to} is asked for`, { hint });
}

function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(1 << 20);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
