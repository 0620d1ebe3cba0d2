/** The published margins of coverage, in the names of our model. */
import { FROM_65, type People, UNDER_65 } from '../src/reference/coverage.ts';
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
