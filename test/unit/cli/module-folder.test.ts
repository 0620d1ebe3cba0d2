import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { moduleFolderOf } from '../../../src/cli/check/targets.ts';
import { baselineSignal, signalsText } from '../../support/signal-files.ts';

/** A folder with these files; texts stand as they are, states become a module. */
function folderWith(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify({ name, states: content }));
  }
  return folder;
}

const VITAMINS = signalsText({ 'Vitamin K': baselineSignal() });
const ofSignal = (signal: string) => ({ Acts: { type: 'Effect', signal } });
const inCondition = { Waits: { type: 'Guard', allow: { condition_type: 'Not', condition: { signal: 'Vitamin K' } } } };
const calls = (...submodules: readonly string[]) =>
  Object.fromEntries(submodules.map((submodule) => [submodule, { type: 'CallSubmodule', submodule }]));

describe('the folder of a module file', () => {
  it.each([
    ['its own, where it names nothing', {}, 'mine/lungs'],
    ['its own, where it names signals of the program', ofSignal('Hemoglobin A1c'), 'mine/lungs'],
    ['that below which its signals are', ofSignal('Vitamin K'), 'mine'],
    ['that of signals in conditions', inCondition, 'mine'],
    ['its own, where its signals are nowhere', ofSignal('Vitamin Z'), 'mine/lungs'],
    ['that of its submodules', calls('care/syrup'), 'mine'],
    ['that of its submodules beside those of the program', calls('care/syrup', 'shared/lab-panel'), 'mine'],
    [
      'that of signals and submodules together',
      { ...calls('mine/care/syrup'), ...ofSignal('Vitamin K') },
      'mine/lungs',
    ],
  ])('is %s', (_, states, expected) => {
    const folder = folderWith({
      'mine/lungs/x.json': states,
      'mine/body/vitamins.json': VITAMINS,
      'mine/care/syrup.json': {},
    });
    expect(moduleFolderOf(join(folder, 'mine/lungs/x.json'))).toBe(join(folder, expected));
  });
});
