/** The published margins of coverage, in the names of our model. */
import type { SimTime } from '../src/core/time.ts';
import { AGE_BANDS, bandOf, FROM_65, type People, POVERTY_BANDS, UNDER_65 } from '../src/reference/coverage.ts';
import type { CheckedPerson } from './course-table.ts';
import { REGIONS } from './coverage-history.ts';
import { readFacts } from './facts.ts';

/** The ways in which care is paid for, against the last of which the others are measured. */
export const WAYS: Readonly<Record<People, readonly string[]>> = { 'under 65': UNDER_65, '65 and over': FROM_65 };

/** Published shares: margin, level, ways. */
export function targetsOf(people: People): Map<string, Map<string, number[]>> {
  const targets = new Map<string, Map<string, number[]>>();
  const rows = readFacts('population/insurance.csv').filter((row) => row['people'] === people);
  for (const { by = '', level = '', coverage = '', share, n } of rows) {
    const [margin, name] = nameOf(by, level);
    if (name === undefined) continue;
    const levels = targets.get(margin) ?? new Map<string, number[]>();
    targets.set(margin, levels);
    const shares = levels.get(name) ?? WAYS[people].map(() => 0);
    levels.set(name, shares);
    const way = WAYS[people].indexOf(coverage);
    shares[way] = (shares[way] as number) + Number(share) * Number(n);
  }
  for (const levels of targets.values()) {
    for (const [level, shares] of levels) {
      const sum = shares.reduce((a, b) => a + b, 0);
      levels.set(
        level,
        shares.map((share) => Math.max(1e-4, share / sum)),
      );
    }
  }
  return targets;
}

const RACES: Readonly<Record<string, string>> = {
  White: 'white-nh',
  Black: 'black-nh',
  Hispanic: 'hispanic',
  'Asian, Hawaiian, or Pacific Islander': 'asian-nh',
  'Amer. Indian, AK Native, or mult. races': 'other-nh',
};
export const AGE_LEVELS: Readonly<Record<string, string>> = {
  'Under 5': '0',
  '5-6': '5',
  '7-12': '5',
  '13-17': '13',
  '18': '18',
  '19-24': '19',
  '25-29': '25',
  '30-34': '30',
  '35-44': '35',
  '45-54': '45',
  '55-64': '55',
};
const POVERTY: Readonly<Record<string, string>> = {
  'Negative or poor': '0',
  'Near-poor': '1',
  'Low income': '1.25',
  'Middle income': '2',
  'High income': '4',
};
const EDUCATION: Readonly<Record<string, string>> = {
  'Less than high school': '0',
  'High school': '1',
  'Some college': '2',
};

/** The margin and level that a row of the table is about, in our names; no level for rows that others contain. */
export function nameOf(by: string, level: string): readonly [margin: string, level: string | undefined] {
  switch (by) {
    case 'age':
      return ['age', AGE_LEVELS[level]];
    case 'sex-race': {
      const comma = level.indexOf(', ');
      const race = RACES[level.slice(comma + 2)];
      return ['sex-group', race && `${level[0]} ${race}`];
    }
    case 'poverty':
      return ['poverty', POVERTY[level]];
    case 'education':
      return ['education', EDUCATION[level]];
    case 'employed':
      return ['work', level.toLowerCase()];
    case 'married':
      return ['marriage', level.toLowerCase().replace(' ', '-')];
    case 'health':
      return ['health', level.toLowerCase().replace(' ', '-')];
    case 'region':
    case 'everyone':
      return [by, level];
    default:
      return [by, undefined];
  }
}

export function peopleOf(age: number): People {
  return age < 65 ? 'under 65' : '65 and over';
}

/** What somebody is counted as on a day: margin and level of every margin that asks of the person. */
export function levelsOf({ age, sex, group, stateCode, course }: CheckedPerson, date: SimTime): string[] {
  const marriage = age >= 16 ? course.maritalStatusAt(date) : undefined;
  const education = age >= 18 ? course.educationAt(date) : undefined;
  const schooling = education && { 'less-than-high-school': '0', 'high-school': '1' }[education as string];
  const levels: (string | undefined)[] = [
    'everyone|Total',
    `sex|${sex}`,
    `sex-group|${sex} ${group}`,
    `poverty|${bandOf(POVERTY_BANDS, course.povertyRatioAt(date) ?? 1)}`,
    `health|${course.traits.generalHealthAt(date)}`,
    `state|${stateCode}`,
    age < 65 ? `age|${bandOf(AGE_BANDS, age)}` : undefined,
    education && `education|${schooling ?? '2'}`,
    age >= 16 ? `work|${course.employmentAt(date) === 'working' ? 'employed' : 'not employed'}` : undefined,
    marriage && `marriage|${marriage}`,
    REGIONS.has(stateCode) ? `region|${REGIONS.get(stateCode)}` : undefined,
  ];
  return levels.filter((level) => level !== undefined);
}
