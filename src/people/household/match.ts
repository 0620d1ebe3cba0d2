import type { Chance } from './chance.ts';
import { matchCouples } from './couples.ts';
import { familyOfChild, Home } from './home.ts';
import { type Member, possible } from './member.ts';

/** Grown people of whom parents are looked for in the block, of those who could have some there: a judgement. */
const HAS_PARENTS = 0.6;
const OLDEST_WITH_PARENTS = 65;
const ALONE = { familySize: 1, children: 0 };

/**
 * Matches the people of a block into homes: couples, then children to them, then grown children who live at home or elsewhere.
 * Every member has a home afterwards. The dead and those in group quarters are matched with nobody.
 */
export function matchBlock(members: readonly Member[], chance: Chance): void {
  const adults = members.filter((member) => isMatched(member) && member.isAdult);
  const homes = [...coupleHomes(adults, chance), ...singleHomes(adults)];
  const minors = members.filter((member) => isMatched(member) && !member.isAdult);
  for (const child of minors) joinAsMinor(child, homes, chance);
  for (const child of adults) joinAsGrown(child, homes, chance);
  for (const child of adults) findParents(child, homes, chance);
  for (const member of members) member.home ??= homeAlone(member);
}

/** The home of a person all of whose relatives are nobody of the population. */
export function homeAlone(member: Member): Home {
  return new Home(member, null, member.need ?? familyOfChild(member));
}

function isMatched({ facts }: Member): boolean {
  return facts.inHousehold && facts.isAlive;
}

function coupleHomes(adults: readonly Member[], chance: Chance): Home[] {
  const together = adults.filter((member) => member.isMarried && (member.need?.familySize ?? 1) > 1);
  const women = together.filter(({ person }) => person.sex === 'F');
  const men = together.filter(({ person }) => person.sex === 'M');
  return matchCouples(women, men, chance).map(([woman, man]) => {
    const [head, spouse] = chance.u('head', woman.person.slot) < 0.5 ? [woman, man] : [man, woman];
    const home = new Home(head, spouse, possible(head.need ?? ALONE, spouse));
    woman.home = home;
    man.home = home;
    return home;
  });
}

function singleHomes(adults: readonly Member[]): Home[] {
  return adults.flatMap((member) => {
    if (member.home) return [];
    member.home = homeAlone(member);
    return [member.home];
  });
}

function joinAsMinor(child: Member, homes: readonly Home[], chance: Chance): void {
  const home = choose(homes, (candidate) => candidate.fitOfMinor(child), chance.u('parents', child.person.slot));
  if (!home) return;
  home.minors.push(child);
  child.home = home;
  child.parents = home;
}

/** A grown person who was never married and would live with parents moves in with a family of the size that was drawn. */
function joinAsGrown(child: Member, homes: Home[], chance: Chance): void {
  const own = child.home;
  if (!own || own.head !== child || child.wasMarried || own.children > 0 || !own.holdsOrigin) return;
  const fit = (candidate: Home) => (candidate !== own && candidate.size === own.size ? candidate.fitOfGrown(child) : 0);
  const home = choose(homes, fit, chance.u('parents', child.person.slot));
  if (!home) return;
  homes.splice(homes.indexOf(own), 1);
  home.grownAtHome.push(child);
  child.home = home;
  child.parents = home;
}

/** A grown person may have parents in the block who live elsewhere. */
function findParents(child: Member, homes: readonly Home[], chance: Chance): void {
  const { home: own, person } = child;
  if (!own || child.parents || child.age > OLDEST_WITH_PARENTS || (own.head === child && own.holdsOrigin)) return;
  if (chance.u('hasParents', person.slot) > HAS_PARENTS) return;
  const spouse = own.head === child ? own.spouse : own.head;
  const fit = (candidate: Home) =>
    candidate !== own && spouse?.parents !== candidate ? candidate.fitElsewhere(child) : 0;
  const home = choose(homes, fit, chance.u('parents', person.slot));
  if (!home) return;
  home.elsewhere.push(child);
  child.parents = home;
}

/** How well nobody fits: where parents are hardly like the child, they are rather looked for outside. */
const NOBODY_FITS = 0.03;

/** The home that `u` in (0, 1) chooses in proportion to how well it fits; none, in proportion to how well nobody does. */
function choose(homes: readonly Home[], fitOf: (home: Home) => number, u: number): Home | undefined {
  const fits: number[] = [];
  const fitting: Home[] = [];
  let sum = 0;
  for (const home of homes) {
    const fit = fitOf(home);
    if (fit === 0) continue;
    sum += fit;
    fits.push(sum);
    fitting.push(home);
  }
  return fitting[fits.findIndex((below) => u * (sum + NOBODY_FITS) < below)];
}
