import { describe, expect, it } from 'vitest';
import { type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import type { Signal } from '../../../src/physiology/signal.ts';
import { BIRTH, chain, compiled, delay, type Json, type Lived, liveIn, native } from '../../support/scripts.ts';
import { expectShare } from '../../support/tolerance.ts';

/** Of people born on the same day: they are 50 in the year that is looked at. */
const FROM = timeOf(2035, 1, 15);
const UNTIL = timeOf(2036, 1, 15);
const RATIO = 1.72;
const PER = 5;
/** High enough that many fall ill in the year. */
const RATE = 0.5;
const LIVES = 2000;

function atRisk(rate: Json | number, fields: Json = {}): Json {
  const ratio = { signal: 'Body Mass Index', per: PER, ratio: RATIO, ...fields };
  return native({ 'At risk': { type: 'Hazard', events: [{ to: 'End', rate, ratios: [ratio] }] } });
}

function left(lived: Lived): SimTime | undefined {
  return lived.visitsTo('At risk')[0]?.left ?? undefined;
}

describe('a ratio by the level of a signal', () => {
  const tables = { 'rates.csv': `age,rate\n50,${RATE}` };
  const { program } = compiled({ m: atRisk({ table: 'rates.csv' }) }, tables);
  const mass = program.signals.named('Body Mass Index') as Signal;
  const people = Array.from({ length: LIVES }, (_, number) => {
    const lived = liveIn(program, { number, end: UNTIL + YEAR, sex: number % 2 === 0 ? 'F' : 'M' });
    const level = lived.life.usual(mass, FROM);
    const mean = lived.life.meanOfPeers(mass, 50, 2035, (value) => RATIO ** (value / PER));
    return { level, ratio: RATIO ** (level / PER) / mean, isIll: left(lived) !== undefined };
  });
  const chance = (ratio: number) => 1 - Math.exp((-RATE * ratio * (UNTIL - FROM)) / YEAR);

  it.each([
    ['all', 0, 200],
    ['below 25', 0, 25],
    ['25 to 30', 25, 30],
    ['30 and above', 30, 200],
  ])('%s: as many fall ill as the ratios of these people say', (_, low, high) => {
    const some = people.filter(({ level }) => level >= low && level < high);
    const expected = some.reduce((sum, { ratio }) => sum + chance(ratio), 0) / some.length;
    expect(some.length).toBeGreaterThan(200);
    // People of different probabilities vary less together than people who all have the mean.
    expectShare(some.filter(({ isIll }) => isIll).length, some.length, expected);
  });

  it('is 1 in the mean of people, so that the rate stays that of all', () => {
    const mean = people.reduce((sum, { ratio }) => sum + ratio, 0) / LIVES;
    const variance = people.reduce((sum, { ratio }) => sum + (ratio - mean) ** 2, 0) / LIVES;
    expect(Math.abs(mean - 1)).toBeLessThan(4.5 * Math.sqrt(variance / LIVES));
  });

  it('does not matter where there is no rate', () => {
    for (const [number, { isIll }] of people.slice(0, 50).entries()) {
      const time = left(liveIn(program, { number, end: UNTIL + YEAR, sex: number % 2 === 0 ? 'F' : 'M' }));
      if (isIll) expect(time).toBeGreaterThanOrEqual(FROM);
      if (isIll) expect(time).toBeLessThan(UNTIL);
    }
  });

  it('follows from one birthday to the next what acts on the signal', () => {
    const thinner = { type: 'Effect', signal: 'Body Weight', change: 'multiply', exact: { quantity: 0.7 } };
    const states = { Wait: delay(21_915, 'days'), Thinner: thinner };
    const programs = [{}, states].map((own) => compiled({ a: native(own), m: atRisk(0.05) }).program);
    // The effect acts from the 21,915th day on, some hours before the sixtieth birthday.
    const sixty = timeOf(2045, 1, 15);
    let later = 0;
    for (let number = 0; number < 60; number++) {
      const [before, after] = programs.map((own) => left(liveIn(own, { number, end: timeOf(2090, 1, 1) })));
      if (before === undefined) continue;
      if (before < sixty) expect(after).toBe(before);
      else {
        expect(after ?? Number.POSITIVE_INFINITY).toBeGreaterThan(before);
        later++;
      }
    }
    expect(later).toBeGreaterThan(0);
  });

  it('counts levels beyond its bounds as these', () => {
    const bounded = compiled({ m: atRisk(0.05, { low: 20, high: 20.001 }) }).program;
    const plain = compiled({
      m: native({ 'At risk': { type: 'Hazard', events: [{ to: 'End', rate: 0.05 }] } }),
    }).program;
    for (let number = 0; number < 20; number++) {
      const [a, b] = [bounded, plain].map((own) => left(liveIn(own, { number, end: timeOf(2090, 1, 1) })));
      // 0.001 of a unit of five moves nothing by more than one part in 9,000.
      if (a !== undefined && b !== undefined) expect(Math.abs(a - b) / (b - BIRTH)).toBeLessThan(2e-4);
      else expect(a).toBe(b);
    }
  });

  it('is 1 for who does not have the signal', () => {
    const ratios = [{ signal: 'Prostate Specific Antigen', per: 100, ratio: 3 }];
    const events = [{ to: 'End', rate: 0.05, ratios }];
    const woman = compiled({ m: native({ 'At risk': { type: 'Hazard', events } }) }).program;
    const anybody = compiled({ m: native({ 'At risk': { type: 'Hazard', events: [{ to: 'End', rate: 0.05 }] } }) });
    const [a, b] = [woman, anybody.program].map((own) => left(liveIn(own, { end: timeOf(2090, 1, 1) })));
    expect(Math.abs((a as number) - (b as number))).toBeLessThan(100);
  });
});

describe('what is wrong with a ratio by the level of a signal', () => {
  const rightly = { signal: 'Body Mass Index', per: 5, ratio: 2 };
  it.each([
    [{ ...rightly, signal: 'Body Mas Index' }, 'unknown-signal', '/signal'],
    [{ ...rightly, signal: 'Creatinine' }, 'hazard-ratio-signal', '/signal'],
    [{ ...rightly, signal: 'Body Weight' }, 'hazard-ratio-signal', '/signal'],
    [{ ...rightly, per: undefined }, 'hazard-ratio', ''],
    [{ ...rightly, per: 0 }, 'hazard-ratio', ''],
    // Numbers end at about 10^308.
    [{ ...rightly, per: 0.1 }, 'hazard-ratio', '/per'],
    [{ ...rightly, ratio: 0 }, 'hazard-ratio', '/ratio'],
    [{ ...rightly, low: 30, high: 20 }, 'hazard-ratio', '/low'],
    [{ ...rightly, when: { condition_type: 'True' } }, 'hazard-ratio', ''],
    [{ ratio: 2 }, 'hazard-ratio', ''],
    [{ when: { condition_type: 'True' }, ratio: 2, per: 5 }, 'hazard-ratio', '/per'],
    [{ when: { condition_type: 'True' }, ratio: -2 }, 'negative-ratio', '/ratio'],
  ])('%o: %s', (ratio, code, place) => {
    const states = chain({ 'At risk': { type: 'Hazard', events: [{ to: 'End', rate: 1, ratios: [ratio] }] } });
    const file = JSON.stringify({ name: 'm', ...native(states) });
    const errors = compileProgram(modulesInMemory({ m: file })).diagnostics.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.map((error) => [error.code, error.pointer])).toEqual([
      [code, `/states/At risk/events/0/ratios/0${place}`],
    ]);
  });
});
