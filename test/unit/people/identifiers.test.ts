import { describe, expect, it } from 'vitest';
import { runKeys } from '../../../src/core/random/keys.ts';
import { IdentifierMaker } from '../../../src/people/identifiers.ts';
import { expectShare } from '../../support/tolerance.ts';

const maker = new IdentifierMaker(runKeys('identifiers'));
const N = 20_000;
const slots = Array.from({ length: N }, (_, slot) => slot);
/** Somebody who has every number. */
const holder = (slot: number) => ({ slot, age: 30, uLicense: 0.5, uPassport: 0.3 });

describe('numbers of persons', () => {
  it('shaped like social security numbers are of areas and groups in which none is issued, nor a taxpayer number', () => {
    for (const slot of slots) {
      const [, area, group, serial] = /^(\d{3})-(\d{2})-(\d{4})$/.exec(maker.socialSecurityNumber(slot) ?? '') ?? [];
      expect(Number(area)).toBeGreaterThanOrEqual(900);
      expect(Number(group)).toBeGreaterThanOrEqual(1);
      expect(Number(group)).toBeLessThanOrEqual(49);
      expect(serial).toHaveLength(4);
    }
  });

  it('are never those of another person', () => {
    const kinds = [
      (slot: number) => maker.medicalRecordNumber(slot),
      (slot: number) => maker.socialSecurityNumber(slot),
      (slot: number) => maker.driversLicense(holder(slot)),
      (slot: number) => maker.passport(holder(slot)),
    ];
    for (const of of kinds) expect(new Set(slots.map(of)).size).toBe(N);
  });

  it('are there for the last slot, but for the one kind that has less room', () => {
    const last = 99_999_999;
    expect(maker.medicalRecordNumber(last)).toMatch(/^MRN-\d{8}$/);
    expect(maker.driversLicense(holder(last))).toMatch(/^XDL-\d{8}$/);
    expect(maker.passport(holder(last))).toMatch(/^XPP-\d{8}$/);
    expect(maker.socialSecurityNumber(48_999_999)).toMatch(/^9\d\d-/);
    expect(maker.socialSecurityNumber(49_000_000)).toBeUndefined();
  });

  it('of drivers begin at sixteen; not everybody has one, or a passport', () => {
    expect(maker.driversLicense({ ...holder(1), age: 15 })).toBeUndefined();
    const of = (u: number) => maker.of({ slot: 1, age: 40, uLicense: u, uPassport: u });
    const all = slots.map((slot) => of((slot + 0.5) / N));
    expectShare(all.filter(({ driversLicense }) => driversLicense !== undefined).length, N, 0.87);
    expectShare(all.filter(({ passport }) => passport !== undefined).length, N, 0.45);
  });
});
