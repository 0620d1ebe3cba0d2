import { describe, expect, it } from 'vitest';
import type { CareNeed } from '../../../src/care/care.ts';
import { CareSites } from '../../../src/care/care-site.ts';
import { FACILITIES } from '../../../src/care/facilities.ts';
import { FacilityMap, squaredDistance } from '../../../src/care/facility-map.ts';
import { luhnCheckDigit } from '../../../src/care/npi.ts';
import { PersonalCare } from '../../../src/care/personal-care.ts';
import { Draws } from '../../../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../../../src/core/random/keys.ts';
import { timeOf } from '../../../src/core/time.ts';
import type { Coverage } from '../../../src/record/life-course.ts';
import type { CareSite, FacilityKind } from '../../../src/record/person.ts';
import { loadReference } from '../../../src/reference/data.ts';
import type { City, State } from '../../../src/reference/places.ts';

const reference = loadReference();
const run = runKeys('sites');
const BIRTH = timeOf(1980, 6, 1);

function stateOf(code: string): State {
  const { found } = reference.places.findState(code);
  if (!found) throw new Error(`no state ${code}`);
  return found;
}

function cityOf(state: State, name: string): City {
  const { found } = reference.places.findCity(state, name);
  if (!found) throw new Error(`no city ${name}`);
  return found;
}

const MA = stateOf('MA');
const BOSTON = cityOf(MA, 'Boston');

function careOf(
  slot: number,
  city = BOSTON,
  moves: readonly number[] = [],
  sites = new CareSites(reference, run),
  coverage?: Coverage,
  firstCity = city,
) {
  const draws = new Draws(lifeKeys(run, slot, 0).draws);
  return new PersonalCare(sites, draws, {
    birth: BIRTH,
    moves: () => moves,
    homeAfter: (count) => {
      const home = count < moves.length ? firstCity : city;
      return { state: MA, city: home, latitude: home.latitude, longitude: home.longitude };
    },
    coverageAt: () => coverage,
  });
}

function need(encounterClass: CareNeed['encounterClass'], specialty = 'GENERAL PRACTICE', isVeteran = false): CareNeed {
  return { encounterClass, specialty, time: timeOf(2015, 5, 5), isVeteran };
}

/** Luhn's rule on a whole number, check digit included, from its definition. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Every facility of the largest cities of a state, with two clinicians of each. */
function many(): CareSite[] {
  const sites = new CareSites(reference, run);
  return ['MA', 'VT'].flatMap((code) => {
    const state = stateOf(code);
    return FACILITIES.flatMap(({ kind, roster }) => {
      const local = sites.near(state, state.cities[0] as City, kind);
      const slots = roster && roster.length < 2 ? [0] : [0, 1];
      return Array.from({ length: local.count }, (_, i) => slots.map((slot) => sites.site(local, i, slot))).flat();
    });
  });
}

describe('places of care', () => {
  const all = many();

  it('have clinicians and organizations with valid identifiers that start with 2, each its own', () => {
    const clinicians = new Map(all.map(({ clinician }) => [clinician.id, clinician.npi]));
    const organizations = new Map(all.map(({ organization }) => [organization.id, organization.npi]));
    const npis = [...clinicians.values(), ...organizations.values()];
    for (const npi of npis) {
      expect(npi).toMatch(/^2\d{9}$/);
      expect(passesLuhn(`80840${npi}`)).toBe(true);
    }
    expect(new Set(npis).size).toBe(clinicians.size + organizations.size);
    expect(clinicians.size).toBe(all.length);
  });

  it('checks the example of the National Provider Identifier standard', () => {
    expect(luhnCheckDigit('80840123456789')).toBe(3);
  });

  it('are functions of place and seed alone', () => {
    const again = many();
    expect(again).toEqual(all);
    const other = new CareSites(reference, runKeys('other'));
    const local = other.near(MA, BOSTON, 'hospital');
    expect(other.site(local, 0, 0).organization.id).not.toBe(all[0]?.organization.id);
  });

  it('are as many as the residents of a place call for, and fit into the numbers of each state', () => {
    for (const state of reference.places.states) {
      const map = new FacilityMap(state);
      expect(map.numbers, state.name).toBeLessThan(1_600_000);
    }
    const sites = new CareSites(reference, run);
    const practices = sites.near(MA, BOSTON, 'primary-care').count;
    expect(practices).toBe(Math.floor(BOSTON.population / 5_200));
    expect(sites.near(MA, BOSTON, 'hospital').count).toBeLessThan(practices);
  });

  it('of a small place are those of the nearest larger one', () => {
    const sites = new CareSites(reference, run);
    const small = MA.cities.at(-1) as City;
    const { city } = sites.near(MA, small, 'hospital');
    expect(city.index).not.toBe(small.index);
    const nearer = MA.cities.filter(
      (other) => other.population >= 55_000 && squaredDistance(other, small) < squaredDistance(city, small),
    );
    expect(nearer).toEqual([]);
  });
});

describe('the care of one person', () => {
  it.each<readonly [FacilityKind, string, CareNeed]>([
    ['primary-care', 'FAMILY PRACTICE', need('ambulatory')],
    ['primary-care', 'FAMILY PRACTICE', need('wellness')],
    ['hospital', 'EMERGENCY MEDICINE', need('emergency')],
    ['hospital', 'EMERGENCY MEDICINE', need('emergency', 'PULMONARY DISEASE')],
    ['hospital', 'HOSPITALIST', need('inpatient')],
    ['hospital', 'PULMONARY DISEASE', need('inpatient', 'PULMONARY DISEASE')],
    ['specialists', 'ENDOCRINOLOGY', need('outpatient', 'ENDOCRINOLOGY')],
    ['urgent-care', 'EMERGENCY MEDICINE', need('urgentcare')],
    ['nursing-home', 'GERIATRIC MEDICINE', need('snf')],
    ['hospice', 'HOSPICE AND PALLIATIVE CARE', need('hospice')],
    ['pharmacy', 'PHARMACY', need('outpatient', 'PHARMACY')],
    ['veterans', 'INTERNAL MEDICINE', need('ambulatory', 'GENERAL PRACTICE', true)],
  ])('goes to %s, %s', (kind, specialty, what) => {
    const found = careOf(1).siteFor(what);
    expect(found.kind).toBe(kind);
    if (kind === 'primary-care') expect(['FAMILY PRACTICE', 'INTERNAL MEDICINE']).toContain(found.clinician.specialty);
    else expect(found.clinician.specialty).toBe(specialty);
  });

  it('keeps one clinician for years, and changes when growing up', () => {
    for (let slot = 0; slot < 50; slot++) {
      const care = careOf(slot);
      expect(care.primaryAt(timeOf(1985, 1, 1))).toBe(care.primaryAt(timeOf(1995, 1, 1)));
      expect(care.primaryAt(timeOf(1999, 1, 1))).toBe(care.primaryAt(timeOf(2005, 1, 1)));
      expect(care.primaryAt(timeOf(1999, 1, 1)).organization).toBe(care.primaryAt(timeOf(1985, 1, 1)).organization);
      expect(care.primaryAt(timeOf(2020, 1, 1)).clinician.specialty).not.toBe('PEDIATRIC MEDICINE');
    }
    const paediatric = Array.from({ length: 200 }, (_, slot) => careOf(slot).primaryAt(timeOf(1990, 1, 1)));
    const share = paediatric.filter(({ clinician }) => clinician.specialty === 'PEDIATRIC MEDICINE').length / 200;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.92);
  });

  it('changes the practice at a move, for most', () => {
    const moved = Array.from({ length: 100 }, (_, slot) => {
      const care = careOf(slot, BOSTON, [timeOf(2010, 1, 1)]);
      return care.primaryAt(timeOf(2009, 1, 1)).organization !== care.primaryAt(timeOf(2011, 1, 1)).organization;
    });
    expect(moved.filter(Boolean).length).toBeGreaterThan(50);
  });

  it('is at a practice that takes the person, by how care is paid for', () => {
    const sites = new CareSites(reference, run);
    const local = sites.near(MA, BOSTON, 'primary-care');
    const taking = (coverage: Coverage) =>
      Array.from({ length: local.count }, (_, i) => i).filter((i) => sites.accepts(local, i, () => coverage));
    expect(taking('uninsured').length).toBeLessThan(taking('public').length);
    expect(taking('public').length).toBeLessThan(taking('private').length);
    const open = new Set(taking('uninsured').map((i) => sites.facility(local, i).organization.id));
    const chosen = Array.from({ length: 200 }, (_, slot) =>
      careOf(slot, BOSTON, [], sites, 'uninsured').primaryAt(timeOf(2015, 1, 1)),
    );
    const taken = chosen.filter(({ organization }) => open.has(organization.id)).length;
    expect(taken).toBeGreaterThan(190);
  });

  it('is sought near the home of the time', () => {
    const moved = timeOf(2010, 1, 1);
    const care = careOf(3, cityOf(MA, 'Springfield'), [moved], undefined, undefined, BOSTON);
    const cityAt = (t: number) => care.primaryAt(t).address.city;
    expect([cityAt(moved - 1), cityAt(moved + 1)]).toEqual(['Boston', 'Springfield']);
  });

  it('does not depend on who else asked before', () => {
    const shared = new CareSites(reference, run);
    const alone = careOf(7).siteFor(need('emergency'));
    for (let slot = 0; slot < 7; slot++) careOf(slot, BOSTON, [], shared).siteFor(need('emergency'));
    expect(careOf(7, BOSTON, [], shared).siteFor(need('emergency'))).toEqual(alone);
  });

  it('spreads people over the practices of a large place', () => {
    const practices = new Set(
      Array.from({ length: 300 }, (_, slot) => careOf(slot).primaryAt(timeOf(2015, 1, 1)).organization.id),
    );
    expect(practices.size).toBeGreaterThan(30);
  });
});
