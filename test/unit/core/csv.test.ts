import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/core/csv.ts';

function cells(text: string): readonly (readonly string[])[] {
  return readCsv(text, 'f.csv').rows.map((row) => row.cells);
}

describe('reading CSV', () => {
  it('a byte order mark, CRLF, quotes, commas and line breaks in quotes are understood', () => {
    expect(cells('\uFEFFa,"b ""x"", y"\r\n1,"two\nlines"\r\n')).toEqual([
      ['a', 'b "x", y'],
      ['1', 'two\nlines'],
    ]);
  });

  it('values are not trimmed, empty ones are kept, blank lines are not', () => {
    expect(cells('a, b ,\n\n\r\n,\n""')).toEqual([['a', ' b ', ''], ['', ''], ['']]);
  });

  it('a quote inside a plain value is itself', () => {
    expect(cells('5" pipe,2')).toEqual([['5" pipe', '2']]);
  });

  it('a cell is found at its line and column', () => {
    const csv = readCsv('a,b\r\n"x\ny",z\n1,22', 'f.csv');
    expect(csv.positionOf(csv.rows[0], 1)).toEqual({ line: 1, column: 3 });
    expect(csv.positionOf(csv.rows[1], 1)).toEqual({ line: 3, column: 4 });
    expect(csv.positionOf(csv.rows[2], 1)).toEqual({ line: 4, column: 3 });
    expect(csv.positionOf(csv.rows[2], 9)).toEqual({ line: 4, column: 1 });
  });

  it('faults of quoting are errors with their place', () => {
    expect(readCsv('a,"b', 'f.csv').diagnostics).toMatchObject([
      { severity: 'error', position: { line: 1, column: 3 } },
    ]);
    expect(readCsv('a\n"b"c,d', 'f.csv').diagnostics).toMatchObject([
      { code: 'csv-syntax', position: { line: 2, column: 4 } },
    ]);
  });

  it('gives back any table that is written with every value quoted', () => {
    const table = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join(lineEnd);
        expect(cells(text)).toEqual(rows);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a,"\n\r\uFEFF') }), (text) => {
        const csv = readCsv(text, 'f');
        for (const row of csv.rows) expect(row.cells).toHaveLength(row.offsets.length);
      }),
      { numRuns: 2000 },
    );
  });
});
