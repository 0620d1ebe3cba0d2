import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, timeOf } from '../../../src/core/time.ts';
import { bindLookupTable, parseLookupTable } from '../../../src/language/lookup-table.ts';

function bind(text: string, transitions: readonly string[]) {
  const { table, diagnostics } = parseLookupTable(text, 'lookup_tables/x.csv');
  if (!table) return { bound: undefined, diagnostics };
  const result = bindLookupTable(table, transitions);
  return { bound: result.bound, diagnostics: [...diagnostics, ...result.diagnostics] };
}

function bound(text: string, transitions: readonly string[]) {
  const result = bind(text, transitions);
  if (!result.bound) throw new Error(result.diagnostics.map(({ message }) => message).join('; '));
  return result.bound;
}

describe('lookup tables', () => {
  it('gmf 63: ages 0 and 50 match row 0-50, 51 does not', () => {
    const table = bound('age,A,B\n0-50,0.2,0.8\n', ['A', 'B']);
    expect(table.usesAge).toBe(true);
    expect(table.select(0, 0, [])).toEqual([0.2, 0.8]);
    expect(table.select(50, 0, [])).toEqual([0.2, 0.8]);
    expect(table.select(51, 0, [])).toBeUndefined();
  });

  it('gmf 63: all attributes must match, as exact text; no row gives no probabilities', () => {
    const table = bound('gender,state,A\nF,Ohio,1\nM,New York,1', ['A']);
    expect(table.attributes).toEqual(['gender', 'state']);
    expect(table.select(0, 0, ['F', 'Ohio'])).toEqual([1]);
    for (const values of [['F', 'New York'], ['f', 'Ohio'], ['F', ' Ohio'], ['F', undefined], []]) {
      expect(table.select(0, 0, values)).toBeUndefined();
    }
  });

  it('gmf 63: the order of the header may differ from the order of the options', () => {
    const table = bound('age,B,A\n0-9,0.9,0.1', ['A', 'B']);
    expect(table.targets).toEqual(['B', 'A']);
    expect(table.select(5, 0, [])).toEqual([0.9, 0.1]);
  });

  it.each(['-50', '50-', '', '50', '0 - 50', '0.5-2', '9-0', 'a-b'])(
    'gmf 63: "%s" as age is a load error at its cell',
    (age) => {
      const result = bind(`gender,age,A\nM,0-9,1\nF,${age},1`, ['A']);
      expect(result.bound).toBeUndefined();
      expect(result.diagnostics).toMatchObject([
        { severity: 'error', code: 'malformed-age', file: 'lookup_tables/x.csv', position: { line: 3, column: 3 } },
      ]);
    },
  );

  it('gmf 63: a column without option and an option without column are load errors that name it', () => {
    const result = bind('age,Asthma,Nothing\n0-9,1,0', ['Asthna', 'Nothing']);
    expect(result.bound).toBeUndefined();
    expect(result.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['option-without-column', 'no column for the option "Asthna"; did you mean "Asthma"?'],
      ['column-without-option', 'column "Asthma" is none of the options of the transition; did you mean "Asthna"?'],
    ]);
    expect(result.diagnostics[1]?.position).toEqual({ line: 1, column: 5 });
  });

  it('gmf 64: time ranges in milliseconds select different rows', () => {
    const table = bound('time,A,B\n0-999,1,0\n1000-1999,0,1\n-10--1,0.5,0.5', ['A', 'B']);
    expect(table.usesTime).toBe(true);
    expect(table.select(0, 500, [])).toEqual([1, 0]);
    expect(table.select(0, 1500, [])).toEqual([0, 1]);
    expect(table.select(0, -1, [])).toEqual([0.5, 0.5]);
    expect(table.select(0, 2000, [])).toBeUndefined();
  });

  it('gmf 64: 2020-09-05-2021-08-03 reaches from the start of the first day to the end of the second', () => {
    const table = bound('time,A\n2020-09-05-2021-08-03,1', ['A']);
    const from = timeOf(2020, 9, 5);
    const to = timeOf(2021, 8, 3) + DAY - 1;
    expect([from - 1, from, to, to + 1].map((t) => table.select(0, t, []) !== undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each(['2020-02-30-2020-03-01', '2021-01-01-2020-01-01', '2020-01-01', 'x'])(
    '"%s" as time is a load error',
    (time) => {
      expect(bind(`time,A\n${time},1`, ['A']).diagnostics[0]).toMatchObject({
        severity: 'error',
        code: 'malformed-time',
      });
    },
  );

  it('numbers match as numbers when both sides are numbers, and booleans as their text', () => {
    const table = bound('n,flag,A\n1,true,1\n2.50,false,1\n1x,true,0.9', ['A']);
    for (const n of [1, '1', '1.0', '+1', 1.0]) expect(table.select(0, 0, [n, true])).toEqual([1]);
    expect(table.select(0, 0, ['1', 'true'])).toEqual([1]);
    expect(table.select(0, 0, [2.5, false])).toEqual([1]);
    expect(table.select(0, 0, ['1x', true])).toEqual([0.9]);
    for (const n of [' 1', '1 ', 'one', true]) expect(table.select(0, 0, [n, true])).toBeUndefined();
  });

  it('of several matching rows the first in the file is used, with a warning', () => {
    const result = bind('gender,age,A,B\nM,46-65,1,0\nM,65-103,0,1\nF,65-103,1,0', ['A', 'B']);
    expect(result.bound?.select(65, 0, ['M'])).toEqual([1, 0]);
    expect(result.bound?.select(66, 0, ['M'])).toEqual([0, 1]);
    expect(result.diagnostics).toMatchObject([
      { severity: 'warning', code: 'overlapping-rows', position: { line: 3 } },
    ]);
  });

  it('of rows that match exactly the same the later probabilities win, at the place of the first', () => {
    const result = bind('age,A,B\n0-9,1,0\n5-20,0.5,0.5\n0-9,0,1', ['A', 'B']);
    expect(result.bound?.select(7, 0, [])).toEqual([0, 1]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['duplicate-row', 'overlapping-rows']);
  });

  it('a byte order mark, CRLF and quoted names are understood', () => {
    const table = bound('\uFEFFage,"Anything, else",B\r\n0-9,"0.5",0.5\r\n', ['Anything, else', 'B']);
    expect(table.usesAge).toBe(true);
    expect(table.select(1, 0, [])).toEqual([0.5, 0.5]);
  });

  it('a table without match columns has one row for everybody', () => {
    expect(bound('A,B\n0.3,0.7', ['A', 'B']).select(40, 0, [])).toEqual([0.3, 0.7]);
  });

  it('sums far from 1 and negative weights are warnings, anything but a number is an error', () => {
    expect(bind('age,A,B\n0-9,0,0\n10-19,0.333,0.666\n20-29,0.5,0.4', ['A', 'B']).diagnostics).toMatchObject([
      {
        severity: 'warning',
        code: 'row-sum',
        position: { line: 2 },
        message: 'the probabilities sum to 0, and so in 1 other rows',
      },
    ]);
    const negative = bind('age,A,B\n0-9,-1,1', ['A', 'B']);
    expect(negative.bound?.select(1, 0, [])).toEqual([0, 1]);
    expect(negative.diagnostics[0]).toMatchObject({ severity: 'warning', code: 'negative-probability' });
    expect(bind('age,A\n0-9,half', ['A']).diagnostics[0]).toMatchObject({
      code: 'malformed-probability',
      position: { line: 2, column: 5 },
    });
  });

  it('ragged rows, empty files, nameless and repeated columns are errors', () => {
    expect(bind('age,A\n0-9', ['A']).diagnostics[0]).toMatchObject({ code: 'row-length', position: { line: 2 } });
    expect(bind('', ['A']).diagnostics[0]).toMatchObject({ severity: 'error', code: 'empty-table' });
    expect(bind('age,,A\n0-9,x,1', ['A']).diagnostics[0]).toMatchObject({ code: 'empty-header' });
    expect(bind('age,age,A\n0-9,0-9,1', ['A']).diagnostics[0]).toMatchObject({ code: 'duplicate-column' });
    expect(bind('age,A', ['A']).diagnostics[0]).toMatchObject({ severity: 'warning', code: 'empty-table' });
  });

  it('many faults are counted, not all shown', () => {
    const { diagnostics } = bind(`age,A\n${'bad,1\n'.repeat(30)}`, ['A']);
    expect(diagnostics).toHaveLength(11);
    expect(diagnostics.at(-1)?.message).toBe('20 more faults of this table are not shown');
  });

  it('selects the row that a search through all rows finds first', () => {
    const row = fc.record({ sex: fc.constantFrom('M', 'F'), n: fc.nat(2), low: fc.nat(20), span: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), row, (rows, person) => {
        const unique = [...new Map(rows.map((r) => [`${r.sex},${r.n},${r.low}-${r.low + r.span}`, r])).entries()];
        const text = `sex,n,age,A,B\n${unique.map(([key], i) => `${key},${i / 100},${1 - i / 100}`).join('\n')}`;
        const expected = unique.findIndex(
          ([, r]) => r.sex === person.sex && r.n === person.n && r.low <= person.low && person.low <= r.low + r.span,
        );
        const found = bound(text, ['A', 'B']).select(person.low, 0, [person.sex, person.n]);
        expect(found?.[0]).toBe(expected === -1 ? undefined : expected / 100);
      }),
    );
  });

  it('never throws, whatever the file says', () => {
    const text = fc.string({
      unit: fc.constantFrom('age', 'time', ',', '\n', '"', '0-9', '1', 'A', '-', '\uFEFF'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (any) => {
        const { bound: table, diagnostics } = bind(any, ['A']);
        if (!table) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
