import type { Draws } from '../../../core/random/draws.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { ageInYears, birthday, type SimTime } from '../../../core/time.ts';
import type { FAMILY_ATTRIBUTES } from '../../../language/engine-attributes.ts';
import type { AttributeValue } from '../../../language/values.ts';
import { coverageAt } from '../../../people/coverage-at.ts';
import type { Coverage, Education, LifeCourse, MaritalStatus, SocialNeed } from '../../../record/life-course.ts';
import type { Address, Person } from '../../../record/person.ts';
import { type Timeline, valueAt } from '../../../record/timeline.ts';
import { groupOf } from '../../../reference/group.ts';
import type { Group } from '../../../reference/places.ts';
import { standing } from './standing.ts';

/** The values of an attribute over a life; undefined takes it away. */
export type AttributeTimeline = Timeline<AttributeValue | undefined>;

const PERSON = murmur3('native person');
const DECIDES = {
  orientation: murmur3('sexual orientation'),
  rhesus: murmur3('rhesus factor'),
  weightLoss: murmur3('adherence to weight loss'),
} as const;

const EDUCATION: Readonly<Record<Education, string>> = {
  'less-than-high-school': 'less_than_hs',
  'high-school': 'hs_degree',
  'some-college': 'some_college',
  bachelor: 'bs_degree',
  graduate: 'bs_degree',
};
/** As the shared format knows it: single, married, divorced, widowed. Who lives apart is married. */
const MARITAL_STATUS: Readonly<Record<MaritalStatus, string>> = {
  'never-married': 'S',
  married: 'M',
  separated: 'M',
  divorced: 'D',
  widowed: 'W',
};
/** Few of those from 65 on without Medicare have nothing: most still have their employer's coverage. */
const INSURANCE_STATUS: Readonly<Record<Coverage, string>> = {
  private: 'private',
  public: 'medicaid',
  uninsured: 'none',
  'medicare-only': 'medicare',
  'medicare-and-private': 'medicare',
  'medicare-and-other-public': 'dual eligible',
  'no-medicare': 'private',
};
/** From this age on modules find `smoker` set. */
const SMOKER_AGE = 16;
/** Who drinks five or more on three days a week or more is dependent (a judgement): some 3 percent of adults. */
const HEAVY_DAYS = 156;
const HEAVY_DRINKS = 5;
/** Adults by orientation: B. W. Ward and others, National Health Statistics Reports 77, 2014 (not re-read). */
const HETEROSEXUAL = 0.966;
const HOMOSEXUAL = 0.016;
const ORIENTED = 0.989;
/** Rh negative donors by group: G. Garratty and others, Transfusion 2004;44:703 (not re-read). */
const RH_NEGATIVE: Readonly<Record<Group, number>> = {
  'white-nh': 0.173,
  'black-nh': 0.071,
  hispanic: 0.073,
  'asian-nh': 0.017,
  'other-nh': 0.098,
};
/** Share of people who keep to a programme of losing weight: that of the reference engine. */
const ADHERENT = 0.605;

/** Illnesses of parents, brothers and sisters that modules may ask for, by their SNOMED CT codes (reference/family-history.ts). */
const FAMILY_HISTORY: Readonly<Record<(typeof FAMILY_ATTRIBUTES)[number], string>> = {
  family_history_of_hypertension: '38341003',
  family_history_of_diabetes: '44054006',
  family_history_of_heart_disease: '53741008',
  family_history_of_stroke: '230690007',
  family_history_of_breast_cancer: '254837009',
  family_history_of_colon_cancer: '363406005',
  family_history_of_asthma: '195967001',
  family_history_of_depression: '35489007',
};

export type MakeTimeline = (person: Person, course: LifeCourse, draws: Draws) => AttributeTimeline;

/** What modules know a course of life by (language/engine-attributes.ts), by name; each is made only for modules that know the name. */
export const COURSE_ATTRIBUTES: Readonly<Record<string, MakeTimeline>> = {
  education: (_, course) => mapped(course.education, (value) => EDUCATION[value]),
  income: (_, course) => mapped(course.income, Math.round),
  poverty_ratio: (_, course) => course.povertyRatio,
  socioeconomic_category: standing,
  insurance_status: (_, course) => mapped(course.coverage, (value) => INSURANCE_STATUS[value]),
  marital_status: (_, course) => mapped(course.maritalStatus, (value) => MARITAL_STATUS[value]),
  smoker: ({ birth }, course) => smoker(birth, course),
  'quit smoking age': ({ birth }, course) =>
    course.smoking
      .filter(({ value }) => value === 'former')
      .map(({ from }) => ({ from, value: ageInYears(birth, from) })),
  alcoholic: (_, course) => alcoholic(course),
  food_insecurity: (_, course) => lacks(course, 'food-insecurity'),
  severe_housing_cost_burden: (_, course) => lacks(course, 'housing-cost-burden'),
  no_vehicle_access: (_, course) => lacks(course, 'no-vehicle'),
  unemployed: (_, course) => lacks(course, 'unemployment'),
  state: (person) => mapped(homes(person), ({ stateName }) => stateName),
  city: (person) => mapped(homes(person), ({ city }) => city),
  address: (person) => mapped(homes(person), addressText),
  sexual_orientation: (person, _, draws) => fromBirth(person, orientation(draws)),
  RH_NEG: (person, _, draws) =>
    fromBirth(person, draws.uniform(PERSON, DECIDES.rhesus, 0, 0) < RH_NEGATIVE[groupOf(person)]),
  weight_loss_adherence: (person, _, draws) =>
    fromBirth(person, draws.uniform(PERSON, DECIDES.weightLoss, 0, 0) < ADHERENT),
  ...Object.fromEntries(Object.entries(FAMILY_HISTORY).map(([name, code]) => [name, inFamily(code)])),
};

/** The same at one time, where that is had for less than the whole timeline. */
export const VALUES_AT: Readonly<Record<string, (person: Person, t: SimTime) => AttributeValue | undefined>> = {
  insurance_status: (person, t) => {
    const coverage = coverageAt(person, t);
    return coverage && INSURANCE_STATUS[coverage];
  },
};

/** False from birth, and true once somebody of the family has the illness. */
function inFamily(code: string): MakeTimeline {
  return ({ birth, family }) => {
    const since = family?.illnessSince(code) ?? Number.POSITIVE_INFINITY;
    const first = { from: birth, value: since <= birth };
    return since > birth && since !== Number.POSITIVE_INFINITY ? [first, { from: since, value: true }] : [first];
  };
}

/** Where somebody lives over the life. */
function homes({ birth, address, residence }: Person): Timeline<Address> {
  const former = residence?.former ?? [];
  return [
    ...former.map(({ from, address: value }) => ({ from, value })),
    { from: former.at(-1)?.until ?? birth, value: address },
  ];
}

/** An address as modules know it. */
export function addressText({ line, city, state, postalCode }: Address): string {
  return `${line}, ${city}, ${state} ${postalCode}`;
}

function mapped<Value>(timeline: Timeline<Value>, to: (value: Value) => AttributeValue): AttributeTimeline {
  return timeline.map(({ from, value }) => ({ from, value: to(value) }));
}

function fromBirth({ birth }: Person, value: AttributeValue): AttributeTimeline {
  return [{ from: birth, value }];
}

/** Not smoking from the age of 16 on, unless begun earlier; then as it goes. */
function smoker(birth: SimTime, { smoking }: LifeCourse): AttributeTimeline {
  const asked = birthday(birth, SMOKER_AGE);
  const first = { from: asked, value: valueAt(smoking, asked) === 'current' };
  const changes = smoking
    .filter(({ from, value }) => value === 'current' || from > asked)
    .filter(({ value }) => value !== 'never')
    .map(({ from, value }) => ({ from, value: value === 'current' }));
  return [first, ...changes].sort((a, b) => a.from - b.from);
}

function alcoholic({ drinkingDays, drinksADay }: LifeCourse): AttributeTimeline {
  const times = [...new Set([...drinkingDays, ...drinksADay].map(({ from }) => from))].sort((a, b) => a - b);
  return times.map((from) => ({
    from,
    value: (valueAt(drinkingDays, from) ?? 0) >= HEAVY_DAYS && (valueAt(drinksADay, from) ?? 0) >= HEAVY_DRINKS,
  }));
}

function lacks({ socialNeeds }: LifeCourse, need: SocialNeed): AttributeTimeline {
  return mapped(socialNeeds, (needs) => needs.includes(need));
}

function orientation(draws: Draws): string {
  const u = draws.uniform(PERSON, DECIDES.orientation, 0, 0) * ORIENTED;
  if (u < HETEROSEXUAL) return 'heterosexual';
  return u < HETEROSEXUAL + HOMOSEXUAL ? 'homosexual' : 'bisexual';
}
