import { describe, expect, it } from 'vitest';
import { patientFileName } from '../../../src/export/file-name.ts';

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
