import { describe, expect, it } from 'vitest';
import { HOUR, timeOf } from '../../../../src/core/time.ts';
import type { ObservationEntry } from '../../../../src/record/kinds/observation.ts';
import { GUIDES } from '../../../../src/reference/guides.ts';
import { bundleOf, find, type Loose, resourcesOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { faultsIn } from '../../../support/faults.ts';
import { loinc, RecordBuilder } from '../../../support/records.ts';

const HDL = loinc('2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma');
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

describe('Observation of a measurement', () => {
  it('says what is normal, in the unit of the value, without a bound that there is not', () => {
    const unit = { unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' };
    const rangeOf = (range: ObservationEntry['range']) => measured({ range }).referenceRange;
    expect(rangeOf({ low: 40, high: null })).toEqual([{ low: { value: 40, ...unit }, text: 'normal' }]);
    expect(rangeOf({ low: null, high: 0 })).toEqual([{ high: { value: 0, ...unit }, text: 'normal' }]);
    expect(rangeOf({ low: 40, high: 90 })).toEqual([
      { low: { value: 40, ...unit }, high: { value: 90, ...unit }, text: 'normal' },
    ]);
    expect(rangeOf({ low: null, high: null })).toBeUndefined();
  });

  it('has bounds without a code where the unit has none', () => {
    const words = measured({ range: { low: 40, high: null }, unit: 'drops per day' });
    expect(words.referenceRange).toEqual([{ low: { value: 40, unit: 'drops per day' }, text: 'normal' }]);
    const none = measured({ range: { low: 40, high: null }, unit: null });
    expect(none.referenceRange).toEqual([{ low: { value: 40 }, text: 'normal' }]);
  });

  it.each([
    ['N', 'Normal'],
    ['L', 'Low'],
    ['H', 'High'],
    ['LL', 'Critical low'],
    ['HH', 'Critical high'],
  ] as const)('is interpreted: %s', (interpretation, display) => {
    expect(measured({ interpretation }).interpretation).toEqual([
      { coding: [{ system: INTERPRETATION, code: interpretation, display }], text: display },
    ]);
  });

  it('has none of it where nothing was measured so', () => {
    const { builder, visit } = begun();
    builder.observation(HDL, visit, 50, { category: 'laboratory', unit: 'mg/dL' });
    const plain = find(bundleOf(builder.record()), 'Observation');
    for (const name of ['interpretation', 'note', 'specimen', 'referenceRange', 'dataAbsentReason']) {
      expect(plain).not.toHaveProperty(name);
    }
    expect(plain.status).toBe('final');
  });

  it('is cancelled without a value when there was too little of the specimen', () => {
    const { builder, visit } = begun();
    const specimen = builder.specimen('serum', visit, 'insufficient');
    const absent = { category: 'laboratory', unit: 'mg/dL', specimen, absent: 'insufficient' } as const;
    const hdl = builder.observation(HDL, visit, null, absent);
    builder.report(loinc('24331-1', 'Lipid 1996 panel - Serum or Plasma'), visit, [hdl]);
    const bundle = bundleOf(builder.record());
    const made = find(bundle, 'Observation');
    expect(made).toMatchObject({
      status: 'cancelled',
      dataAbsentReason: { coding: [{ code: 'not-performed' }], text: 'Insufficient specimen' },
    });
    expect(Object.keys(made).filter((name) => name.startsWith('value'))).toEqual([]);
    expect(find(bundle, 'DiagnosticReport').status).toBe('cancelled');
    expect(find(bundle, 'Specimen').status).toBe('unsatisfactory');
    expect(faultsIn(bundle)).toEqual([]);
  });

  it('keeps a report final of which something was measured', () => {
    const { builder, visit } = begun();
    const specimen = builder.specimen('serum', visit);
    const parts = [
      builder.observation(HDL, visit, null, { category: 'laboratory', specimen, absent: 'insufficient' }),
      builder.observation(HDL, visit, 50, { category: 'laboratory', specimen, unit: 'mg/dL' }),
    ];
    builder.report(loinc('24331-1', 'Lipid 1996 panel - Serum or Plasma'), visit, parts);
    expect(find(bundleOf(builder.record()), 'DiagnosticReport').status).toBe('final');
  });

  it('of two parts says of each how it stands', () => {
    const [pressure] = resourcesOf(bundleOf(everyKind()), 'Observation').filter(({ component }) => component);
    const [diastolic, systolic] = pressure.component;
    expect(diastolic).toMatchObject({
      valueQuantity: { value: 81 },
      interpretation: [{ coding: [{ code: 'H' }] }],
      referenceRange: [{ low: { value: 60, code: 'mm[Hg]' }, high: { value: 80, code: 'mm[Hg]' } }],
    });
    expect(systolic).not.toHaveProperty('referenceRange');
    expect(systolic).not.toHaveProperty('interpretation');
  });
});

describe('Specimen', () => {
  it('stands before its results and reports, which refer to it', () => {
    const { entry } = bundleOf(everyKind());
    const names: string[] = entry.map(({ resource }: Loose) => `${resource.resourceType}/${resource.id}`);
    const referring: Loose[] = entry.filter(({ resource }: Loose) => JSON.stringify(resource).includes('"Specimen/'));
    expect(referring.map(({ resource }) => resource.resourceType)).toEqual([
      ...['Observation', 'Observation', 'Observation', 'DiagnosticReport', 'Observation', 'DiagnosticReport'],
    ]);
    for (const { resource } of referring) {
      for (const { reference } of [resource.specimen].flat()) {
        expect(names.indexOf(reference)).toBeGreaterThan(0);
        expect(names.indexOf(reference)).toBeLessThan(names.indexOf(`${resource.resourceType}/${resource.id}`));
      }
    }
  });

  it('is named once by a report, however many results are of it', () => {
    const reports = resourcesOf(bundleOf(everyKind()), 'DiagnosticReport').filter(({ specimen }) => specimen);
    expect(reports.map(({ specimen, result }) => [specimen.length, result.length])).toEqual([
      [1, 3],
      [1, 1],
    ]);
  });

  it('says what it is, when it was taken, and what was wrong with it', () => {
    const { builder, visit } = begun();
    builder.specimen('serum', visit);
    builder.specimen('blood', visit, 'haemolysed');
    const [serum, blood] = resourcesOf(bundleOf(builder.record()), 'Specimen');
    expect(serum).toEqual({
      resourceType: 'Specimen',
      id: serum.id,
      meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-specimen'] },
      status: 'available',
      type: {
        coding: [{ system: 'http://snomed.info/sct', code: '119364003', display: 'Serum specimen (specimen)' }],
        text: 'Serum specimen (specimen)',
      },
      subject: { reference: `Patient/${builder.person.id}` },
      collection: { collectedDateTime: find(bundleOf(builder.record()), 'Encounter').period.start },
    });
    expect(blood).toMatchObject({
      status: 'available',
      condition: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0493', code: 'HEM', display: 'Hemolyzed' }] },
      ],
    });
  });

  it('that had haemolysed is told beside its results', () => {
    const noted = resourcesOf(bundleOf(everyKind()), 'Observation').filter(({ note }) => note);
    expect(noted.map(({ code }) => code.coding[0].code)).toEqual(['2951-2', '2823-3', '2085-9']);
    expect(noted[0].note).toEqual([{ text: 'Specimen hemolyzed: results may be affected.' }]);
  });

  it.each([...GUIDES, 'none'] as const)('claims what %s has for it', (profile) => {
    const { meta } = find(bundleOf(everyKind(), undefined, { profile }), 'Specimen');
    const url = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-specimen';
    const claims = {
      none: undefined,
      'us-core-3.1.1': undefined,
      'us-core-6.1.0': { profile: [url] },
      'us-core-7.0.0': { profile: [`${url}|7.0.0`] },
      'us-core-8.0.0': { profile: [`${url}|8.0.0`] },
    };
    expect(meta).toEqual(claims[profile]);
  });
});

function begun() {
  const builder = new RecordBuilder(3);
  return { builder, visit: builder.encounter(timeOf(2020, 6, 1) + 9 * HOUR) };
}

function measured(more: Partial<ObservationEntry>): Loose {
  const { builder, visit } = begun();
  builder.observation(HDL, visit, 50, { category: 'laboratory', unit: 'mg/dL', ...more });
  return find(bundleOf(builder.record()), 'Observation');
}
