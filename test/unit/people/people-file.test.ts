import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/app-error.ts';
import { timeOf } from '../../../src/core/time.ts';
import { PeopleFile } from '../../../src/people/people-file/people-file.ts';
import { loadReference } from '../../../src/reference/data.ts';

const folder = mkdtempSync(join(tmpdir(), 'people-file-'));
const { places } = loadReference();
const context = { places, referenceDate: timeOf(2026, 1, 1) };

afterAll(() => rmSync(folder, { recursive: true }));

function open(text: string | Buffer): PeopleFile {
  const file = join(folder, 'people.csv');
  writeFileSync(file, text);
  return new PeopleFile(file, context);
}

/** What is said of a file that cannot be used. */
function refusalOf(text: string | Buffer): string {
  try {
    open(text).check();
  } catch (error) {
    if (error instanceof AppError) return error.message.replaceAll(folder, '');
    throw error;
  }
  return 'none';
}

describe('a file of persons', () => {
  it('gives what a row says, and carries other columns along', () => {
    const file = open(
      'id,sex,birth,race,ethnicity,state,city,education,income,ses_category,smoker\r\n' +
        '007,F,1984-02-29,Black,nonhispanic,ma,Boston,hs_degree,45000,Low,true\r\n',
    );
    expect(file.count).toBe(1);
    expect(file.check().warnings).toEqual([]);
    expect(file.given(0)).toEqual({
      sex: 'F',
      birth: timeOf(1984, 2, 29),
      race: 'black',
      ethnicity: 'nonhispanic',
      state: places.states.find(({ code }) => code === 'MA'),
      city: 'Boston',
      education: 'high-school',
      income: 45_000,
      socioeconomicCategory: 'Low',
      attributes: { id: '007', smoker: true },
    });
  });

  it('gives nothing of an empty cell or a column that is not there', () => {
    const file = open('sex,birth\n,1950-01-01\nM,\n');
    expect([file.given(0), file.given(1)]).toEqual([{ birth: timeOf(1950, 1, 1) }, { sex: 'M' }]);
  });

  it('is the same whichever rows are asked for, over many pages, with quoted line breaks and blank lines', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `"line\nbreak ""${i}""",${i}${i % 7 === 0 ? '\r\n\n' : '\n'}`);
    const file = open(`﻿note,number\n${rows.join('')}`);
    expect(file.count).toBe(3_000);
    for (const slot of [2_999, 0, 511, 512, 1_500, 510]) {
      expect(file.given(slot).attributes).toEqual({ note: `line\nbreak "${slot}"`, number: slot });
    }
  });

  it.each([
    ['', 'is empty'],
    ['sex,birth\n', 'has a header but no persons'],
    ['sex,sex\nF,M\n', ':1:5: error: the column "sex" is there twice'],
    ['sex,brith\nF,1990-01-01\n', ':1:5: error: the column "brith" is probably meant to be "birth"'],
    ['SEX\nF\n', ':1:1: error: the column "SEX" is probably meant to be "sex"'],
    ['gender\nF\n', ':1:1: error: the column "gender" is probably meant to be "sex"'],
    ['sex,DOB\nF,1990-01-01\n', ':1:5: error: the column "DOB" is probably meant to be "birth"'],
    [
      'F,1990-01-01\nM,1980-01-01\n',
      ':1:3: error: "1990-01-01" is no name of a column: the first line must be a header',
    ],
    ['sex,birth\nF,1990-02-30\n', ':2:3: error: birth "1990-02-30" is not a date'],
    ['sex,birth\nF,2026-01-01\n', ':2:3: error: birth "2026-01-01" is not before the reference date 2026-01-01'],
    ['birth\n1850-05-05\n', ':2:1: error: birth "1850-05-05" is before 1900-01-01'],
    ['sex\nF\nX\n', ':3:1: error: sex "X" is not one of'],
    [
      'race\nwhit\n',
      ':2:1: error: race "whit" is not one of white, black, asian, native, hawaiian, other; did you mean "white"?',
    ],
    ['state\nMassachusets\n', ':2:1: error: state "Massachusets" is no state'],
    ['city\nBoston\n', ':2:1: error: the city "Boston" needs its state'],
    ['income\n12 dollars\n', ':2:1: error: income "12 dollars" is not a number'],
    ['sex,race\nF\n', ':2:1: error: the row has 1 cells, the header 2'],
    ['note\n"open\n', 'a quoted value does not end'],
  ])('refuses %j', (text, reason) => {
    expect(refusalOf(text)).toContain(reason);
  });

  it('counts the line of a fault far down the file', () => {
    const text = `sex\n${'F\n'.repeat(2_000)}Q\n`;
    expect(refusalOf(text)).toContain(':2002:1: error: sex "Q"');
  });

  it.each([
    ['sex,city\nF,Boston\n', 'utf16le', ':1: the text is not UTF-8'],
    ['state,city\nCO,Denver\nCO,Ca\u00f1on City\n', 'latin1', ':3: the text is not UTF-8'],
  ] as const)('refuses %j in %s', (text, encoding, reason) => {
    expect(refusalOf(Buffer.from(text, encoding))).toContain(reason);
  });

  it('says that everybody is drawn where no column is one of ours', () => {
    const [warning] = open('note\nx\n').check().warnings;
    expect(warning).toContain(':1: no column says who a person is (sex, birth, ');
    expect(open('note,sex\nx,F\n').check().warnings).toEqual([]);
  });

  it('keeps the name of a place that is not known, and says so', () => {
    const file = open('state,city\nMassachusetts,Nowhere Falls\n');
    expect(file.check().warnings).toHaveLength(1);
    expect(file.check().warnings[0]).toContain(':2:15: no place of Massachusetts is called "Nowhere Falls"');
    expect(file.given(0).city).toBe('Nowhere Falls');
  });
});
