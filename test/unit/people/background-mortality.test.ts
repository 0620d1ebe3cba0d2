import { describe, expect, it } from 'vitest';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { timeOf, YEAR, yearOf } from '../../../src/core/time.ts';
import { type BackgroundDeath, backgroundDeath } from '../../../src/people/background-mortality.ts';
import type { Ethnicity, Race, Sex } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import { expectShare } from '../../support/tolerance.ts';

const reference = loadReference();
const run = runKeys('background');
const DIABETES = '44054006';
const HEART = ['414545008', '84114007', '56265001'];
const N = 20_000;

interface Somebody {
  readonly sex: Sex;
  readonly birth: number;
  readonly race?: Race;
  readonly ethnicity?: Ethnicity;
}

function deathOf(slot: number, person: Somebody, told?: ReadonlySet<string>): BackgroundDeath {
  const draws = new Draws(lifeKeys(run, slot, 0).draws);
  return backgroundDeath(reference, draws, { race: 'white', ethnicity: 'nonhispanic', ...person }, told);
}

function deaths(person: Somebody, told?: ReadonlySet<string>): readonly BackgroundDeath[] {
  return Array.from({ length: N }, (_, slot) => deathOf(slot, person, told));
}

describe('background deaths', () => {
  it('come at the rates of the tables of sex and group', () => {
    for (const [race, group] of [
      ['white', 'white-nh'],
      ['black', 'black-nh'],
      ['asian', 'asian-nh'],
    ] as const) {
      const birth = timeOf(1940, 7, 1);
      const alive = deaths({ sex: 'M', birth, race }).filter(({ time }) => time >= birth + 70 * YEAR).length;
      expectShare(alive, N, Math.exp(-reference.mortality.cumulativeHazard(birth, 'M', group, birth + 70 * YEAR)));
    }
  });

  it('have underlying causes in the shares of the year: 22.6 % heart disease in 2019 (Data Brief 395)', () => {
    // The ages of the dead of 2019 in quarters, about: every hundredth of the deaths by age.
    const ages = [45, 58, 65, 71, 76, 81, 85, 88, 92, 96];
    const codes = ages.flatMap((age) =>
      Array.from({ length: 1_000 }, (_, i) =>
        reference.causesOfDeath.at(age, i % 2 ? 'F' : 'M', 2019, (i + 0.5) / 1_000),
      ),
    );
    const share = codes.filter(({ code }) => HEART.includes(code)).length / codes.length;
    expect(share).toBeGreaterThan(0.21);
    expect(share).toBeLessThan(0.26);
  });

  it('are of COVID-19 only from 2020 on, of prostate cancer only in men, of SIDS only in infants', () => {
    const codesOf = (age: number, sex: Sex, year: number) =>
      new Set(
        Array.from({ length: 5_000 }, (_, i) => reference.causesOfDeath.at(age, sex, year, (i + 0.5) / 5_000).code),
      );
    expect(codesOf(70, 'M', 2019).has('840539006')).toBe(false);
    expect(codesOf(70, 'M', 2021).has('840539006')).toBe(true);
    expect(codesOf(70, 'M', 2010).has('399068003')).toBe(true);
    expect(codesOf(70, 'F', 2010).has('399068003')).toBe(false);
    expect(codesOf(0, 'F', 1990).has('51178009')).toBe(true);
    expect(codesOf(1, 'F', 1990).has('51178009')).toBe(false);
  });

  it('leave to modules what these tell, and no more', () => {
    const birth = timeOf(1940, 7, 1);
    const person = { sex: 'F', birth } as const;
    const all = deaths(person);
    const told = deaths(person, new Set([DIABETES]));
    expect(told.some(({ code }) => code.code === DIABETES)).toBe(false);
    for (const [slot, death] of all.entries()) {
      if (death.code.code === DIABETES) expect(told[slot]?.time).toBeGreaterThan(death.time);
      else expect(told[slot]).toEqual(death);
    }
    // Of those alive at 70, so many die in the next ten years as of causes other than diabetes: Nelson and Aalen's estimate of both.
    const hazard = (list: readonly BackgroundDeath[], counts: (death: BackgroundDeath) => boolean) => {
      const from = birth + 70 * YEAR;
      const inTime = list.filter(({ time }) => time >= from && time < from + 10 * YEAR).sort((a, b) => a.time - b.time);
      const atStart = list.filter(({ time }) => time >= from).length;
      return inTime.reduce((sum, death, i) => sum + (counts(death) ? 1 / (atStart - i) : 0), 0);
    };
    const other = hazard(all, ({ code }) => code.code !== DIABETES);
    const left = hazard(told, () => true);
    expect(Math.abs(left / other - 1)).toBeLessThan(0.02);
  });

  it('are of the age and year in which they come', () => {
    const infants = deaths({ sex: 'M', birth: timeOf(1990, 1, 1) }).filter(
      ({ time }) => time < timeOf(1990, 1, 1) + YEAR && yearOf(time) === 1990,
    );
    const ofInfants = infants.filter(({ code }) => ['276654001', '395507008', '51178009'].includes(code.code)).length;
    expect(infants.length).toBeGreaterThan(50);
    expect(ofInfants / infants.length).toBeGreaterThan(0.4);
  });
});
