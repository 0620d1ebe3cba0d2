/**
 * Compares the households of a population with the published tables: `npx tsx scripts/household-tables.ts [persons] [seed] [first]`.
 * Share married, family size and own children at home are counted from the relatives that each person's chart lists, on
 * 1 July 2018; links are checked both ways. The tables are those of scripts/facts.ts.
 */

import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { ageInYears, stopwatch, timeOf, YEAR } from '../src/core/time.ts';
import { isAliveAt } from '../src/people/background-mortality.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import { BLOCK, Households } from '../src/people/household/households.ts';
import type { Person } from '../src/record/person.ts';
import { valueAt } from '../src/record/timeline.ts';
import { loadReference } from '../src/reference/data.ts';
import { groupOf } from '../src/reference/group.ts';
import { linkFaults } from '../test/support/households.ts';
import { readFacts } from './facts.ts';

const DATE = timeOf(2018, 7, 1);
const ALLOWED = 0.04;
const FEWEST = 300;

const TABLES = [
  { file: 'marital_status', by: ['age', 'sex', 'race'], value: 'marital_status' },
  { file: 'family_size', by: ['age', 'marital_status'], value: 'family_size' },
  { file: 'own_children_at_home', by: ['age', 'sex', 'marital_status'], value: 'own_children_at_home' },
] as const;

type Traits = Readonly<Record<string, string>>;

function main(): void {
  const [persons = '100000', seed = 'households', first = '0'] = process.argv.slice(2);
  const reference = loadReference();
  const keys = runKeys(seed);
  const drawer = new PersonDrawer(reference, keys, { referenceDate: DATE });
  const households = new Households(drawer, { reference, keys, referenceDate: DATE, until: DATE, matched: true });
  const counts = TABLES.map(() => new Map<string, Map<string, number>>());
  const faults = new Map<string, number>();
  const start = stopwatch();
  const from = Math.floor(Number(first) / BLOCK) * BLOCK;
  let gaps = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let block = from; block < from + Number(persons); block += BLOCK) {
    const people = Array.from({ length: BLOCK }, (_, i) => households.draw(block + i, 0));
    for (const fault of linkFaults(people, DATE)) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    for (const person of people) {
      gaps = motherGaps(person, gaps);
      if (isAliveAt(reference, new Draws(lifeKeys(keys, person.slot, 0).draws), person, DATE)) count(counts, person);
    }
  }
  console.log(`${persons} persons in ${((stopwatch() - start) / 1000).toFixed(1)} s, checks included`);
  console.log(`mothers are ${gaps[0]?.toFixed(1)} to ${gaps[1]?.toFixed(1)} years older`);
  console.log(`faults of links: ${JSON.stringify([...faults])}`);
  for (const [i, table] of TABLES.entries()) report(table, counts[i] as Map<string, Map<string, number>>);
}

function motherGaps({ birth, family }: Person, [least = 0, most = 0]: number[]): number[] {
  const mother = family?.relatives.find(({ relationship }) => relationship === 'mother');
  if (!mother) return [least, most];
  const gap = (birth - mother.birth) / YEAR;
  return [Math.min(least, gap), Math.max(most, gap)];
}

function count(counts: readonly Map<string, Map<string, number>>[], person: Person): void {
  const traits = traitsOf(person);
  for (const [i, { by, value }] of TABLES.entries()) {
    const age = band(TABLES[i]?.file === 'marital_status' ? MARITAL_BANDS : BANDS, person);
    if (age === undefined) continue;
    const key = by.map((name) => (name === 'age' ? String(age) : traits[name])).join(' ');
    const cell = counts[i]?.get(key) ?? new Map<string, number>();
    counts[i]?.set(key, cell);
    cell.set(traits[value] as string, (cell.get(traits[value] as string) ?? 0) + 1);
  }
}

const BANDS = [18, 25, 35, 45, 55, 65, 75];
const MARITAL_BANDS = [15, 20, 25, 35, 45, 55, 65, 75, 85];

function band(bands: readonly number[], { birth }: Person): number | undefined {
  const age = ageInYears(birth, DATE);
  return bands.findLast((first) => first <= age);
}

function traitsOf(person: Person): Traits {
  const home = (person.family?.relatives ?? []).filter(({ sharesHome }) => sharesHome);
  const children = home.filter(({ relationship, birth }) => relationship === 'child' && ageInYears(birth, DATE) < 18);
  return {
    sex: person.sex,
    race: groupOf(person),
    marital_status: (person.course && valueAt(person.course.maritalStatus, DATE)) ?? 'never-married',
    family_size: home.length >= 6 ? '7+' : String(home.length + 1),
    own_children_at_home: children.length >= 4 ? '4+' : String(children.length),
  };
}

function report(
  { file, by, value }: (typeof TABLES)[number],
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
): void {
  const rows = readFacts(`population/${file}.csv`).filter((row) => Number(row['n']) >= FEWEST);
  const judged = rows.map((row) => {
    const key = by
      .map((name) => (name === 'age' ? String(Number.parseInt(row['age'] ?? '', 10)) : row[name]))
      .join(' ');
    const cell = counts.get(key);
    const n = [...(cell?.values() ?? [])].reduce((a, b) => a + b, 0);
    const share = (cell?.get(row[value] ?? '') ?? 0) / n;
    const wanted = Number(row['share']);
    const allowed = ALLOWED + 3 * Math.sqrt((wanted * (1 - wanted)) / Number(row['n']));
    return { what: `${key} ${row[value]}`, share, wanted, n, used: Math.abs(share - wanted) / allowed };
  });
  const off = judged.filter(({ used }) => !(used <= 1)).length;
  console.log(`\n${file}: ${judged.length} rows, ${off} beyond 4 points and 3 standard errors; the worst:`);
  for (const { what, share, wanted, n, used } of judged.sort((a, b) => b.used - a.used).slice(0, 6)) {
    console.log(
      `  ${what}: ${share.toFixed(4)}, published ${wanted.toFixed(4)} (n ${n}); ${(100 * used).toFixed(0)} % of what is allowed`,
    );
  }
}

main();
