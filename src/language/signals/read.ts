import type { Diagnostic } from '../../core/diagnostic.ts';
import { builtInSignals, type Discovery, type ModuleFile } from '../discover.ts';
import { type LinkedSignals, linkSignals } from './link.ts';
import { type ParsedSignals, parseSignals } from './parse.ts';

/** The signals of a program, and the files that they are from. */
export interface ProgramSignals extends LinkedSignals {
  /** All of them, in order of path. */
  readonly opened: readonly ModuleFile[];
  /** Those that could be read. */
  readonly files: readonly ParsedSignals[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and links the signals of all files that were found. Those that come with the program are always among them; a file of the same
 * path replaces one of theirs.
 */
export function readSignals(discovery: Discovery): ProgramSignals {
  const own = discovery.modules.filter((file) => file.header().kind === 'signals');
  const builtIn = builtInSignals().filter(({ path }) => !discovery.module(path));
  const opened = [...builtIn, ...own].sort((a, b) => (a.path < b.path ? -1 : 1));
  const read = opened.map(parseSignals);
  const files = read.flatMap(({ parsed }) => (parsed ? [parsed] : []));
  const linked = linkSignals(files);
  const diagnostics = [...read.flatMap((file) => file.diagnostics), ...files.flatMap(({ report }) => report.list)];
  return { ...linked, opened, files, diagnostics };
}
