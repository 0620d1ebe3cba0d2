import { describe, expect, it } from 'vitest';
import { banded, baselineSignal, linkTexts, saidOf, signalsText } from '../../../support/signal-files.ts';

const P = { p5: 40, p50: 60, p95: 90 };
const at = (place: string) => `/signals/A/baseline/bands${place}`;

describe('bands of ages', () => {
  it('are there', () => {
    expect(saidOf({ A: banded([]) })).toEqual([`no-band ${at('')}`]);
  });

  it('are of both sexes', () => {
    expect(saidOf({ A: banded([{ sex: 'F', from: 0, to: 99, ...P }]) })).toEqual([`band-sex ${at('')}`]);
    const { linked, diagnostics } = linkTexts({
      test: signalsText({ A: banded([{ sex: 'M', from: 0, to: 99, ...P }], { sex: 'M' }) }),
    });
    expect(diagnostics).toEqual([]);
    expect(linked.catalogue.named('A')?.sex).toBe('M');
  });

  it('are of no sex that does not have the signal', () => {
    const bands = [
      { sex: 'M', from: 0, to: 49, ...P },
      { sex: 'all', from: 50, to: 99, ...P },
    ];
    expect(saidOf({ A: banded(bands, { sex: 'M' }) })).toEqual([`band-sex ${at('/1/sex')}`]);
  });

  it('follow each other, whatever their order in the file', () => {
    const bands = [
      { sex: 'F', from: 40, to: 99, ...P },
      { sex: 'M', from: 18, to: 99, ...P },
      { sex: 'F', from: 18, to: 39, ...P },
      { sex: 'all', from: 0, to: 17, ...P },
    ];
    expect(saidOf({ A: banded(bands) })).toEqual([]);
  });

  it('do not overlap', () => {
    const bands = [
      { sex: 'all', from: 18, to: 40, ...P },
      { sex: 'F', from: 40, to: 99, ...P },
      { sex: 'M', from: 41, to: 99, ...P },
    ];
    const { diagnostics } = linkTexts({ test: signalsText({ A: banded(bands) }) });
    expect(diagnostics).toMatchObject([
      {
        code: 'band-overlap',
        pointer: at('/1/from'),
        message: 'overlaps the band from 18 to 40 of women; both ages are included',
      },
    ]);
  });

  it('have no gap', () => {
    const bands = [
      { sex: 'all', from: 18, to: 38, ...P },
      { sex: 'all', from: 40, to: 99, ...P },
    ];
    const { diagnostics } = linkTexts({ test: signalsText({ A: banded(bands) }) });
    // Bands of both sexes are told once.
    expect(diagnostics).toMatchObject([
      { code: 'band-gap', pointer: at('/1/from'), message: 'no band holds from 39 to 39 years for women' },
    ]);
  });

  it('are not upside down', () => {
    expect(saidOf({ A: banded([{ sex: 'all', from: 40, to: 18, ...P }]) })).toEqual([`upside-down ${at('/0/to')}`]);
    // What comes of it (overlaps, gaps) is not told beside it.
    const bands = [
      { sex: 'all', from: 50, to: 42, ...P },
      { sex: 'F', from: 43, to: 99, ...P },
      { sex: 'M', from: 43, to: 99, ...P },
    ];
    expect(saidOf({ A: banded(bands) })).toEqual([`upside-down ${at('/0/to')}`]);
  });

  it.each([
    ['neither percentiles nor mean', {}],
    ['a mean alone', { mean: 50 }],
    ['a standard deviation alone', { sd: 5 }],
    ['both percentiles and a mean', { ...P, mean: 50, sd: 5 }],
    ['no median', { p5: 40, p25: 50, p95: 90 }],
    ['nothing above the median', { p5: 40, p50: 60 }],
    ['nothing below the median', { p50: 60, p95: 90 }],
  ])('are refused with %s', (_what, values) => {
    expect(saidOf({ A: banded([{ sex: 'all', from: 18, to: 99, ...values }]) })).toEqual([`band-values ${at('/0')}`]);
  });

  it('have ascending percentiles; two may be equal, not all', () => {
    const said = (values: object) => saidOf({ A: banded([{ sex: 'all', from: 18, to: 99, ...values }]) });
    expect(said({ p5: 40, p25: 62, p50: 60, p95: 90 })).toEqual([`not-ascending ${at('/0/p50')}`]);
    expect(said({ p2_5: 39, p5: 39, p50: 60, p97_5: 90 })).toEqual([]);
    expect(said({ p5: 60, p50: 60, p95: 60 })).toEqual([`no-spread ${at('/0')}`]);
  });

  it('lie within the limits of life', () => {
    const { diagnostics } = linkTexts({
      test: signalsText({ A: banded([{ sex: 'all', from: 18, to: 99, p5: 0.5, p50: 60, p95: 600 }]) }),
    });
    expect(diagnostics).toMatchObject([
      { code: 'outside-limits', pointer: at('/0/p5'), message: 'p5 is 0.5, outside the limits of life from 1 to 500' },
      { code: 'outside-limits', pointer: at('/0/p95') },
    ]);
  });

  it('have a logarithm where the shape asks for one: a tail may be 0, the middle not', () => {
    const said = (values: object, limits = { low: -5, high: 500 }) =>
      saidOf({ A: banded([{ sex: 'all', from: 18, to: 99, ...values }], { limits }) });
    expect(said({ p5: 0, p50: 60, p95: 90 })).toEqual([]);
    expect(said({ p5: -1, p50: 60, p95: 90 })).toEqual([`not-positive ${at('/0/p5')}`]);
    expect(said({ p5: 0, p50: 0, p95: 90 })).toEqual([`not-positive ${at('/0/p50')}`]);
    expect(said({ mean: 0, sd: 1 })).toEqual([`not-positive ${at('/0/mean')}`]);
  });

  it('give the published values', () => {
    const { linked } = linkTexts({
      test: signalsText({ A: banded([{ sex: 'all', from: 18, to: 99, ...P }]), B: baselineSignal() }),
    });
    const origin = linked.catalogue.named('A')?.origin;
    expect(origin?.kind === 'baseline' && origin.distribution.F.at(50, 0)).toBeCloseTo(60, 9);
  });
});
