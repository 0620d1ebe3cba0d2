import { createHash } from 'node:crypto';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { withoutVersion } from '../../core/references.ts';
import type { InputEntry } from '../input/entry.ts';
import type { Input } from '../input/read-input.ts';
import { same } from '../look/same-content.ts';
import { EntrySource, resourceOf } from '../send/entry-source.ts';
import { arrange } from './arrange.ts';
import { type Chunk, cut } from './chunks.ts';
import type { Plan, PlannedChunk, PlannedEntry } from './plan.ts';

/** What a plan is made for. */
export type PlanSettings = Pick<Plan, 'server' | 'interaction' | 'limits' | 'ids'>;

/**
 * Plans how to send an input. The same input and settings give the same plan.
 * @throws AppError when two different resources want to be the same one.
 */
export function makePlan(input: Input, settings: PlanSettings): Plan {
  const entries = withoutRepeats(input);
  const index = new NameIndex(entries);
  const targets = entries.map((entry) => index.targets(entry));
  const units = arrange(entries, (entry) => targets[entry] ?? []);
  const stages = cut(
    units,
    (entry) => (entries[entry] as InputEntry).length,
    settings.limits,
    settings.interaction === 'batch',
  );
  const chunks: PlannedChunk[] = [];
  for (const [stage, lanes] of stages.entries()) {
    for (const [lane, ofLane] of lanes.entries()) {
      for (const chunk of ofLane) {
        const planned = plannedEntries(chunk, entries, index);
        chunks.push({ number: chunks.length, stage, lane, hash: hashOf(planned), entries: planned });
      }
    }
  }
  return { ...settings, files: input.files, passedBy: input.passedBy, chunks };
}

/** Finds entries by what others call them. */
class NameIndex {
  readonly #entries: readonly InputEntry[];
  readonly #byName = new Map<string, number>();

  constructor(entries: readonly InputEntry[]) {
    this.#entries = entries;
    for (const [index, { aliases }] of entries.entries()) for (const alias of aliases) this.#byName.set(alias, index);
    for (const [index, { key }] of entries.entries()) this.#byName.set(key, index);
  }

  find(reference: string): number | undefined {
    return this.#byName.get(withoutVersion(reference));
  }

  targets({ references }: InputEntry): number[] {
    const found = new Set<number>();
    for (const reference of references) {
      const target = this.find(reference);
      if (target !== undefined) found.add(target);
    }
    return [...found];
  }

  renames({ references }: InputEntry): Record<string, string> {
    const renames: Record<string, string> = {};
    for (const reference of references) {
      const target = this.find(reference);
      if (target === undefined) continue;
      const { key, kind } = this.#entries[target] as InputEntry;
      if (kind === 'assigned' || withoutVersion(reference) !== key) renames[reference] = key;
    }
    return renames;
  }
}

function plannedEntries(chunk: Chunk, entries: readonly InputEntry[], index: NameIndex): PlannedEntry[] {
  return chunk.flatMap((unit) =>
    unit.entries.map((number, place) => {
      const entry = entries[number] as InputEntry;
      const { file, at, length, digest, type, key, kind, form } = entry;
      return { file, at, length, digest, type, key, kind, form, isJoined: place > 0, renames: index.renames(entry) };
    }),
  );
}

function hashOf(entries: readonly PlannedEntry[]): string {
  const hash = createHash('sha256');
  for (const { key, digest } of entries) hash.update(`${key} ${digest}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Each resource once, though two files may hold it, as bundles of several patients hold their hospital. */
function withoutRepeats({ root, entries, files }: Input): InputEntry[] {
  const first = new Map<string, InputEntry>();
  const source = new EntrySource(
    root,
    files.map(({ path }) => path),
  );
  const isSame = (a: InputEntry, b: InputEntry) =>
    a.digest === b.digest || same(resourceOf(source.load(a)), resourceOf(source.load(b)));
  try {
    for (const entry of entries) {
      const before = first.get(entry.key);
      if (before === undefined) first.set(entry.key, entry);
      else if (!isSame(entry, before)) throw conflict(entry, before, files);
    }
  } finally {
    source.close();
  }
  return [...first.values()];
}

function conflict(entry: InputEntry, before: InputEntry, files: Input['files']): AppError {
  const places = [before, entry].map(({ file, at }) => `${files[file]?.path} (byte ${at})`);
  const message = `${entry.key} is in ${places.join(' and in ')}, and says different things`;
  const hint =
    'one resource has one id: remove one of them, or push the files to servers of their own (nothing was sent)';
  return new AppError(ExitCode.usage, message, { hint });
}
