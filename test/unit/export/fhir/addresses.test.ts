import { describe, expect, it } from 'vitest';
import { runKeys } from '../../../../src/core/random/keys.ts';
import { YEAR } from '../../../../src/core/time.ts';
import { PersonDrawer } from '../../../../src/people/draw-person.ts';
import { BLOCK, Households } from '../../../../src/people/household/households.ts';
import type { Person } from '../../../../src/record/person.ts';
import { loadReference } from '../../../../src/reference/data.ts';
import { bundleOf, find, type Loose } from '../../../support/bundles.ts';
import { faultsIn } from '../../../support/faults.ts';
import { REFERENCE_DATE, RecordBuilder } from '../../../support/records.ts';

const reference = loadReference();
const keys = runKeys('addresses of charts');
const drawer = new PersonDrawer(reference, keys, { referenceDate: REFERENCE_DATE });
const options = { reference, keys, referenceDate: REFERENCE_DATE, until: REFERENCE_DATE, matched: true };
const households = new Households(drawer, options);
const people = Array.from({ length: 3 * BLOCK }, (_, slot) => households.draw(slot, 0));
const former = ({ residence }: Person) => residence?.former ?? [];

function personWith(holds: (person: Person) => boolean): Person {
  const found = people.find(holds);
  expect(found).toBeDefined();
  return found as Person;
}

function addressesOf(person: Person, death?: number): Loose[] {
  const builder = new RecordBuilder(person.slot, person);
  const bundle = bundleOf(
    death === undefined
      ? builder.record()
      : builder.record({ death: { time: death, code: null, cause: builder.cause } }),
  );
  expect(faultsIn(bundle)).toEqual([]);
  return find(bundle, 'Patient').address;
}

describe('addresses of a patient', () => {
  it('are the present one since the last move, then the former ones, the latest first', () => {
    const person = personWith((one) => former(one).length > 1 && former(one).length <= 10);
    const [home, ...old] = addressesOf(person);
    expect(home).toMatchObject({ use: 'home', city: person.address.city, line: [person.address.line] });
    expect(home.period).not.toHaveProperty('end');
    expect(old.map(({ use }) => use)).toEqual(old.map(() => 'old'));
    const told = [...former(person)].reverse();
    expect(old.map(({ postalCode }) => postalCode)).toEqual(told.map(({ address }) => address.postalCode));
    const all = [home, ...old];
    expect(old.map(({ period }) => period.end)).toEqual(all.slice(0, -1).map(({ period }) => period.start));
    expect(all.at(-1).period.start).toBe(find(bundleOf(new RecordBuilder(1, person).record()), 'Patient').birthDate);
  });

  it('are one home since birth for who never moved', () => {
    const person = personWith((one) => former(one).length === 0);
    const addresses = addressesOf(person);
    expect(addresses).toHaveLength(1);
    expect(addresses[0].period.start).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('are at most eleven', () => {
    const person = personWith((one) => former(one).length > 10);
    const addresses = addressesOf(person);
    expect(addresses).toHaveLength(11);
    expect(addresses[10].postalCode).toBe(former(person).at(-10)?.address.postalCode);
  });

  it('end with the life: the home is the one of the death', () => {
    const person = personWith((one) => former(one).length > 3 && (former(one)[2]?.from ?? 0) > one.birth + YEAR);
    const third = former(person)[2];
    const [home, ...old] = addressesOf(person, third?.from);
    expect(home).toMatchObject({ use: 'home', line: [third?.address.line], postalCode: third?.address.postalCode });
    expect(home.period).not.toHaveProperty('end');
    expect(old).toHaveLength(2);
  });

  it('have no period where nothing is known of former homes', () => {
    const { residence, ...person } = personWith((one) => former(one).length > 0);
    expect(residence).toBeDefined();
    const addresses = addressesOf(person);
    expect(addresses).toHaveLength(1);
    expect(addresses[0]).not.toHaveProperty('period');
  });
});
