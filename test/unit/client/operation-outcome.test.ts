import { describe, expect, it } from 'vitest';
import { outcomeText } from '../../../src/client/operation-outcome.ts';

const outcome = (...issue: unknown[]) => ({ resourceType: 'OperationOutcome', issue });

describe('what an OperationOutcome says', () => {
  it('is its errors, with their places', () => {
    const text = outcomeText(
      outcome(
        { severity: 'warning', diagnostics: 'a warning' },
        { severity: 'error', diagnostics: 'no such code', expression: ['Patient.gender'] },
        { severity: 'fatal', details: { text: 'and worse' } },
        { severity: 'error', details: { coding: [{ display: 'in a coding' }] } },
        { severity: 'error', code: 'invalid' },
      ),
    );
    expect(text).toBe('no such code (Patient.gender); and worse; in a coding; invalid');
  });

  it('is what there is when nothing is an error', () => {
    expect(outcomeText(outcome({ severity: 'information', diagnostics: 'all fine' }))).toBe('all fine');
  });

  it('is one line that is not too long', () => {
    const text = outcomeText(outcome({ severity: 'error', diagnostics: `a\n\tb ${'x'.repeat(1000)}` }));
    expect(text.startsWith('a b x')).toBe(true);
    expect(text.length).toBeLessThan(310);
  });

  it.each([undefined, null, 'text', {}, { resourceType: 'Patient' }, outcome('x', null, 7)])(
    'is nothing of %j',
    (value) => {
      expect(outcomeText(value)).toBe('');
    },
  );
});
