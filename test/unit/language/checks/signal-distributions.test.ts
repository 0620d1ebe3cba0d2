import { describe, expect, it } from 'vitest';
import type { CheckedProgram } from '../../../../src/language/checks/check.ts';
import { signalDistributions } from '../../../../src/language/checks/signal-distributions.ts';
import { banded, baselineSignal, type Json, linkTexts, signalsText } from '../../../support/signal-files.ts';

const P = { p5: 40, p50: 60, p95: 90 };

async function warnings(signal: Json) {
  const { files, linked, diagnostics } = linkTexts({ test: signalsText({ A: signal }) });
  expect(diagnostics).toEqual([]);
  await signalDistributions.check({ signals: files, linkedSignals: linked } as unknown as CheckedProgram);
  return (files[0]?.report.list ?? []).map(({ severity, code, pointer, message }) => ({
    severity,
    code,
    pointer: pointer.replace('/signals/A', ''),
    message,
  }));
}

describe('what varies within people', () => {
  const varied = (within: number) => baselineSignal({ variation: { within, time: 'weeks', source: 'test' } });

  it('has room in the distribution', async () => {
    expect(await warnings(varied(20))).toEqual([]);
  });

  it('is warned of where it has none, with what the bands leave', async () => {
    const [found, ...rest] = await warnings(varied(60));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', code: 'variation-size', pointer: '/variation/within' });
    const most = Number(
      /^60 % within people is more than the bands leave, which is at most ([\d.]+) %$/.exec(found?.message ?? '')?.[1],
    );
    expect(await warnings(varied(most))).toEqual([]);
    expect(await warnings(varied(most + 0.2))).toHaveLength(1);
  });
});

describe('the ages of bands', () => {
  const bands = (women: readonly [number, number], men: readonly [number, number]) =>
    banded([
      { sex: 'F', from: women[0], to: women[1], ...P },
      { sex: 'M', from: men[0], to: men[1], ...P },
    ]);

  it.each([
    ['end', [18, 99], [18, 42], '/baseline/bands/1/to', 'end at 99 years, those of men at 42'],
    ['end', [18, 60], [18, 99], '/baseline/bands/0/to', 'end at 60 years, those of men at 99'],
    ['begin', [0, 99], [18, 99], '/baseline/bands/1/from', 'begin at 0 years, those of men at 18'],
  ] as const)('%s alike in both sexes', async (_what, women, men, pointer, said) => {
    expect(await warnings(bands(women, men))).toEqual([
      { severity: 'warning', code: 'band-ages', pointer, message: `the bands of women ${said}` },
    ]);
  });

  it('may end apart where few are left', async () => {
    expect(await warnings(bands([18, 99], [18, 79]))).toEqual([]);
  });

  it('are those of one sex where the other does not have the signal', async () => {
    expect(await warnings(banded([{ sex: 'M', from: 18, to: 42, ...P }], { sex: 'M' }))).toEqual([]);
  });
});

describe('a band of mean and standard deviation', () => {
  const moments = (mean: number, sd: number, shape: string) =>
    baselineSignal({
      baseline: { shape, bands: [{ sex: 'all', from: 18, to: 99, mean, sd }], source: 'test' },
      variation: undefined,
      limits: { low: 0, high: 60 },
    });

  it('has nine of ten people within the limits', async () => {
    expect(await warnings(moments(20, 10, 'normal'))).toEqual([]);
    expect(await warnings(moments(9, 8, 'lognormal'))).toEqual([]);
  });

  it.each([
    ['below', 20, 15, '-4.67 and 44.67'],
    ['above', 40, 13, '18.62 and 61.38'],
  ])('is warned of where some are %s', async (_where, mean, sd, between) => {
    expect(await warnings(moments(mean, sd, 'normal'))).toEqual([
      {
        severity: 'warning',
        code: 'band-beyond-limits',
        pointer: '/baseline/bands/0/sd',
        message: `nine of ten people would be between ${between} mg/dL, beyond the limits of life from 0 to 60`,
      },
    ]);
  });
});
