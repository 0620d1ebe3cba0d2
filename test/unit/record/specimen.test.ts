import { describe, expect, it } from 'vitest';
import { IdMaker } from '../../../src/core/id.ts';
import { DAY, HOUR, timeOf } from '../../../src/core/time.ts';
import type { EncounterEntry } from '../../../src/record/kinds/encounter.ts';
import { Recorder, RecordViolation } from '../../../src/record/recorder.ts';
import { RecordBuilder } from '../../support/records.ts';

const BIRTH = timeOf(1980, 1, 1);
const NOON = timeOf(2020, 6, 1) + 12 * HOUR;
const SILENT = { activeChanged: () => undefined, observationMade: () => undefined };
const CAUSE = { module: 'test', file: 'test', state: 'Panel', visit: 0 };

describe('a specimen', () => {
  it('is taken once for an encounter, time and type, and is on the record from then on', () => {
    const { recorder, taken } = begun();
    const serum = recorder.specimen('serum', taken(NOON), null, true);
    expect(recorder.specimen('serum', taken(NOON), null, true)).toBe(serum);
    expect(recorder.entries).toEqual([serum]);
    expect(serum).toMatchObject({ kind: 'specimen', type: 'serum', start: NOON, stop: null, condition: null });
    expect(serum.codes).toEqual([{ system: 'SNOMED-CT', code: '119364003', display: 'Serum specimen (specimen)' }]);
  });

  it('is another one of another type, at another time, and in another encounter', () => {
    const { recorder, taken, encounter } = begun();
    const made = [
      recorder.specimen('serum', taken(NOON), null, true),
      recorder.specimen('urine', taken(NOON), null, true),
      recorder.specimen('serum', taken(NOON + 1), null, true),
      recorder.specimen('serum', { ...taken(NOON), encounter: { ...encounter } }, null, true),
      recorder.specimen('serum', { ...taken(NOON), encounter: null }, null, false),
    ];
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    expect(recorder.entries).toEqual(made);
    expect(recorder.specimen('serum', taken(NOON), null, true)).toBe(made[0]);
  });

  it('has an id that follows from its time and type, whatever was taken before', () => {
    const [a, b] = [begun(), begun()];
    a.recorder.specimen('serum', a.taken(NOON - DAY), null, true);
    a.recorder.specimen('blood', a.taken(NOON), null, true);
    const { id } = a.recorder.specimen('urine', a.taken(NOON), null, true);
    expect(b.recorder.specimen('urine', b.taken(NOON), null, true).id).toBe(id);
  });

  it('has the condition that one of its measurements found; insufficiency counts most', () => {
    const { recorder, taken } = begun();
    const serum = recorder.specimen('serum', taken(NOON), null, true);
    const find = (condition: 'haemolysed' | 'insufficient' | null) =>
      recorder.specimen('serum', taken(NOON), condition, true).condition;
    expect([find('haemolysed'), find(null), find('insufficient'), find('haemolysed')]).toEqual([
      'haemolysed',
      'haemolysed',
      'insufficient',
      'insufficient',
    ]);
    expect(serum.condition).toBe('insufficient');
  });

  it('obeys the rules of the record where it is of a native module', () => {
    const { recorder, taken } = begun();
    const outside = { ...taken(NOON), encounter: null };
    expect(() => recorder.specimen('serum', outside, null, true)).toThrow(RecordViolation);
    expect(recorder.entries).toEqual([]);
  });
});

function begun() {
  const recorder = new Recorder(BIRTH, SILENT, new IdMaker(new Int32Array([1, 2, 3, 4])));
  const encounter: EncounterEntry = new RecordBuilder(1).encounter(NOON - 2 * DAY, 'inpatient');
  const taken = (start: number) => ({ start, encounter, cause: CAUSE, name: 'Panel' });
  return { recorder, encounter, taken };
}
