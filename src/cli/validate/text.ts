import { type Finding, formatFinding } from '../../validate/finding.ts';
import type { ValidationReport } from '../../validate/session.ts';
import type { Stream } from '../host.ts';
import { paint } from '../paint.ts';
import { count, counted, table } from '../text.ts';

/** How many findings of each severity: `2 errors, 1 warning`. */
export function findingCounts(counts: ValidationReport['counts']): string {
  const notes = counts.note > 0 ? [counted(counts.note, 'note')] : [];
  return [counted(counts.error, 'error'), counted(counts.warning, 'warning'), ...notes].join(', ');
}

/** A finding, its severity in its colour. */
export function findingLine(finding: Finding, stream: Pick<Stream, 'hasColour'>): string {
  const how = finding.severity === 'error' ? 'red' : finding.severity === 'warning' ? 'yellow' : 'cyan';
  const word = `${finding.severity}:`;
  return formatFinding(finding).replace(word, paint(stream, how, word));
}

/** What was judged, by what, and what came of it; by rule where not every finding was listed. */
export function summaryLines(report: ValidationReport, by: string): readonly string[] {
  const { files, resources, counts, countsByCode, findings } = report;
  const head = `${counted(files, 'file')} and ${counted(resources, 'resource')} judged by ${by}: ${findingCounts(counts)}`;
  const rules = Object.entries(countsByCode);
  const all = rules.reduce((sum, [, times]) => sum + times, 0);
  if (all === findings.length) return [head];
  const rows = rules
    .sort(([, a], [, b]) => b - a)
    .map(([code, times]) => {
      const listed = findings.filter((finding) => finding.code === code).length;
      return [`  ${code}`, count(times), listed === times ? '' : `${count(listed)} listed; --all lists all`];
    });
  return [head, ...table(rows, [1])];
}
