import type { Note } from '../../export/notes.ts';
import type { WrittenFile } from '../../export/sink.ts';
import { PACKAGE } from '../package-info.ts';
import type { CompiledRun, UsedFile } from './compile.ts';
import type { PeopleFileUsed } from './people.ts';
import type { GenerateOptions } from './resolve-options.ts';
import type { LivesMade } from './run.ts';
import type { LeftOut } from './tally.ts';

const FORMAT = 'anamnesis-manifest-1';

/** What a run was asked and what it made. Two equal manifests are two equal runs, on whatever machine and day. */
export interface Manifest {
  readonly seed: string;
  readonly referenceDate: string;
  /** The options that affect the output, except the two above. */
  readonly options: Readonly<Record<string, unknown>>;
  /** False when the run was stopped before the last slot. */
  readonly complete: boolean;
  readonly counts: {
    /** Slots that were worked on, and the lives that came of them. */
    readonly slots: number;
    readonly living: number;
    readonly dead: number;
    readonly entries: Readonly<Record<string, number>>;
    /** What was written, by format: resources by type, rows by table. */
    readonly written: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly leftOut: readonly LeftOut[];
  /** What is not written as the record has it, by format; a format that has nothing to say is left out. */
  readonly notes: Readonly<Record<string, readonly Note[]>>;
  /** How many files were judged, by what, and what was found in them, by rule; null when none was to be judged: no format has any, or they were not wanted. */
  readonly validation: {
    readonly mode: 'full' | 'sample' | 'off';
    readonly profile: string;
    readonly files: number;
    readonly resources: number;
    readonly findings: Readonly<Record<string, number>>;
  } | null;
  readonly modules: readonly UsedFile[];
  readonly signals: readonly UsedFile[];
  readonly tables: readonly UsedFile[];
  readonly valueSets: readonly UsedFile[];
  readonly files: readonly WrittenFile[];
}

/** What a run shall say about itself. */
export function manifestOf(
  options: GenerateOptions,
  run: Pick<CompiledRun, 'modules' | 'signals' | 'tables' | 'valueSets'>,
  peopleFile: PeopleFileUsed | undefined,
  made: LivesMade,
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  const { seed, referenceDate, endDate, people, slots, only, mortality, world, grain, format, validate } = options;
  const { tally, written, report, complete } = made;
  return {
    seed,
    referenceDate,
    options: {
      endDate,
      slots,
      ...people,
      ...(peopleFile && { people: peopleFile }),
      only: only ?? 'any',
      mortality,
      world,
      independentRanges: options.independentRanges,
      grainDays: grain,
      format,
      ...options.export,
      validate,
      ...more,
    },
    complete,
    counts: {
      slots: tally.slots,
      living: tally.living,
      dead: tally.dead,
      entries: tally.entries,
      written: Object.fromEntries([...written].map(([name, { counts }]) => [name, sorted(counts)])),
    },
    leftOut: tally.leftOut,
    notes: Object.fromEntries(
      [...written].flatMap(([name, { notes }]) => (notes.length > 0 ? [[name, notes] as const] : [])),
    ),
    validation: report ? { mode: validate, profile: options.export.profile, ...judged(report) } : null,
    modules: run.modules,
    signals: run.signals,
    tables: run.tables,
    valueSets: run.valueSets,
    files: [...written.values()].flatMap(({ files }) => files).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function judged({ files, resources, countsByCode }: NonNullable<LivesMade['report']>) {
  return { files, resources, findings: countsByCode };
}

function sorted(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of the manifest: lists of files one file a line, so that two of them are easy to compare. */
export function manifestText(manifest: Manifest): string {
  const { modules, signals, tables, valueSets, files, ...rest } = manifest;
  const head = JSON.stringify({ format: FORMAT, program: PACKAGE.name, version: PACKAGE.version, ...rest }, null, 2);
  const lists = Object.entries({ modules, signals, tables, valueSets, files }).map(
    ([name, items]) => `  "${name}": ${linesOf(items)}`,
  );
  return `${head.slice(0, -2)},\n${lists.join(',\n')}\n}\n`;
}

/** The files that a manifest lists; undefined when the text is no manifest of ours. */
export function manifestFiles(text: string): readonly string[] | undefined {
  const manifest = parse(text);
  if (manifest?.format !== FORMAT || !Array.isArray(manifest.files)) return undefined;
  const paths = manifest.files.map((file: unknown) => (file as { path?: unknown } | null)?.path);
  // A path that leads out of the folder was not written by us.
  return paths.every((path) => typeof path === 'string' && isInside(path)) ? (paths as string[]) : undefined;
}

function parse(text: string): { readonly format?: unknown; readonly files?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !path.includes('\\');
}

function linesOf(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
