import { describe, expect, it } from 'vitest';
import { catalogueOf, signalKey } from '../../../src/physiology/catalogue.ts';
import { NO_SIGNALS } from '../../../src/physiology/no-signals.ts';
import { atAge, baseline, codeOf, derived, grown, somebody } from '../../support/signals.ts';

const A = baseline('A', { drift: 0.3 }, { variation: { within: 0.05, time: 'weeks' }, vitalSign: 'HDL' });
const B = baseline('B', { drift: 0.1 });
const PAIR = [{ between: ['A', 'B'], r: 0.6 }] as const;

describe('a catalogue', () => {
  it('finds signals by name, by any of their codes, by vital sign and by part of growth', () => {
    const two = { ...A, codes: [codeOf('first'), { system: 'http://loinc.org', code: 'second', display: '' }] };
    const all = catalogueOf([two, grown('Weight', 'weight'), derived('Sum', 'pulse-pressure', ['A', 'Weight'])], []);
    const found = all.named('A');
    expect(found).toBeDefined();
    expect(all.ofCode(codeOf('first'))).toBe(found);
    // However the system is written.
    expect(all.ofCode({ system: 'LOINC', code: 'second', display: '' })).toBe(found);
    expect(all.ofCode({ system: 'SNOMED-CT', code: 'first', display: '' })).toBeUndefined();
    expect(all.ofVitalSign('HDL')).toBe(found);
    expect(all.ofGrowth('weight')?.name).toBe('Weight');
    expect(all.ofGrowth('height')).toBeUndefined();
    const sum = all.named('Sum')?.origin;
    expect(sum?.kind === 'derivation' && sum.inputs).toEqual([found, all.named('Weight')]);
    expect(found?.key).toBe(signalKey('A'));
  });

  it('is the same in whatever order signals and correlations were declared', () => {
    const forth = catalogueOf([A, B], PAIR);
    const back = catalogueOf([B, A], [{ between: ['B', 'A'], r: 0.6 }]);
    expect(back.factor).toEqual(forth.factor);
    expect(back.signals.map(({ name }) => name)).toEqual(forth.signals.map(({ name }) => name));
  });

  it('changes no value of a signal when another is added that goes with none', () => {
    const few = catalogueOf([A, B], PAIR);
    const names = ['0 first', 'Between', 'Z last'];
    const more = catalogueOf([...names.map((name) => baseline(name, { drift: 0.5 }, { vitalSign: name })), A, B], PAIR);
    for (let slot = 0; slot < 50; slot++) {
      for (const name of ['A', 'B']) {
        for (const age of [3, 40, 77.7]) {
          const [own, same] = [few, more].map((all) => {
            const signal = all.named(name);
            return signal && somebody(all, slot).signals.measure(signal, atAge(age));
          });
          expect(same).toEqual(own);
        }
      }
    }
  });

  it('changes no value of a signal when a user adds another that goes with it', () => {
    // Of these, the three cannot all hold: what can be is found for them alone.
    const own = ['A', 'B', 'C'].map((name) => baseline(name, { drift: 0.2 }));
    const pairs = [
      { between: ['A', 'B'], r: 0.8 },
      { between: ['B', 'C'], r: 0.8 },
      { between: ['A', 'C'], r: -0.2 },
    ] as const;
    const few = catalogueOf(own, pairs);
    const added = ['0 first', 'Z last'].map((name) => ({ ...baseline(name), added: true }));
    const more = catalogueOf(
      [...own, ...added],
      [...pairs, { between: ['A', '0 first'], r: 0.4 }, { between: ['C', 'Z last'], r: 0.7 }],
    );
    expect(few.moves.length).toBeGreaterThan(0);
    expect(more.factor.slice(0, few.factor.length)).toEqual(few.factor);
    for (const name of ['A', 'B', 'C']) {
      const [one, same] = [few, more].map((all) => {
        const signal = all.named(name);
        return signal && somebody(all, 7).signals.measure(signal, atAge(50));
      });
      expect(same).toEqual(one);
    }
  });

  it('puts first the rows of what is measured on the body, then those of other vital signs', () => {
    const all = catalogueOf([baseline('0'), A, baseline('Z', {}, { category: 'vital-signs' })], []);
    const rows = ['Z', 'A', '0'].map((name) => {
      const origin = all.named(name)?.origin;
      return origin?.kind === 'baseline' ? origin.row : -1;
    });
    expect(rows).toEqual([2, 3, 4]);
    expect([...all.rowKeys].slice(2)).toEqual(['Z', 'A', '0'].map((name) => signalKey(name) | 0));
  });

  it('may be empty', () => {
    expect(NO_SIGNALS.signals).toEqual([]);
    expect(NO_SIGNALS.factor.length).toBe(2);
  });
});
