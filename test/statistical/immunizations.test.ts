import { describe, expect, it } from 'vitest';
import { DAY, timeOf } from '../../src/core/time.ts';
import { type Dose, evenly, type Vaccinated, vaccinated } from '../support/vaccinated.ts';

const LIVES = 3_000;
/** Standard errors either side: one false alarm in 150,000. */
const Z = 4.5;
const HIB = 'Haemophilus influenzae b';
const PCV = 'pneumococcal conjugate';
const DTP = 'diphtheria tetanus pertussis';

/** A share lies in a published interval (percent), but for the error of counting `n`. */
function expectWithin(count: number, n: number, [low, high]: readonly [number, number]): void {
  const percent = (100 * count) / n;
  const error = Z * Math.sqrt((percent * (100 - percent)) / n);
  expect(percent + error, `${percent} percent, expected ${low} to ${high}`).toBeGreaterThanOrEqual(low);
  expect(percent - error, `${percent} percent, expected ${low} to ${high}`).toBeLessThanOrEqual(high);
}

function numberOf(doses: readonly Dose[], course: string): number {
  return doses.filter((dose) => dose.course === course).length;
}

function dosesBy({ doses, ages }: Vaccinated, months: number): readonly Dose[] {
  const by = ages.monthAnniversary(months);
  return doses.filter(({ time }) => time < by);
}

/** Doses of a full series: fewer with PRP-OMP. */
function fullHib(doses: readonly Dose[]): number {
  return doses.find(({ course }) => course === HIB)?.cvx === '49' ? 3 : 4;
}

function isRotavirusComplete(doses: readonly Dose[]): boolean {
  const given = doses.filter(({ course }) => course === 'rotavirus');
  return given.length >= (given[0]?.cvx === '119' ? 2 : 3);
}

function hasSeven(doses: readonly Dose[]): boolean {
  return (
    numberOf(doses, DTP) >= 4 &&
    numberOf(doses, 'polio') >= 3 &&
    numberOf(doses, 'measles mumps rubella') >= 1 &&
    numberOf(doses, HIB) >= fullHib(doses) &&
    numberOf(doses, 'hepatitis B') >= 3 &&
    numberOf(doses, 'varicella') >= 1 &&
    numberOf(doses, PCV) >= 4
  );
}

/**
 * Coverage by 24 months of children born in 2018 and 2019, with 95 % intervals. Source: Hill HA and others, MMWR 2023;72:33-38, table 1.
 */
const BY_TWO: readonly (readonly [string, readonly [number, number], (doses: readonly Dose[]) => boolean])[] = [
  ['DTaP, 3 doses', [93.6, 94.8], (doses) => numberOf(doses, DTP) >= 3],
  ['DTaP, 4 doses', [80.9, 82.8], (doses) => numberOf(doses, DTP) >= 4],
  ['polio, 3 doses', [92.8, 94], (doses) => numberOf(doses, 'polio') >= 3],
  ['MMR', [90.9, 92.3], (doses) => numberOf(doses, 'measles mumps rubella') >= 1],
  ['Hib, primary series', [93, 94.1], (doses) => numberOf(doses, HIB) >= fullHib(doses) - 1],
  ['Hib, full series', [79, 81], (doses) => numberOf(doses, HIB) >= fullHib(doses)],
  ['hepatitis B, 3 doses', [92, 93.3], (doses) => numberOf(doses, 'hepatitis B') >= 3],
  ['varicella', [90.3, 91.8], (doses) => numberOf(doses, 'varicella') >= 1],
  ['PCV, 3 doses', [92.7, 93.9], (doses) => numberOf(doses, PCV) >= 3],
  ['PCV, 4 doses', [82.6, 84.4], (doses) => numberOf(doses, PCV) >= 4],
  ['hepatitis A', [87.5, 89.1], (doses) => numberOf(doses, 'hepatitis A') >= 1],
  ['hepatitis A, 2 doses', [46, 48.5], (doses) => numberOf(doses, 'hepatitis A') >= 2],
  ['influenza, 2 doses', [62.7, 65], (doses) => numberOf(doses, 'influenza') >= 2],
  ['seven vaccines', [68.9, 71.2], hasSeven],
  ['none', [0.7, 1.1], (doses) => doses.length === 0],
];

describe('vaccines of children born in 2018 and 2019', () => {
  const children = vaccinated(evenly(LIVES, timeOf(2018, 1, 1), timeOf(2020, 1, 1)), timeOf(2022, 1, 1));

  it.each(BY_TWO)('%s', (_name, interval, has) => {
    expectWithin(children.filter((child) => has(dosesBy(child, 24))).length, LIVES, interval);
  });

  it('hepatitis B at birth, rotavirus by 8 months', () => {
    const atBirth = children.filter(({ doses, record }) =>
      doses.some(({ course, time }) => course === 'hepatitis B' && time < record.person.birth + 4 * DAY),
    );
    expectWithin(atBirth.length, LIVES, [78.8, 80.8]);
    expectWithin(children.filter((child) => isRotavirusComplete(dosesBy(child, 8))).length, LIVES, [76.1, 78.2]);
  });

  it('mostly come on time', () => {
    const mmr = children.flatMap(({ doses }) =>
      doses.filter(({ course }) => course === 'measles mumps rubella').slice(0, 1),
    );
    const onTime = mmr.filter(({ months }) => months <= 15).length;
    expect(onTime / mmr.length).toBeGreaterThan(0.75);
    expect(onTime / mmr.length).toBeLessThan(0.97);
  });
});

describe('seven vaccines at 19 to 35 months', () => {
  /** Source: Healthy People 2020, leading health indicators (National Immunization Survey). */
  it.each([
    [2012, [67.1, 69.7]],
    [2016, [72.8, 75.4]],
    [2018, [71.5, 74.1]],
  ] as const)('%s', (year, interval) => {
    const day = timeOf(year, 7, 1);
    const births = evenly(LIVES, timeOf(year - 3, 8, 1), timeOf(year - 2, 12, 1));
    const children = vaccinated(births, day);
    expectWithin(children.filter(({ doses }) => hasSeven(doses)).length, LIVES, interval);
  });
});

describe('vaccines of adults in 2018', () => {
  const day = timeOf(2018, 7, 1);
  /** Weights of the ages 19 to 99 are even: the curves hardly depend on age within the groups below. */
  const adults = vaccinated(evenly(LIVES, timeOf(1929, 7, 1), timeOf(1999, 7, 1)), day);
  const within = (age: number) => adults.filter(({ ages }) => ages.years(day) >= age);
  const share = (group: readonly Vaccinated[], has: (dose: Dose) => boolean) =>
    group.filter(({ doses }) => doses.some(has)).length;
  const tenYears = day - 3652 * DAY;

  /** Source: Lu PJ and others, Surveillance of Vaccination Coverage Among Adult Populations, MMWR Surveill Summ 2021;70(3). */
  it('pneumococcal from 65 years on, zoster from 60', () => {
    const old = within(65);
    const adult = (dose: Dose) => dose.course.startsWith('pneumococcal') && dose.months >= 65 * 12;
    expectWithin(share(old, adult), old.length, [67.5, 70.5]);
    const older = within(60);
    expectWithin(
      share(older, ({ course }) => course.startsWith('zoster')),
      older.length,
      [33, 36],
    );
  });

  it('tetanus and Tdap in ten years', () => {
    const recent = adults.length;
    const tetanus = (dose: Dose) => dose.course.startsWith('tetanus') && dose.time >= tenYears;
    expectWithin(share(adults, tetanus), recent, [61.4, 64.4]);
    expectWithin(
      share(adults, (dose) => dose.cvx === '115' && dose.time >= tenYears),
      recent,
      [29.7, 32.7],
    );
  });
});
