import { describe, expect, it } from 'vitest';
import { runKeys } from '../../../../src/core/random/keys.ts';
import { ageInYears, YEAR } from '../../../../src/core/time.ts';
import { PersonDrawer } from '../../../../src/people/draw-person.ts';
import { BLOCK, Households } from '../../../../src/people/household/households.ts';
import type { PatientRecord } from '../../../../src/record/patient-record.ts';
import { loadReference } from '../../../../src/reference/data.ts';
import { bundleOf, find, type Loose, resourcesOf } from '../../../support/bundles.ts';
import { faultsIn } from '../../../support/faults.ts';
import { REFERENCE_DATE, RecordBuilder } from '../../../support/records.ts';

const reference = loadReference();
const keys = runKeys('charts of families');
const drawer = new PersonDrawer(reference, keys, { referenceDate: REFERENCE_DATE });
const until = REFERENCE_DATE;
const households = new Households(drawer, { reference, keys, referenceDate: REFERENCE_DATE, until, matched: true });
const people = Array.from({ length: 3 * BLOCK }, (_, slot) => households.draw(slot, 0));
const charts = people.map((person) => new RecordBuilder(person.slot, person).record());
const bundles = charts.map((record) => bundleOf(record));

function chartOf(fits: (record: PatientRecord) => boolean): number {
  const found = charts.findIndex(fits);
  expect(found).toBeGreaterThanOrEqual(0);
  return found;
}

describe('relatives in FHIR', () => {
  it('hold with everybody', () => {
    for (const bundle of bundles) expect(faultsIn(bundle)).toEqual([]);
  });

  it('refer to no patient but the one of the chart', () => {
    for (const [i, bundle] of bundles.entries()) {
      const references = [...JSON.stringify(bundle).matchAll(/"reference":"(Patient\/[^"]+)"/g)].map(
        ([, name]) => name,
      );
      expect(new Set([`Patient/${people[i]?.id}`, ...references]).size).toBe(1);
    }
  });

  it('are related persons where they share the home, with the record number of those who have a chart', () => {
    for (const [i, bundle] of bundles.entries()) {
      const living = people[i]?.family?.relatives.filter(({ sharesHome }) => sharesHome) ?? [];
      const written = resourcesOf(bundle, 'RelatedPerson');
      for (const relative of living) {
        const one = written.find(({ id }: { id: string }) => id === relative.id);
        expect(one).toMatchObject({
          active: true,
          name: [{ family: relative.familyName, given: [relative.givenName] }],
        });
        expect(one.identifier?.[0].value).toBe(relative.medicalRecordNumber ?? undefined);
        expect(one.address).toEqual([
          expect.objectContaining({ use: 'home', line: [people[i]?.address.line], city: people[i]?.address.city }),
        ]);
      }
    }
  });

  it('say who is asked first: the mother of a child, the spouse of an adult', () => {
    const codes = (i: number) =>
      find(bundles[i], 'Patient').contact[0].relationship.map((one: Loose) => one.coding[0].code);
    const isChild = ({ person }: PatientRecord) => ageInYears(person.birth, until) < 18;
    const has = (record: PatientRecord, relationship: string) =>
      record.person.family?.relatives.some((one) => one.relationship === relationship && one.sharesHome) === true;
    expect(codes(chartOf((record) => isChild(record) && has(record, 'mother')))).toEqual(['N', 'MTH']);
    const spouse = codes(chartOf((record) => record.person.sex === 'M' && has(record, 'spouse')));
    expect(spouse).toEqual(['N', 'WIFE']);
  });

  it('have a history of illness where they are parents or siblings', () => {
    const histories = bundles.flatMap((bundle) => resourcesOf(bundle, 'FamilyMemberHistory'));
    expect(histories.length).toBeGreaterThan(100);
    for (const history of histories) {
      expect(['MTH', 'FTH', 'SIS', 'BRO']).toContain(history.relationship.coding[0].code);
      expect(history.condition.length).toBeGreaterThan(0);
      expect((history.deceasedBoolean === undefined) !== (history.deceasedDate === undefined)).toBe(true);
    }
  });

  it('are only those whom the chart can know: nobody who is born, ill or dead later', () => {
    const i = chartOf(({ person }) => ageInYears(person.birth, until) > 40);
    const end = (people[i]?.birth ?? 0) + 20 * YEAR;
    const bundle = bundleOf({ ...(charts[i] as PatientRecord), end });
    const written = [...resourcesOf(bundle, 'RelatedPerson'), ...resourcesOf(bundle, 'FamilyMemberHistory')];
    const year = new Date(end).getUTCFullYear();
    for (const one of written) {
      expect(Number((one.birthDate ?? one.bornDate).slice(0, 4))).toBeLessThanOrEqual(year);
      for (const { onsetAge } of one.condition ?? []) {
        expect(Number(one.bornDate.slice(0, 4)) + onsetAge.value).toBeLessThanOrEqual(year);
      }
      if (one.deceasedDate) expect(Number(one.deceasedDate.slice(0, 4))).toBeLessThanOrEqual(year);
    }
  });
});
