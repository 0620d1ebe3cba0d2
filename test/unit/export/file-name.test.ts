import { describe, expect, it } from 'vitest';
import { partFileName, partFileOf, patientFileName } from '../../../src/export/file-name.ts';

describe('patientFileName', () => {
  it.each([
    ['García', 'María José', 'Garcia_Maria-Jose_1'],
    ["O'Neil-Smith", 'Zoë', 'ONeil-Smith_Zoe_1'],
    ['李', '小龙', '1'],
    ['../../etc', 'a/b\\c:d*e?"<>|\u0000', 'etc_abcde_1'],
    ['x'.repeat(300), '', `${'x'.repeat(40)}_1`],
  ])('makes of %s, %s a name for every file system', (family, given, name) => {
    expect(patientFileName(family, given, '1')).toBe(name);
  });
});

describe('partFileName', () => {
  it.each([
    [1, 3, 'a/x_1of3.json'],
    [2, 10, 'a/x_02of10.json'],
    [1000, 1000, 'a/x_1000of1000.json'],
  ])('names part %i of %i so that it is known again', (number, of, file) => {
    const part = { name: 'a/x', number, of };
    expect(partFileName(part)).toBe(file);
    expect(partFileOf(file)).toEqual(part);
  });

  it('names a whole as it is', () => {
    expect(partFileName({ name: 'x', number: 1, of: 1 })).toBe('x.json');
    for (const file of ['x.json', 'x_1of1.json', 'x_1of10.json', 'x_01of3.json', 'x_1of3.ndjson', '1of3.json'])
      expect(partFileOf(file)).toBeUndefined();
  });
});
