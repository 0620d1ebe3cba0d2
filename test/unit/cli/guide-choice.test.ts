import { describe, expect, it } from 'vitest';
import { readOption } from '../../../src/cli/generate/options.ts';
import { guideOf } from '../../../src/cli/validate/guide.ts';
import { AppError } from '../../../src/core/app-error.ts';
import { GUIDES, versionOf } from '../../../src/reference/guides.ts';

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('--profile', () => {
  it.each([...GUIDES, ...GUIDES.map(versionOf), 'NONE', 'US-Core-8.0.0'])(
    '%s means the same to all commands',
    (text) => {
      const meant = readOption('profile', text, '--profile');
      expect(guideOf(text)).toBe(meant);
      expect([...GUIDES, 'none']).toContain(meant);
      expect(meant.endsWith(text.toLowerCase())).toBe(true);
    },
  );

  it.each(['', '6.1', 'us-core', 'us-core-6.1', '"'])('"%s" is refused in the same words by all', (text) => {
    const said = refusal(() => guideOf(text));
    expect(refusal(() => readOption('profile', text, '--profile'))).toBe(said);
    expect(said).toContain('us-core-3.1.1, us-core-6.1.0, us-core-7.0.0, us-core-8.0.0, none');
  });
});
