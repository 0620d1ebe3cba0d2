import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, ExitCode } from '../core/app-error.ts';
import { type Finding, formatFinding } from '../validate/finding.ts';
import { Findings } from '../validate/findings.ts';
import { validateFolder } from '../validate/folder.ts';
import { type ValidationReport, ValidationSession } from '../validate/session.ts';
import type { Host, Stream } from './host.ts';
import { paint } from './paint.ts';
import { Progress } from './progress.ts';
import { count, counted } from './text.ts';

export interface ValidateOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Judges folders and files, and tells everything found. */
export async function runValidate(host: Host, paths: readonly string[], options: ValidateOptions): Promise<ExitCode> {
  const progress = new Progress(host.err, undefined, 'files', !options.json && !options.quiet);
  const report = judge(paths, progress);
  progress.clear();
  if (options.json) host.out.write(`${JSON.stringify(report, null, 2)}\n`);
  else tell(host, report, options.quiet);
  return report.counts.error > 0 ? ExitCode.findings : ExitCode.done;
}

function judge(paths: readonly string[], progress: Progress): ValidationReport {
  const folders: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const what = statSync(path, { throwIfNoEntry: false });
    if (what === undefined) throw new AppError(ExitCode.usage, `there is no file or folder ${path}`);
    (what.isDirectory() ? folders : files).push(path);
  }
  const done = { files: 0 };
  const next = () => progress.at(++done.files);
  const reports = folders.map((folder) => inFolder(folder, validateFolder(folder, next)));
  return together(files.length === 0 ? reports : [...reports, judgeFiles(files, next)]);
}

function inFolder(folder: string, report: ValidationReport): ValidationReport {
  const findings = report.findings.map((finding) => ({ ...finding, file: join(folder, finding.file) }));
  return { ...report, findings };
}

/** Files that are named one by one are taken for FHIR; in a folder, something else may stand among it. */
function judgeFiles(files: readonly string[], onFile: () => void): ValidationReport {
  const session = new ValidationSession();
  for (const file of files) {
    onFile();
    session.addFile(file, readFileSync(file));
  }
  const report = session.current();
  const foreign = report.countsByCode['not-fhir'] ?? 0;
  const { error, warning, note } = report.counts;
  return {
    ...report,
    findings: report.findings.map((finding) =>
      finding.code === 'not-fhir' ? { ...finding, severity: 'error' } : finding,
    ),
    counts: { error: error + foreign, warning, note: note - foreign },
  };
}

function together(reports: readonly ValidationReport[]): ValidationReport {
  const findings = new Findings();
  for (const report of reports) findings.merge(report);
  return {
    ...findings.summary(),
    files: reports.reduce((sum, { files }) => sum + files, 0),
    resources: reports.reduce((sum, { resources }) => sum + resources, 0),
  };
}

function tell(host: Host, report: ValidationReport, quiet: boolean): void {
  for (const finding of report.findings) {
    if (!quiet || finding.severity === 'error') host.out.write(`${findingLine(finding, host.out)}\n`);
  }
  if (quiet) return;
  const { files, resources, counts } = report;
  host.out.write(
    `${counted(files, 'file')} and ${counted(resources, 'resource')} judged: ${findingCounts(counts)}${unlisted(report)}\n`,
  );
}

/** How many findings of each severity: `2 errors, 1 warning`. */
export function findingCounts(counts: ValidationReport['counts']): string {
  const notes = counts.note > 0 ? [counted(counts.note, 'note')] : [];
  return [counted(counts.error, 'error'), counted(counts.warning, 'warning'), ...notes].join(', ');
}

/** A finding, its severity in its colour. */
export function findingLine(finding: Finding, stream: Stream): string {
  const how = finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'cyan';
  const word = ` ${finding.severity}: `;
  return formatFinding(finding).replace(word, ` ${paint(stream, how, word.trim())} `);
}

/** Where a rule was broken more often than is told. */
function unlisted({ findings, countsByCode }: ValidationReport): string {
  const all = Object.values(countsByCode).reduce((sum, times) => sum + times, 0);
  return all === findings.length ? '' : ` (${count(all - findings.length)} of them not listed)`;
}
