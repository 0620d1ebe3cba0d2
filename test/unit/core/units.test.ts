import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { loadUcum } from '../../../src/core/units.ts';

const { isUcum, isSame, dimensionOf, convert } = await loadUcum();

describe('units of measure', () => {
  it.each([
    ...['mg/dL', 'mm[Hg]', 'kg/m2', '10*3/uL', '%', '[iU]/L', 'mL/min/{1.73_m2}', 'Cel', '[degF]', '[pH]', '{score}'],
    ...['/min', '{beats}/min', '1', 'mmol/L', 'meq/L', 'U/L', 'fL', 'ug/mg{creat}', '[lb_av]', 'a', 'm[IU]/L', '{#}'],
  ])('%s is UCUM', (unit) => {
    expect(isUcum(unit)).toBe(true);
  });

  it.each([
    ...['', ' ', 'mg/dL ', ' mg', 'mm Hg', 'mmHg', 'MG/DL', 'x10^9/L', 'beats/min', 'mcg', 'mg//dL', 'mg/', '(cells)'],
    ...['mL/min/1.73m2', 'µg', 'mg{', 'foo', 'constructor', 'mg/toString', '__proto__', 'mg/dL\n', 'm'.repeat(200)],
  ])('%j is not UCUM', (unit) => {
    expect(isUcum(unit)).toBe(false);
  });

  it.each([
    ['mg/dL', 'mg/dL'],
    ['[IU]/L', '[IU]/L'],
    ['10*3/uL', '10*9/L'],
    ['{ratio}', '1'],
    ['/min', '{beats}/min'],
    ['mmol/L', 'umol/mL'],
  ])('%s is the same as %s', (a, b) => {
    expect([isSame(a, b), isSame(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['mg/dL', 'g/L'],
    ['mg/dL', 'mmol/L'],
    ['%', '1'],
    ['mm[Hg]', 'kPa'],
    ['Cel', 'K'],
    ['[pH]', '1'],
    ['foo', 'foo'],
  ])('%s is not the same as %s', (a, b) => {
    expect([isSame(a, b), isSame(b, a)]).toEqual([false, false]);
  });

  it('convert where the one follows from the other', () => {
    expect(convert(150, 'g/L', 'g/dL')).toBeCloseTo(15, 9);
    expect(convert(310, 'K', 'Cel')).toBeCloseTo(36.85, 9);
    expect(convert(5, 'mmol/L', 'mg/dL')).toBeUndefined();
    expect(convert(5, 'mmol/L', '/uL')).toBeUndefined();
    expect(convert(5, 'foo', 'foo')).toBeUndefined();
  });

  it('have a dimension', () => {
    expect(dimensionOf('mg/dL')).toEqual({ powers: [-3, 0, 1, 0, 0, 0, 0], isAmount: false });
    expect(dimensionOf('mmol/L')).toEqual({ powers: [-3, 0, 0, 0, 0, 0, 0], isAmount: true });
    expect(dimensionOf('[IU]/L')?.isAmount).toBe(true);
    expect(dimensionOf('10*3/uL')?.isAmount).toBe(false);
    expect(dimensionOf('mmHg')).toBeUndefined();
  });

  it('any text is judged without an exception or a word on the console', () => {
    const log = vi.spyOn(console, 'log');
    const piece = fc.constantFrom(
      'mg',
      '/',
      'L',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '10*',
      '-1',
      '.',
      '%',
      ' ',
      'constructor',
      '^',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (unit) => typeof isUcum(unit) === 'boolean'),
      { numRuns: 2000 },
    );
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
