import { describe, expect, it } from 'vitest';
import { IdMaker } from '../../../src/core/id.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { DAY, HOUR, timeOf } from '../../../src/core/time.ts';
import type { Relative } from '../../../src/record/relative.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { newbornsOf } from '../../../src/simulate/newborns.ts';
import { bundleOf, resourcesOf } from '../../support/bundles.ts';
import { faultsIn } from '../../support/faults.ts';
import { RecordBuilder, snomed } from '../../support/records.ts';

const reference = loadReference();
const CESAREAN = snomed('11466000', 'Cesarean section (procedure)');
const NORMAL = snomed('177184002', 'Normal delivery procedure (procedure)');
const AT = timeOf(2010, 5, 4) + 3 * HOUR;

function motherWith(
  deliveries: readonly { readonly at: number; readonly code: typeof NORMAL }[],
  sex: 'F' | 'M' = 'F',
) {
  const builder = new RecordBuilder(5, { sex, birth: timeOf(1980, 2, 3) });
  for (const { at, code } of deliveries) {
    const stay = builder.encounter(at - HOUR, 'inpatient');
    builder.procedure(code, stay, { start: at });
  }
  return builder.record();
}

function newborns(record: ReturnType<typeof motherWith>, seed = 'births'): Relative[] {
  const { draws, ids } = lifeKeys(runKeys(seed), 5, 0);
  return newbornsOf(record, reference, new IdMaker(ids), new Draws(draws));
}

describe('newborns', () => {
  it('are children of the mother, born when they were delivered', () => {
    const record = motherWith([{ at: AT, code: NORMAL }]);
    const [child, ...others] = newborns(record);
    expect(others).toEqual([]);
    expect(child).toMatchObject({ relationship: 'child', birth: AT, death: null, slot: null, sharesHome: true });
    expect(child?.familyName).toBe(record.person.familyName);
    expect(newborns(record)).toEqual([child]);
  });

  it('are one a delivery, however many procedures it took', () => {
    const record = motherWith([
      { at: AT, code: NORMAL },
      { at: AT + HOUR, code: CESAREAN },
      { at: AT + 700 * DAY, code: CESAREAN },
    ]);
    expect(newborns(record).map(({ birth }) => birth)).toEqual([AT, AT + 700 * DAY]);
  });

  it('are not told of by other procedures, nor of men', () => {
    expect(newborns(motherWith([{ at: AT, code: snomed('40617009', 'Artificial respiration (procedure)') }]))).toEqual(
      [],
    );
    expect(newborns(motherWith([{ at: AT, code: NORMAL }], 'M'))).toEqual([]);
  });

  it('are related persons of the chart', () => {
    const record = motherWith([{ at: AT, code: NORMAL }]);
    const bundle = bundleOf({ ...record, newborns: newborns(record) });
    expect(faultsIn(bundle)).toEqual([]);
    const [child] = resourcesOf(bundle, 'RelatedPerson');
    expect(child).toMatchObject({ birthDate: '2010-05-04', patient: { reference: `Patient/${record.person.id}` } });
    expect(['DAUC', 'SONC']).toContain(child.relationship[0].coding[0].code);
  });
});
