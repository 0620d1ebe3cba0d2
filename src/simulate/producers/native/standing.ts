import type { Draws } from '../../../core/random/draws.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { birthday } from '../../../core/time.ts';
import type { Education, LifeCourse } from '../../../record/life-course.ts';
import type { Person, SocioeconomicCategory } from '../../../record/person.ts';
import { type Timeline, valueAt } from '../../../record/timeline.ts';

const STANDING = murmur3('socioeconomic standing');
const OCCUPATION = murmur3('occupation');
const SCHOOLING = murmur3('schooling');
/** The score of gmf.md 7.4.1: weights of income, education and occupation, and where the categories begin. */
const WEIGHTS = { income: 0.2, education: 0.7, occupation: 0.1 } as const;
const HIGH = 0.66;
const MIDDLE = 0.25;
/** Income, in poverty lines (the format's line is 17,550 dollars), from which on it counts as highest. */
const HIGHEST_RATIO = 75_000 / 17_550;
/** Where each education may stand between 0 and 1. */
const RANGES: Readonly<Record<Education, readonly [number, number]>> = {
  'less-than-high-school': [0, 0.5],
  'high-school': [0.1, 0.75],
  'some-college': [0.3, 0.85],
  bachelor: [0.5, 1],
  graduate: [0.5, 1],
};
/** Until here somebody has the standing of the household, of whose education its income tells (a judgement). */
const OWN_STANDING = 25;

/** High, Middle or Low over a life, by household income, education and a rank of occupation; as given where it is given. */
export function standing(person: Person, course: LifeCourse, draws: Draws): Timeline<SocioeconomicCategory> {
  const given = person.given?.socioeconomicCategory;
  if (given) return [{ from: person.birth, value: given }];
  const occupation = draws.uniform(STANDING, OCCUPATION, 0, 0);
  const schooling = draws.uniform(STANDING, SCHOOLING, 0, 0);
  const own = birthday(person.birth, OWN_STANDING);
  const { education, povertyRatio } = course;
  const times = new Set([
    person.birth,
    own,
    ...education.map(({ from }) => from),
    ...povertyRatio.map(({ from }) => from),
  ]);
  return [...times]
    .sort((a, b) => a - b)
    .map((from) => {
      const income = Math.min(1, Math.max(0, ((valueAt(povertyRatio, from) ?? 1) - 1) / (HIGHEST_RATIO - 1)));
      const level = from < own ? undefined : valueAt(education, from);
      const [low, high] = level ? RANGES[level] : [0.5 * income, 0.5 + 0.5 * income];
      const learned = low + schooling * (high - low);
      const score = WEIGHTS.income * income + WEIGHTS.education * learned + WEIGHTS.occupation * occupation;
      return { from, value: score >= HIGH ? 'High' : score >= MIDDLE ? 'Middle' : 'Low' };
    });
}
