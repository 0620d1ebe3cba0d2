import { describe, expect, it } from 'vitest';
import type { Stream } from '../../../src/cli/host.ts';
import { Progress } from '../../../src/cli/progress.ts';

function stream(isTerminal: boolean, columns = 80): Stream & { readonly texts: string[] } {
  const texts: string[] = [];
  return { texts, write: (text) => texts.push(text), isTerminal, hasColour: isTerminal, columns };
}

const CLEAR = '\u001b[K';

/** What a frame shows, between the way back and the clearing of the rest. */
function shown(frame: string | undefined): string {
  expect(frame?.startsWith('\r')).toBe(true);
  expect(frame?.endsWith(CLEAR)).toBe(true);
  return frame?.slice(1, -CLEAR.length) ?? '';
}

describe('the progress bar', () => {
  it('is silent anywhere but on a terminal, and when it is not wanted', () => {
    for (const [out, isWanted] of [
      [stream(false), true],
      [stream(true), false],
    ] as const) {
      const progress = new Progress(out, 2, 'lives', isWanted);
      progress.at(1);
      progress.clear();
      expect(out.texts).toEqual([]);
    }
  });

  it('shows the last step even when the one before was a moment ago, and goes away', () => {
    const out = stream(true);
    const progress = new Progress(out, 2, 'lives', true);
    progress.at(1);
    progress.at(2);
    progress.clear();
    expect(shown(out.texts[0])).toMatch(/^█{12}░{12} 1 of 2 lives, \d+ s to go$/);
    expect(shown(out.texts[1])).toMatch(/^█{24} 2 of 2 lives/);
    expect(shown(out.texts[2])).toBe('');
  });

  it('does not redraw more often than it is seen, and stays within the line', () => {
    const out = stream(true, 20);
    const progress = new Progress(out, 1000, 'lives', true);
    for (let i = 1; i <= 100; i++) progress.at(i);
    expect(out.texts.length).toBeLessThan(5);
    expect(shown(out.texts[0])).toHaveLength(19);
  });

  it('counts where there is no total', () => {
    const out = stream(true);
    new Progress(out, undefined, 'files', true).at(3);
    expect(out.texts.map(shown)).toEqual(['3 files']);
  });
});
