import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/cli/validate/outcome.ts';
import { ValidateProgress } from '../../../src/cli/validate/progress.ts';
import { findingLine, summaryLines } from '../../../src/cli/validate/text.ts';
import type { Finding } from '../../../src/validate/finding.ts';

const FINDING: Finding = {
  severity: 'error',
  code: 'structure',
  file: 'x.ndjson',
  line: 3,
  expression: 'Patient.gender',
  resource: 'Patient/p',
  message: 'error: no',
};

const REPORT = {
  files: 1,
  resources: 1200,
  findings: [FINDING],
  counts: { error: 1, warning: 0, note: 0 },
  countsByCode: { structure: 1 },
};

describe('findings as text', () => {
  it('say where, what and of which resource', () => {
    expect(findingLine(FINDING, { hasColour: false })).toBe(
      'x.ndjson:3: error: error: no [structure] at Patient.gender (Patient/p)',
    );
    expect(findingLine(FINDING, { hasColour: true })).toContain('x.ndjson:3: \u001b[31merror:\u001b[0m error: no');
    const bare = { ...FINDING, file: '', line: 3, expression: '', resource: '' };
    expect(findingLine(bare, { hasColour: false })).toBe('error: error: no [structure]');
  });

  it('are summed up, by rule where some are not listed', () => {
    expect(summaryLines(REPORT, 'FHIR R4')).toEqual([
      '1 file and 1,200 resources judged by FHIR R4: 1 error, 0 warnings',
    ]);
    const more = {
      ...REPORT,
      counts: { error: 3, warning: 1500, note: 0 },
      countsByCode: { structure: 3, binding: 1500 },
    };
    expect(summaryLines(more, 'FHIR R4').slice(1)).toEqual([
      '  binding    1,500  0 listed; --all lists all',
      '  structure      3  1 listed; --all lists all',
    ]);
  });

  it('are told in all by an outcome where not all are listed', () => {
    const issues = (report: typeof REPORT, listed: readonly Finding[]) =>
      (outcomeOf(report, listed, 'in all') as { issue: { details: { text: string } }[] }).issue.map(
        ({ details }) => details.text,
      );
    expect(issues(REPORT, [FINDING])).toEqual(['error: no']);
    expect(issues(REPORT, [])).toEqual(['in all']);
    expect(issues({ ...REPORT, countsByCode: { structure: 2 } }, [FINDING])).toEqual(['error: no', 'in all']);
  });
});

describe('ValidateProgress', () => {
  function written(isTerminal: boolean, isWanted: boolean, total?: number): string {
    const text: string[] = [];
    const stream = { write: (part: string) => text.push(part), isTerminal, hasColour: false, columns: 80 };
    const progress = new ValidateProgress(stream, total, isWanted);
    progress.read(1_500_000, 1234);
    progress.clear();
    return text.join('');
  }

  it('shows bytes and resources on a terminal, and nothing elsewhere', () => {
    expect(written(true, true, 3_000_000)).toMatch(/^\r1\.5 MB of 3\.0 MB, 1,234 resources, /);
    expect(written(true, true)).toMatch(/^\r1\.5 MB, 1,234 resources, /);
    expect(written(false, true)).toBe('');
    expect(written(true, false)).toBe('');
  });
});
