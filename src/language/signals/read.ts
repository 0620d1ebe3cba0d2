import type { Diagnostic } from '../../core/diagnostic.ts';
import { FORMULAS } from '../../physiology/formulas/index.ts';
import { builtInSignals, type Discovery, type ModuleFile } from '../discover.ts';
import { objectOf } from '../loose-json.ts';
import { type LinkedSignals, linkSignals, type UnreadSignals } from './link.ts';
import { type ParsedSignals, parseSignals } from './parse.ts';

/** The signals of a program, and the files that they are from. */
export interface ProgramSignals extends LinkedSignals {
  /** Those that come with the program first, then by path. */
  readonly opened: readonly ModuleFile[];
  /** Those that could be read, where any was found in a folder of modules. */
  readonly files: readonly ParsedSignals[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and links the signals of all files that were found. Those that come with the program are always among them; a file of the same
 * path replaces one of theirs. Where no folder has a file of signals, nothing is said of those of the program.
 */
export function readSignals(discovery: Discovery): ProgramSignals {
  const kinds = new Map(discovery.modules.map((file) => [file, file.header().kind]));
  const found = discovery.modules.filter((file) => kinds.get(file) === 'signals');
  const ofNoKind = discovery.modules.filter((file) => kinds.get(file) === undefined);
  if (found.length === 0) {
    const { names, isComplete } = unreadOf(ofNoKind);
    return isComplete && names.length === 0
      ? builtInAlone()
      : { ...builtInAlone(), broken: new Set(names), isComplete };
  }
  const builtIn = builtInSignals().filter(({ path }) => !discovery.module(path));
  return linkFiles([...builtIn, ...found], ofNoKind);
}

/** What may be declared in files that could not be read, so that it is not said to be declared nowhere. */
function unreadOf(files: readonly ModuleFile[]): UnreadSignals {
  const values = files.map((file) => file.source().value);
  return {
    names: values.flatMap((value) => Object.keys(objectOf(objectOf(value)['signals']))),
    isComplete: values.every((value) => value !== undefined),
  };
}

/** Linked when first asked for, once: files of the package do not change while it runs. */
const builtInAlone = once((): ProgramSignals => ({ ...linkFiles(builtInSignals(), []), files: [], diagnostics: [] }));

/** `ofNoKind`: files of which it is not known what they are. */
function linkFiles(list: readonly ModuleFile[], ofNoKind: readonly ModuleFile[]): ProgramSignals {
  const opened = [...list].sort(byPlace);
  const read = opened.map(parseSignals);
  const files = read.flatMap(({ parsed }) => (parsed ? [parsed] : []));
  const unread = opened.filter((_, i) => read[i]?.parsed === undefined);
  const linked = linkSignals(files, FORMULAS, unreadOf([...unread, ...ofNoKind]));
  const diagnostics = [...read.flatMap((file) => file.diagnostics), ...files.flatMap(({ report }) => report.list)];
  return { ...linked, opened, files, diagnostics };
}

/** What is declared twice is told where the user declares it. */
function byPlace(a: ModuleFile, b: ModuleFile): number {
  if (a.builtIn !== b.builtIn) return a.builtIn ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
