import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../../../src/core/numeric.ts';
import { Draws } from '../../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../../src/core/random/keys.ts';
import { DAY, timeOf, WEEK } from '../../../../src/core/time.ts';
import { loadReference } from '../../../../src/reference/data.ts';
import { BmiTrajectory } from '../../../../src/simulate/producers/reference-engine/bmi-trajectory.ts';
import { Chance } from '../../../../src/simulate/producers/reference-engine/chance.ts';
import { programKnowing, referenceLife, sign } from '../../../support/reference-life.ts';
import { compiled, delay, guard, set } from '../../../support/scripts.ts';
import { expectDistribution, expectMean, expectShare } from '../../../support/tolerance.ts';

const { growth } = loadReference();
const KEYS = runKeys('bodies');
const BIRTH = timeOf(1970, 6, 1);
const LIVES = 700;
/** On the birthday, when the year's change is made. */
const aged = (years: number) => timeOf(1970 + years, 6, 1) + DAY;

function trajectory(number: number, sex: 'F' | 'M' = 'M'): BmiTrajectory {
  return new BmiTrajectory(
    new Chance(new Draws(lifeKeys(KEYS, number, 0).draws), BIRTH),
    sex,
    growth.chart('bmi', sex),
  );
}

describe('the course of body mass index in childhood', () => {
  it('begins between 24 and 35 months with the scores of American children', () => {
    const firsts = Array.from({ length: LIVES }, (_, number) => trajectory(number).first);
    expect(firsts.every(({ months }) => months >= 24 && months <= 35)).toBe(true);
    // Up to the 95th percentile the score is that of the chart.
    const scores = firsts.map(({ months, bmi }) => growth.chart('bmi', 'M').scoreOf(months, bmi));
    const below = scores.filter((score) => score < normalQuantile(0.85)).length;
    expectShare(LIVES - below, LIVES, 1 - normalCdf((normalQuantile(0.85) - 0.32) / 0.96));
    const obese = scores.filter((score) => score >= normalQuantile(0.95)).length;
    expectShare(obese, LIVES, 1 - normalCdf((normalQuantile(0.95) - 0.32) / 0.96));
  });

  it('has one point a year and is linear between, whichever age is asked for first', () => {
    const forwards = trajectory(1);
    const from = forwards.first.months;
    const early = forwards.at(from + 3);
    const backwards = trajectory(1);
    backwards.at(230);
    expect(backwards.at(from + 3)).toBe(early);
    const [start, end] = [backwards.at(from + 24), backwards.at(from + 36)];
    expect(backwards.at(from + 30)).toBeCloseTo((start + end) / 2, 10);
    expect(backwards.at(from + 27)).toBeCloseTo(start + (end - start) / 4, 10);
  });

  it('follows the score of the year before', () => {
    const residuals: number[] = [];
    for (let number = 0; number < LIVES; number++) {
      const course = trajectory(number);
      const from = course.first.months;
      const chart = growth.chart('bmi', 'M');
      // The year in which 5 is reached: correlation .866, difference .029.
      const [before, after] = [course.at(from + 24), course.at(from + 36)];
      const z = chart.scoreOf(from + 24, before);
      // Where the chart's own scores hold before; after, the extended tail keeps the order, so that halves can be counted.
      if (z < 1.6) residuals.push(chart.scoreOf(from + 36, after) - (0.866 * z + 0.029));
    }
    expectShare(residuals.filter((residual) => residual > 0).length, residuals.length, 0.5);
    const sd = Math.sqrt(1 - 0.866 * 0.866);
    expectShare(residuals.filter((residual) => residual < -sd).length, residuals.length, normalCdf(-1));
  });

  it('is what it was up to a moment, and goes where it is led afterwards', () => {
    const course = trajectory(3);
    const [before, at] = [course.at(100), course.at(120)];
    course.replace(120, [{ months: 132, percentile: 0.5 }]);
    expect(course.at(100)).toBe(before);
    expect(course.at(120)).toBe(at);
    expect(course.at(132)).toBeCloseTo(growth.chart('bmi', 'M').at(132, 0), 10);
  });
});

describe('height and weight', () => {
  it('heights of children are those of the chart', () => {
    const ten = timeOf(1980, 6, 15);
    const heights = Array.from({ length: LIVES }, (_, number) =>
      sign(referenceLife({ number, birth: BIRTH, end: ten, sex: 'F' }), 'Height'),
    );
    const chart = growth.chart('height', 'F');
    const capped = (x: number) => normalCdf(chart.scoreOf(120, x + 0.05));
    // The percentile is kept between .001 and .995, and heights are read to a millimetre.
    expectDistribution(heights, (x) => Math.min(1, capped(x)));
  });

  it('an adult gains one to two kilograms a year up to 49, none in the fifties, and loses as much from 60', () => {
    // Who is to gain weight gets one to two kilograms more, and is not under management, which would hide the years.
    const program = programKnowing('kilograms_to_gain');
    const given = { attributes: { kilograms_to_gain: 1_000 } };
    const weight = (years: number, number: number) =>
      sign(referenceLife({ number, program, given, birth: BIRTH, end: aged(years) }), 'Weight');
    const changes = (years: number) =>
      Array.from({ length: 120 }, (_, number) => weight(years, number) - weight(years - 1, number));
    // Sums of two uniforms on (1, 2): mean 3, deviation the root of 1/6; the difference of two: mean 0.
    expectMean(changes(30), 3, Math.sqrt(1 / 6));
    expectMean(changes(49), 3, Math.sqrt(1 / 6));
    expectMean(changes(50), 1.5, Math.sqrt(1 / 12));
    expectMean(changes(59), 1.5, Math.sqrt(1 / 12));
    expectMean(changes(60), 0, Math.sqrt(1 / 6));
    expect(Math.min(...changes(30))).toBeGreaterThanOrEqual(1.9);
    expect(Math.max(...changes(30))).toBeLessThanOrEqual(4.1);
  });

  it('body mass index is weight over the square of height, at every age', () => {
    for (const end of [BIRTH + 100 * DAY, timeOf(1975, 1, 1), timeOf(1988, 1, 1), aged(45)]) {
      const life = referenceLife({ birth: BIRTH, end });
      const metres = sign(life, 'Height') / 100;
      expect(Math.abs(sign(life, 'BMI') - sign(life, 'Weight') / (metres * metres))).toBeLessThan(0.15);
    }
  });

  it('percentiles begin with 2 years for body mass index, and end with three for heads', () => {
    const infant = referenceLife({ birth: BIRTH, end: BIRTH + 300 * DAY });
    expect(infant.attributeNamed('bmi_percentile')).toBeUndefined();
    expect(infant.attributeNamed('current_weight_length_percentile')).toBeGreaterThan(0);
    expect(sign(infant, 'Head Circumference')).toBeGreaterThan(40);
    const child = referenceLife({ birth: BIRTH, end: timeOf(1977, 1, 1) });
    expect(child.attributeNamed('bmi_percentile')).toBeGreaterThan(0);
    expect(child.attributeNamed('bmi_percentile')).toBeLessThan(100);
    expect(child.producers.vitalSigns.read('Head Circumference', child.clock, 1, 2, 3, 4)).toBeUndefined();
  });
});

describe('weight management', () => {
  /** Asks for it at 30. */
  const { program } = compiled({
    asking: {
      Wait: guard({ condition_type: 'Age', operator: '>=', quantity: 30, unit: 'years' }),
      Ask: set('trigger_weight_loss', true),
      Week: delay(8, 'days'),
      Stop: set('trigger_weight_loss'),
    },
  });
  const at = (number: number, end: number) => referenceLife({ number, program, birth: BIRTH, end, sex: 'F' });

  it('takes 7 to 10 % off in a year where it is kept to, and gives it back in five years where it does not last', () => {
    const counts = { all: 0, adherent: 0, lasting: 0 };
    for (let number = 0; number < 250; number++) {
      const before = at(number, timeOf(2000, 6, 1) - DAY);
      if (before.attributeNamed('weight_loss_adherence') !== undefined) continue;
      const start = sign(at(number, timeOf(2000, 6, 10)), 'Weight');
      const year = at(number, timeOf(2001, 7, 1));
      counts.all++;
      const kept = sign(year, 'Weight') / start;
      if (year.attributeNamed('weight_loss_adherence') !== true) {
        expect(Math.abs(kept - 1)).toBeLessThan(0.005);
        continue;
      }
      counts.adherent++;
      expect(kept).toBeLessThan(0.94);
      expect(kept).toBeGreaterThan(0.895);
      const end = sign(at(number, timeOf(2005, 5, 20)), 'Weight') / start;
      if (end < 0.95) counts.lasting++;
      else expect(end).toBeGreaterThan(0.99);
    }
    expectShare(counts.adherent, counts.all, 0.605);
    expectShare(counts.lasting, counts.adherent, 0.2);
  });

  it('nobody starts who is not heavy', () => {
    let started = 0;
    for (let number = 0; number < 200; number++) {
      const at4 = referenceLife({ number, birth: BIRTH, end: timeOf(1975, 5, 1) });
      if (at4.attributeNamed('weight_loss_adherence') !== undefined) started++;
    }
    expect(started).toBe(0);
  });
});

describe('waits', () => {
  it('are exponential with the chance of a week', () => {
    const chance = new Chance(new Draws(lifeKeys(KEYS, 0, 0).draws), BIRTH);
    const waits = Array.from({ length: 4000 }, (_, index) => chance.wait(1, index, 0.1) / WEEK);
    const mean = -1 / Math.log(0.9);
    expectMean(waits, mean, mean);
    expectShare(waits.filter((wait) => wait <= 1).length, waits.length, 0.1);
    expect(chance.wait(1, 0, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(chance.wait(1, 0, 1)).toBe(0);
  });
});
