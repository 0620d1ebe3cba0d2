import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { hasErrors } from '../core/diagnostic.ts';
import { type JsonSource, readJson } from '../core/json-source.ts';
import { didYouMean } from '../core/suggest.ts';
import { OutputFolder } from '../export/sink.ts';
import { discoverModules } from '../language/discover.ts';
import { moduleGraph } from '../language/graph.ts';
import { toMermaid } from '../language/graph-mermaid.ts';
import { toSvg } from '../language/graph-svg.ts';
import { objectOf } from '../language/loose-json.ts';
import { moduleNamed } from './find-module.ts';
import type { Host } from './host.ts';
import { moduleFolders, writeDiagnostics } from './modules.ts';
import { checkPlace } from './report/destination.ts';

export interface GraphOptions {
  /** A file, or the path of a module in its folder. */
  readonly module: string;
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
}

const FORMATS = ['svg', 'mermaid'] as const;

type Format = (typeof FORMATS)[number];

/** What the name of a file says about how to draw; standard output and a name without ending get SVG. */
const ENDINGS: Readonly<Record<string, Format>> = {
  '': 'svg',
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.md': 'mermaid',
};

/** Writes the flowchart of a module. */
export async function runGraph(host: Host, options: GraphOptions): Promise<ExitCode> {
  const format = formatOf(options);
  if (options.out !== undefined) checkPlace(options.out);
  const source = sourceOf(options);
  if (hasErrors(source.diagnostics)) {
    writeDiagnostics(source.diagnostics, host.err);
    throw new AppError(ExitCode.findings, `${source.file} cannot be drawn`);
  }
  const kind = objectOf(source.value)['kind'];
  if (kind === 'signals') {
    const hint = 'anamnesis check judges it';
    throw new AppError(ExitCode.usage, `${source.file} is a file of signals, which has no states to draw`, { hint });
  }
  if (kind === 'cohort') {
    const hint = 'anamnesis cohort show tells who fits it';
    throw new AppError(ExitCode.usage, `${source.file} is a cohort, which has no states to draw`, { hint });
  }
  const graph = moduleGraph(source.value);
  if (graph.nodes.length === 0) throw new AppError(ExitCode.findings, `${source.file} has no states to draw`);
  const picture = format === 'svg' ? await toSvg(graph) : toMermaid(graph);
  if (options.out === undefined) host.out.write(picture.endsWith('\n') ? picture : `${picture}\n`);
  else new OutputFolder(dirname(options.out)).write(basename(options.out), Buffer.from(picture));
  return ExitCode.done;
}

function formatOf({ format, out }: GraphOptions): Format {
  if (format === undefined) {
    const ending = extname(out ?? '').toLowerCase();
    const said = ENDINGS[ending];
    if (said) return said;
    const hint = `name the file ${Object.keys(ENDINGS)
      .filter((known) => known !== '')
      .map((known) => `*${known}`)
      .join(', ')}, or say how to draw with --format`;
    throw new AppError(ExitCode.usage, `no flowchart is drawn as "${ending}"`, { hint });
  }
  const known = FORMATS.find((name) => name === format.toLowerCase());
  if (known) return known;
  const near = didYouMean(format, FORMATS);
  throw new AppError(ExitCode.usage, `--format "${format}" is not one of ${FORMATS.join(', ')}${near}`);
}

function sourceOf(options: GraphOptions): JsonSource {
  const { module } = options;
  if (statSync(module, { throwIfNoEntry: false })?.isFile()) return readJson(readFileSync(module, 'utf8'), module);
  const { modules } = discoverModules(moduleFolders(options.modulesDir, options.builtin));
  return moduleNamed(module, modules).source();
}
