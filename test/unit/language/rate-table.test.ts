import { describe, expect, it } from 'vitest';
import { parseRateTable } from '../../../src/language/rate-table.ts';

function rates(text: string) {
  const { table, diagnostics } = parseRateTable(text, 'x.csv');
  if (!table) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return table;
}

function faults(text: string) {
  return parseRateTable(text, 'x.csv').diagnostics;
}

describe('rate tables', () => {
  const TABLE = `age,gender,year,rate,source
40-49,F,1990-2005,0.001,"a, b"
40-49,F,2006+,0.002,c
50+,F,1990-2005,0.003,
50+,F,2006+,0.004,
40-49,M,1990+,5e-3,
`;

  it('bands of age and year include both ends, completed years and fractions alike', () => {
    const table = rates(TABLE);
    expect(table.attributes).toEqual(['gender']);
    expect(table.ageBreaks).toEqual([40, 50]);
    expect(table.yearBreaks).toEqual([1990, 2006]);
    expect(table.rate(40, 1990, ['F'])).toBe(0.001);
    expect(table.rate(49, 2005, ['F'])).toBe(0.001);
    expect(table.rate(49.99, 2006, ['F'])).toBe(0.002);
    expect(table.rate(50, 2005, ['F'])).toBe(0.003);
    expect(table.rate(104, 2090, ['F'])).toBe(0.004);
    expect(table.rate(45, 2050, ['M'])).toBe(0.005);
  });

  it('the rate is 0 where there is no row or no attribute', () => {
    const table = rates(TABLE);
    expect(table.rate(39, 2000, ['F'])).toBe(0);
    expect(table.rate(50, 2000, ['M'])).toBe(0);
    expect(table.rate(45, 1989, ['F'])).toBe(0);
    expect(table.rate(45, 2000, ['X'])).toBe(0);
    expect(table.rate(45, 2000, [undefined])).toBe(0);
  });

  it('between two breaks nothing changes', () => {
    const table = rates('age,rate\n0-4,0.1\n5,0.2\n6-9,0\n10+,0.3\n');
    const breaks = new Set(table.ageBreaks);
    for (let age = 1; age < 20; age++) {
      if (!breaks.has(age)) expect(table.rate(age, 2000, [])).toBe(table.rate(age - 1, 2000, []));
    }
    expect(table.yearBreaks).toEqual([]);
  });

  it('a table may be a single rate, or depend on attributes alone', () => {
    expect(rates('rate\n0.02').rate(3, 2000, [])).toBe(0.02);
    expect(rates('smoker,packs,rate\ntrue,1,0.5\nfalse,0,0.1').rate(3, 2000, [true, 1])).toBe(0.5);
  });

  it('rows that overlap are an error at the later row', () => {
    expect(faults('age,rate\n0-9,0.1\n5-14,0.2')).toMatchObject([
      { severity: 'error', code: 'overlapping-rows', position: { line: 3 }, message: 'the row overlaps with line 2' },
    ]);
    expect(faults('rate\n1\n1')).toMatchObject([{ code: 'overlapping-rows' }]);
  });

  it('ages forgotten between two bands are a warning', () => {
    expect(faults('age,rate\n0-9,0.1\n11-14,0.2\n16+,1')).toMatchObject([
      {
        severity: 'warning',
        code: 'rate-gap',
        message: 'no row for ages 10 to 10; the rate is 0 there',
        position: { line: 2 },
      },
      { severity: 'warning', message: 'no row for ages 15 to 15; the rate is 0 there', position: { line: 3 } },
    ]);
  });

  it.each([
    ['age,rate\n49-40,1', 'malformed-age'],
    ['age,rate\n40-,1', 'malformed-age'],
    ['age,rate\n,1', 'malformed-age'],
    ['year,rate\n1990s,1', 'malformed-year'],
    ['rate\n-1', 'malformed-rate'],
    ['rate\nx', 'malformed-rate'],
    ['rate\n1e999', 'malformed-rate'],
    ['gender,rate\n"",1', 'empty-cell'],
    ['rate,gender\n1,F', 'no-rate'],
    ['age,source\n0-9,x', 'no-rate'],
    ['age,age,rate\n1,1,1', 'duplicate-column'],
  ])('%j is an error: %s', (text, code) => {
    expect(faults(text)[0]).toMatchObject({ severity: 'error', code, file: 'x.csv' });
    expect(faults(text)[0]?.position).toBeDefined();
  });
});
