import { normalQuantile } from '../../core/numeric.ts';
import { DAY, type SimTime, YEAR, yearOf } from '../../core/time.ts';
import type { Sex } from '../../record/person.ts';
import { bornBefore, placeBirth, possibleBirths } from './births.ts';
import { ageGap } from './couples.ts';
import { ADULT, type Member, years } from './member.ts';

/** Parents and siblings of a person none of whose parents is of the population. */
export interface Origin {
  readonly mother: SimTime;
  readonly father: SimTime;
  readonly siblings: readonly { readonly birth: SimTime; readonly sex: Sex }[];
}

const BOY = 0.512;
const SIBLING = 9;
/** Age of a mother at a birth: NCHS natality, rounded. */
const MEAN_AGE = 27.5;
const SD_AGE = 5.8;
const YOUNGEST = 15;
const OLDEST = 45;
/** Nobody lives at home with a parent who is older. */
const OLDEST_AT_HOME = 97;
/** Brothers and sisters of a child at home are rarely older. */
const OLDEST_CHILD_AT_HOME = 20;
/** Siblings, cumulative for 0, 1, 2 ..., of people born before 1946, before 1965, and later: General Social Survey, rounded; a judgement. */
const SIBLINGS: readonly (readonly [before: number, below: readonly number[]])[] = [
  [1946, [0.08, 0.22, 0.4, 0.56, 0.69, 0.79, 0.88]],
  [1965, [0.06, 0.25, 0.49, 0.69, 0.82, 0.9, 0.95]],
  [Number.POSITIVE_INFINITY, [0.12, 0.47, 0.74, 0.88, 0.95, 0.98]],
];

/** Who of the family shares the home of the person. */
export interface AtHome {
  readonly siblings: number;
  readonly parents: boolean;
}

/** Draws the family that a person comes from. `atHome` siblings, and the parents who share the home, live now. */
export function originOf(member: Member, atHome: AtHome): Origin {
  const { chance, birth, age } = member;
  const most = atHome.parents ? Math.max(YOUNGEST, Math.min(OLDEST, OLDEST_AT_HOME - age)) : OLDEST;
  const motherAge = MEAN_AGE + SD_AGE * normalQuantile(chance.u('motherAge'));
  const mother = birth - Math.min(most, Math.max(YOUNGEST, motherAge)) * YEAR;
  const gap = ageGap(chance.u('parentsGap'));
  const oldestFather = atHome.parents ? OLDEST_AT_HOME - age : 70;
  const fatherAge = Math.max(YOUNGEST, Math.min(oldestFather, years(mother, birth) + gap));
  return {
    mother: Math.round(mother),
    father: Math.round(birth - fatherAge * YEAR),
    siblings: siblingsOf(member, mother, atHome),
  };
}

/** Siblings at home first. Where the parents are at home, children are too: then those who live elsewhere are grown. */
function siblingsOf(member: Member, mother: SimTime, atHome: AtHome): Origin['siblings'] {
  const { chance, birth, facts } = member;
  const { asOf } = facts;
  const latest = atHome.parents || !member.isAdult ? asOf - ADULT * YEAR - 2 * DAY : asOf;
  const steps = (SIBLINGS.find(([before]) => yearOf(birth) < before) as (typeof SIBLINGS)[number])[1];
  const u = chance.u('siblings');
  // The father is not asked: half of the siblings of a family may have another.
  const parentage = { mother, father: Number.NEGATIVE_INFINITY };
  const earliest = member.isAdult ? Number.NEGATIVE_INFINITY : asOf - OLDEST_CHILD_AT_HOME * YEAR;
  const home = possibleBirths(parentage, earliest, asOf);
  const elsewhere = possibleBirths(parentage, Number.NEGATIVE_INFINITY, latest);
  // Of the siblings of a whole life those count who can be born by then.
  const share = elsewhere.to > elsewhere.from ? bornBefore(years(mother, latest)) : 0;
  let count = atHome.siblings;
  const ever = steps.filter((below) => u > below).length;
  for (let k = count; k < ever; k++) if (chance.u('siblings', k, 1) < share) count++;
  const taken = [birth];
  return Array.from({ length: count }, (_, k) => {
    const range = k < atHome.siblings ? home : elsewhere;
    const sibling = placeBirth((i) => chance.u('siblingBirth', k, i), range, mother, taken);
    taken.push(sibling);
    return { birth: sibling, sex: chance.u('sex', k, SIBLING) < BOY ? 'M' : 'F' };
  });
}
