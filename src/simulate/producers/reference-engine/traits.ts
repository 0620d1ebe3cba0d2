import { murmur3 } from '../../../core/random/murmur3.ts';
import type { AttributeValue } from '../../../language/values.ts';
import type { Education } from '../../../record/life-course.ts';
import type { Person } from '../../../record/person.ts';
import type { Chance } from './chance.ts';

/** The reference engine's codes of education. */
export type EducationCode = 'less_than_hs' | 'hs_degree' | 'some_college' | 'bs_degree';

const CODES: Readonly<Record<Education, EducationCode>> = {
  'less-than-high-school': 'less_than_hs',
  'high-school': 'hs_degree',
  'some-college': 'some_college',
  bachelor: 'bs_degree',
  graduate: 'bs_degree',
};

/** Income of the poverty line, and of the highest level that counts. */
export const POVERTY_LINE = 17_550;
const HIGH_INCOME = 75_000;

/** Adults of 25 and over, ACS 2015-2019 (not re-read): the reference engine takes those of the city. */
const EDUCATION: readonly (readonly [EducationCode, number])[] = [
  ['less_than_hs', 0.12],
  ['hs_degree', 0.27],
  ['some_college', 0.289],
  ['bs_degree', 0.321],
];

/** Households, ACS 2015-2019 (not re-read), thousand dollars: the reference engine takes those of the city. */
const INCOME: readonly (readonly [band: readonly [number, number], share: number])[] = [
  [[0, 10], 0.06],
  [[10, 15], 0.043],
  [[15, 25], 0.089],
  [[25, 35], 0.089],
  [[35, 50], 0.123],
  [[50, 75], 0.172],
  [[75, 100], 0.127],
  [[100, 150], 0.151],
  [[150, 200], 0.069],
  [[200, 1000], 0.077],
];

/** From which to which level of education each class reaches. */
const EDUCATION_LEVEL: Readonly<Record<EducationCode, readonly [number, number]>> = {
  less_than_hs: [0, 0.5],
  hs_degree: [0.1, 0.75],
  some_college: [0.3, 0.85],
  bs_degree: [0.5, 1],
};

/** Share of people who speak English first, by race. */
const ENGLISH: Readonly<Record<Person['race'], number>> = {
  white: 0.984,
  black: 0.97,
  asian: 0.67,
  native: 0.89,
  hawaiian: 0.89,
  other: 0.89,
};
const ENGLISH_OF_HISPANIC = 0.4885;

/** Languages of those who do not speak English or Spanish first, with the country most of them were born in: a judgement. */
const OTHER_LANGUAGES: Readonly<Record<Person['race'], readonly (readonly [language: string, country: string])[]>> = {
  white: [
    ['french', 'FR'],
    ['german', 'DE'],
    ['italian', 'IT'],
    ['portuguese', 'PT'],
    ['russian', 'RU'],
  ],
  black: [['french', 'HT']],
  asian: [
    ['chinese', 'CN'],
    ['hindi', 'IN'],
    ['vietnamese', 'VN'],
    ['korean', 'KR'],
  ],
  native: [['spanish', 'MX']],
  hawaiian: [['spanish', 'MX']],
  other: [['spanish', 'MX']],
};

const DECIDES = {
  education: murmur3('education'),
  educationLevel: murmur3('education level'),
  income: murmur3('income'),
  occupation: murmur3('occupation level'),
  language: murmur3('first language'),
  otherLanguage: murmur3('other language'),
  rhesus: murmur3('RH_NEG'),
  orientation: murmur3('sexual orientation'),
} as const;

/** What stays as it is from birth on. */
export interface Traits {
  readonly education: EducationCode;
  /** Dollars a year. */
  readonly income: number;
  /** 0 to 1. */
  readonly occupationLevel: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/**
 * Demographics as the reference engine's modules know them (gmf.md 7.4.1), and what its life cycle gives at birth. What is given of
 * the person stands; the rest is drawn.
 */
export function drawTraits(person: Person, chance: Chance): Traits {
  const { given, address } = person;
  const education = given?.education ? CODES[given.education] : pick(EDUCATION, chance.uniform(DECIDES.education));
  const income = given?.income ?? drawIncome(chance.uniform(DECIDES.income));
  const occupationLevel = chance.uniform(DECIDES.occupation);
  const [low, high] = EDUCATION_LEVEL[education];
  const educationLevel = chance.between(DECIDES.educationLevel, 0, low, high);
  const [language, country] = drawLanguage(person, chance);
  return {
    education,
    income,
    occupationLevel,
    attributes: {
      gender: person.sex,
      race: person.race,
      ethnicity: person.ethnicity,
      state: address.stateName,
      city: address.city,
      address: `${address.line}, ${address.city}, ${address.state} ${address.postalCode}`,
      education,
      income,
      poverty_ratio: income / POVERTY_LINE,
      socioeconomic_category: given?.socioeconomicCategory ?? category(income, educationLevel, occupationLevel),
      first_language: language,
      birth_country: country,
      RH_NEG: chance.uniform(DECIDES.rhesus) < 0.15,
      sexual_orientation: orientation(chance.uniform(DECIDES.orientation)),
    },
  };
}

function category(income: number, educationLevel: number, occupationLevel: number): 'High' | 'Middle' | 'Low' {
  const incomeLevel = Math.min(1, Math.max(0, (income - POVERTY_LINE) / (HIGH_INCOME - POVERTY_LINE)));
  const score = 0.2 * incomeLevel + 0.7 * educationLevel + 0.1 * occupationLevel;
  return score >= 0.66 ? 'High' : score >= 0.25 ? 'Middle' : 'Low';
}

/** Weights 96.6, 1.6 and 0.7. */
function orientation(u: number): string {
  const weight = u * (96.6 + 1.6 + 0.7);
  return weight < 96.6 ? 'heterosexual' : weight < 96.6 + 1.6 ? 'homosexual' : 'bisexual';
}

function drawLanguage({ race, ethnicity }: Person, chance: Chance): readonly [language: string, country: string] {
  const isHispanic = ethnicity === 'hispanic';
  const english = isHispanic ? ENGLISH_OF_HISPANIC : ENGLISH[race];
  if (chance.uniform(DECIDES.language) < english) return ['english', 'US'];
  if (isHispanic) return ['spanish', 'MX'];
  const others = OTHER_LANGUAGES[race];
  const index = Math.floor(chance.uniform(DECIDES.otherLanguage) * others.length);
  return others[index] as readonly [string, string];
}

function pick<T>(shares: readonly (readonly [T, number])[], u: number): T {
  let sum = 0;
  for (const [value, share] of shares) {
    sum += share;
    if (u < sum) return value;
  }
  return (shares[shares.length - 1] as readonly [T, number])[0];
}

/** A band, and within it a whole number of thousand dollars, as one uniform says. */
function drawIncome(u: number): number {
  let sum = 0;
  for (const [[low, high], share] of INCOME) {
    if (u < sum + share) return Math.round((low + ((u - sum) / share) * (high - low)) * 1000);
    sum += share;
  }
  return 1_000_000;
}
