import { describe, expect, it } from 'vitest';
import { summaryText } from '../../../src/cli/push/words.ts';
import type { PushReport } from '../../../src/push/report.ts';
import type { TypeCheck } from '../../../src/push/verify.ts';

const CHECK: TypeCheck = {
  type: 'Patient',
  before: 0,
  after: 2,
  loaded: 2,
  unnamed: 0,
  missing: [],
  fault: undefined,
};

/** What the summary says of verification. */
function told(checks: readonly TypeCheck[], verification: PushReport['verification'] = 'full'): string {
  const text = summaryText({
    server: 'http://127.0.0.1/fhir',
    software: 'a server',
    kind: 'unknown',
    interaction: 'transaction',
    limits: { entries: 200, bytes: 1000 },
    complete: true,
    resumed: false,
    chunks: 1,
    resources: 2,
    types: { Patient: { created: 2, updated: 0, unchanged: 0, earlier: 0, rejected: 0 } },
    retries: 0,
    seconds: 1,
    verification,
    checks,
    rejects: undefined,
    state: '.push',
  });
  return text.slice(text.indexOf('Verified'));
}

describe('what is said to be verified', () => {
  const uncounted = { ...CHECK, type: 'Group', before: undefined, after: undefined };

  it('is every id and the counts where both were looked at', () => {
    expect(told([CHECK])).toBe('Verified: every id was found, and the counts are right.\n');
    expect(told([CHECK], 'counts')).toBe('Verified: the counts are right.\n');
  });

  it('is no count that the server does not give, before or after', () => {
    expect(told([CHECK, uncounted])).toBe(
      'Verified: every id was found, and the counts are right.\nNot counted by the server: Group\n',
    );
    expect(told([uncounted])).toBe('Verified: every id was found.\nNot counted by the server: Group\n');
    expect(told([{ ...CHECK, before: undefined }])).toContain('Not counted by the server: Patient');
    expect(told([uncounted], 'counts')).toBe('Verified: nothing.\nNot counted by the server: Group\n');
  });

  it('is no id that the server did not tell', () => {
    expect(told([{ ...CHECK, unnamed: 1 }])).toBe(
      'Verified: every id was found that the server told, and the counts are right.\n' +
        'Not looked for: 1 resource whose id the server did not tell (Patient)\n',
    );
    expect(told([{ ...CHECK, unnamed: 2 }])).toBe(
      'Verified: the counts are right.\nNot looked for: 2 resources whose id the server did not tell (Patient)\n',
    );
  });
});
