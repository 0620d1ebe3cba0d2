import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { type ByteSource, fileSource, streamSource } from '../../core/byte-source.ts';
import { DEFAULT_GUIDE } from '../../reference/guides.ts';
import type { Finding } from '../../validate/finding.ts';
import { Findings } from '../../validate/findings.ts';
import { filesIn } from '../../validate/folder.ts';
import { readPackage } from '../../validate/profile/package.ts';
import { ResourceJudge } from '../../validate/resource-judge.ts';
import { type ValidationReport, ValidationSession } from '../../validate/session.ts';
import { loadCodeKnowledge } from '../../validate/terminology/index.ts';
import type { GuideChoice } from '../guide-choice.ts';
import type { Host } from '../host.ts';
import { guideOfFolder } from './guide.ts';
import { outcomeOf } from './outcome.ts';
import { ValidateProgress } from './progress.ts';
import { findingLine, summaryLines } from './text.ts';

export interface ValidateOptions {
  /** Undefined: what the manifests of folders say. */
  readonly profile: GuideChoice | undefined;
  readonly packages: readonly string[];
  readonly claims: readonly string[];
  /** The least severe findings that are listed. */
  readonly level: Finding['severity'];
  readonly format: 'text' | 'json' | 'outcome';
  readonly all: boolean;
  /** Whether values and events are judged by what living persons can have. */
  readonly plausibility: boolean;
  readonly quiet: boolean;
  /** The least severe findings that make the exit code 1. */
  readonly failOn: 'error' | 'warning';
}

/** Standard input, among the paths. */
const STANDARD_INPUT = '-';

const LEVELS: readonly Finding['severity'][] = ['note', 'warning', 'error'];

/** Sources that are judged together: a folder, or all files that are named one by one. */
interface Group {
  readonly guide: GuideChoice;
  readonly sources: readonly ByteSource[];
  /** Whether what the sources refer to must be in one of them, and may hold something else than FHIR. */
  readonly isFolder: boolean;
}

/** Judges folders, files and standard input, and tells everything found. */
export async function runValidate(host: Host, paths: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  const { groups, bytes } = groupsOf(host, paths, options.profile);
  const judges = new Judges(options);
  const progress = new ValidateProgress(host.err, bytes, options.format === 'text' && !options.quiet);
  const found = new Findings(options.all ? Number.POSITIVE_INFINITY : undefined);
  const sums = { files: 0, resources: 0 };
  for (const group of groups) {
    const report = await judgeGroup(group, judges.by(group.guide), options, (read, resources) =>
      progress.read(read, sums.resources + resources),
    );
    found.merge(report);
    sums.files += report.files;
    sums.resources += report.resources;
  }
  for (const finding of [...judges.unusedClaims(), ...judges.unjudged()]) found.add(finding);
  progress.clear();
  const report = { ...found.summary(), ...sums };
  tell(host, report, judges.name, options);
  const { error, warning } = report.counts;
  return error > 0 || (options.failOn === 'warning' && warning > 0) ? ExitCode.findings : ExitCode.done;
}

/** The judges by guide; each reads its definitions once. */
class Judges {
  readonly #judges = new Map<GuideChoice, ResourceJudge>();
  readonly #packages: ReturnType<typeof readPackage>[];
  readonly #claims: readonly string[];
  readonly #codes = loadCodeKnowledge();

  constructor({ packages, claims }: ValidateOptions) {
    this.#packages = packages.map(readPackage);
    this.#claims = claims;
  }

  /** What is judged by, in words. */
  get name(): string {
    const guides = [...this.#judges.keys()].filter((guide) => guide !== 'none');
    return ['FHIR R4', ...guides, ...this.#packages.map(({ name }) => name)].join(', ');
  }

  by(guide: GuideChoice): ResourceJudge {
    const known = this.#judges.get(guide);
    if (known !== undefined) return known;
    const judge = new ResourceJudge({
      profile: guide,
      packages: this.#packages,
      claims: this.#claims,
      codes: this.#codes,
    });
    const unknown = this.#claims.find((claim) => !judge.knows(claim));
    if (unknown !== undefined) {
      const hint = 'name the package that defines it with --package';
      throw new AppError(ExitCode.usage, `--claim ${unknown} is no profile that is known`, { hint });
    }
    this.#judges.set(guide, judge);
    return judge;
  }

  /** What packages ask that nothing here can judge. */
  unjudged(): readonly Finding[] {
    return this.#packages
      .filter(({ unjudged }) => unjudged.length > 0)
      .map(({ name, unjudged }) => {
        const message = `invariants of ${name} that are not judged, because they are known as FHIRPath only: ${unjudged.join(', ')}`;
        return { severity: 'note', code: 'not-judged', file: '', expression: '', resource: '', message };
      });
  }

  /** Claims that no resource was of the type for: most likely not what was meant. */
  unusedClaims(): readonly Finding[] {
    const judges = [...this.#judges.values()];
    return this.#claims
      .filter((claim) => judges.every(({ unusedClaims }) => unusedClaims.includes(claim)))
      .map((claim) => {
        const message = `no resource is of the type that ${claim} is a profile of`;
        return { severity: 'warning', code: 'claim-unused', file: '', expression: '', resource: '', message };
      });
  }
}

function groupsOf(
  host: Host,
  paths: readonly string[],
  profile: GuideChoice | undefined,
): { readonly groups: readonly Group[]; readonly bytes: number | undefined } {
  const groups: Group[] = [];
  const files: ByteSource[] = [];
  let bytes = 0;
  for (const path of new Set(paths)) {
    if (path === STANDARD_INPUT) {
      files.push(streamSource(host.input, path));
      bytes = Number.NaN;
      continue;
    }
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${path}`);
    if (!stats.isDirectory()) {
      files.push(fileSource(path));
      bytes += stats.size;
      continue;
    }
    const sources = filesIn(path).map((name) => fileSource(join(path, name)));
    for (const { file } of sources) bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    groups.push({ guide: profile ?? guideOfFolder(path), sources, isFolder: true });
  }
  if (files.length > 0) groups.push({ guide: profile ?? DEFAULT_GUIDE, sources: files, isFolder: false });
  return { groups, bytes: Number.isNaN(bytes) ? undefined : bytes };
}

async function judgeGroup(
  { sources, isFolder }: Group,
  judge: ResourceJudge,
  { all, plausibility }: ValidateOptions,
  onRead: (bytes: number, resources: number) => void,
): Promise<ValidationReport> {
  const session = new ValidationSession({ judge, plausibility, ...(all && { keptPerRule: Number.POSITIVE_INFINITY }) });
  for (const source of sources) {
    await session.addSource(source, {
      // Files that are named one by one are taken for FHIR; in a folder, something else may stand among it.
      foreign: isFolder ? 'note' : 'error',
      onRead: (bytes) => onRead(bytes, session.resources),
    });
  }
  return isFolder ? session.finish() : session.finishAlone();
}

function tell(host: Host, report: ValidationReport, by: string, options: ValidateOptions): void {
  const least = LEVELS.indexOf(options.quiet ? 'error' : options.level);
  const listed = report.findings.filter(({ severity }) => LEVELS.indexOf(severity) >= least);
  if (options.format === 'json') {
    host.out.write(`${JSON.stringify({ judgedBy: by, ...report, findings: listed }, null, 2)}\n`);
    return;
  }
  const summary = summaryLines(report, by);
  if (options.format === 'outcome') {
    host.out.write(`${JSON.stringify(outcomeOf(report, listed, summary[0] ?? ''), null, 2)}\n`);
    return;
  }
  for (const finding of listed) host.out.write(`${findingLine(finding, host.out)}\n`);
  if (!options.quiet) for (const line of summary) host.out.write(`${line}\n`);
}
