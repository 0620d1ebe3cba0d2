import { describe, expect, it } from 'vitest';
import { PRIMITIVES } from '../../../src/validate/profile/primitives.ts';

const CASES: Readonly<Record<string, { readonly right: readonly unknown[]; readonly wrong: readonly unknown[] }>> = {
  date: {
    right: ['2020', '2020-02', '2020-02-29', '0001'],
    wrong: ['', '202', '0000', '2020-', '2020-2', '2020-13', '2020-00', '20200229', '2021-02-29', '2020-01-', 2020],
  },
  dateTime: {
    right: ['2020', '2020-01-01T10:00:00Z', '2020-01-01T10:00:00.123+14:00', '2020-01-01T23:59:60Z'],
    wrong: [
      '2020-01-01T10:00:00',
      '2020-01-01T10:00Z',
      '2020-01-01T24:00:00Z',
      '2020-01-01 10:00:00Z',
      '2020-01-01T10:00:00.Z',
      '2020-01-01T10:00:00+14:01',
      '2020-01-00T10:00:00Z',
      '2020-01-01T1 :00:00Z',
    ],
  },
  instant: { right: ['2020-01-01T10:00:00-05:00'], wrong: ['2020-01-01', '2020-01-01T'] },
  time: { right: ['10:00:00', '23:59:59.9'], wrong: ['10:00', '24:00:00', '10:00:00Z'] },
  string: { right: ['a b', ' a', 'a\nb\t', 'Ä', '日本'], wrong: ['', ' ', '\u00a0', 'a\u0000', 'a\u0007', 1, null] },
  code: { right: ['a', 'a b', 'ä'], wrong: ['', ' a', 'a ', 'a  b', 'a\u00a0\u00a0b', true] },
  uri: { right: ['http://x/y', 'urn:oid:1.2', 'x', 'ü'], wrong: ['', 'a b', 'a\u00a0b'] },
  canonical: { right: ['http://x|1', '#a', 'urn:uuid:1'], wrong: ['Questionnaire/1', 'x', 'http://x y'] },
  id: { right: ['a-1.B', 'x'.repeat(64)], wrong: ['', 'a_b', 'x'.repeat(65)] },
  oid: { right: ['urn:oid:2.16.840'], wrong: ['2.16.840', 'urn:oid:3.1', 'urn:oid:2.016'] },
  uuid: {
    right: ['urn:uuid:0a1b2c3d-0000-4000-8000-000000000000'],
    wrong: ['0a1b2c3d-0000-4000-8000-000000000000', 'urn:uuid:0A1B2C3D-0000-4000-8000-000000000000'],
  },
  base64Binary: { right: ['YQ==', 'YWJj', 'YW Jj'], wrong: ['', 'a', 'YQ=', 'Y===', 'EQH/..AgME='] },
  integer: { right: [0, -5, 2_147_483_647], wrong: [1.5, '1', 2_147_483_648, true] },
  positiveInt: { right: [1], wrong: [0, -1, 1.5] },
  unsignedInt: { right: [0, 1], wrong: [-1] },
  decimal: { right: [1.5, -1e3], wrong: ['1.5', null] },
  boolean: { right: [true, false], wrong: ['true', 0] },
};

describe('primitive types', () => {
  it.each(Object.entries(CASES))('know what is a %s', (type, { right, wrong }) => {
    const is = PRIMITIVES[type] as (value: unknown) => boolean;
    expect(right.filter((value) => !is(value))).toEqual([]);
    expect(wrong.filter((value) => is(value))).toEqual([]);
  });
});
