/**
 * Compares drawn persons with what was published of coverage and smoking in single years:
 * `npx tsx scripts/course-tables-by-year.ts [persons] [what ...]` (100,000; all of: coverage, coverage-years, smoking, difficulties). Rows that are further
 * off than allowed are printed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SimTime, timeOf } from '../src/core/time.ts';
import type { Coverage } from '../src/record/life-course.ts';
import { bandOf, YEAR_BANDS } from '../src/reference/coverage.ts';
import { loadReference, type Reference } from '../src/reference/data.ts';
import type { CheckedPerson } from './course-table.ts';
import { AGE_LEVELS, levelsOf, nameOf, peopleOf } from './coverage-targets.ts';
import { FACTS, readFacts } from './facts.ts';
import { livingPersons } from './living-persons.ts';

const LEAST_RECORDS = 300;

/** Counts of values by key. */
class Counts {
  readonly #counts = new Map<string, number>();

  add(key: string, value: string): void {
    for (const each of [key, `${key}|${value}`]) this.#counts.set(each, this.of(each) + 1);
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  share(key: string, value: string): number {
    return this.of(`${key}|${value}`) / this.of(key);
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function coverageAt({ course }: CheckedPerson, date: SimTime): Coverage {
  return course.traits.coverage.at(date);
}

/** Rows of insurance.csv, and the states. */
function coverage(reference: Reference, persons: number): void {
  const date = timeOf(2021, 7, 1);
  const counts = new Counts();
  for (const person of livingPersons(reference, date, persons)) {
    const value = coverageAt(person, date);
    for (const level of levelsOf(person, date)) counts.add(`${peopleOf(person.age)}|${level}`, value);
  }
  let judged = 0;
  let missed = 0;
  for (const { by = '', level = '', people = '', coverage: way = '', share, se, n } of readFacts(
    'population/insurance.csv',
  )) {
    const [margin, name] = nameOf(by, level);
    const known = name ?? (by === 'sex' ? level[0] : by === 'race' ? level : undefined);
    if (known === undefined || people === 'all' || Number(n) < LEAST_RECORDS) continue;
    const key = `${people}|${margin}|${known}`;
    if (counts.of(key) === 0) continue;
    judged++;
    const made = counts.share(key, way);
    const allowed = 0.02 + 3 * Number(se);
    if (Math.abs(made - Number(share)) <= allowed) continue;
    missed++;
    console.log(`  ${key} ${way}: ${percent(made)} against ${percent(Number(share))} (allowed ${percent(allowed)})`);
  }
  console.log(`  insurance: ${missed} of ${judged} rows out of tolerance`);
  states(counts);
}

/** States keep their pattern: each published share times what the nation is now over what it was. */
function states(counts: Counts): void {
  const { states: all } = JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as {
    states: readonly { readonly state: string; readonly pctUninsuredUnder65?: number }[];
  };
  const known = all.flatMap(({ state, pctUninsuredUnder65: p }) =>
    p ? [{ key: `under 65|state|${state}`, share: p / 100 }] : [],
  );
  const total = known.reduce((sum, { key }) => sum + counts.of(key), 0);
  const made = known.reduce((sum, { key }) => sum + counts.of(`${key}|uninsured`), 0) / total;
  const then = known.reduce((sum, { key, share }) => sum + share * counts.of(key), 0) / total;
  let missed = 0;
  for (const { key, share } of known) {
    const aim = (share * made) / then;
    const allowed = 0.01 + 3 * Math.sqrt((aim * (1 - aim)) / counts.of(key));
    if (Math.abs(counts.share(key, 'uninsured') - aim) <= allowed) continue;
    missed++;
    console.log(
      `  ${key}: ${percent(counts.share(key, 'uninsured'))} against ${percent(aim)} (allowed ${percent(allowed)})`,
    );
  }
  console.log(`  states: ${missed} of ${known.length} out of tolerance; nation ${percent(made)}`);
}

/** Rows of insurance-by-year.csv, of every third year. */
function coverageYears(reference: Reference, persons: number): void {
  const bands: Readonly<Record<string, string>> = { ...AGE_LEVELS, 'Under 18': '0' };
  const rows = readFacts('population/insurance-by-year.csv');
  for (let year = 1996; year <= 2022; year += 3) {
    const date = timeOf(year, 7, 1);
    const counts = new Counts();
    for (const person of livingPersons(reference, date, persons)) {
      const value = coverageAt(person, date);
      counts.add(`${peopleOf(person.age)}|everyone`, value);
      if (person.age < 65 && person.age !== 18) counts.add(`under 65|${bandOf(YEAR_BANDS, person.age)}`, value);
    }
    let worst = 0;
    for (const { year: of, people = '', age = '', coverage: way = '', share } of rows) {
      if (Number(of) !== year) continue;
      const key = `${people}|${age === 'everyone' ? age : bands[age]}`;
      const off = counts.share(key, way) - Number(share);
      worst = Math.max(worst, Math.abs(off));
      // Shares of most years are published in whole percents.
      const allowed = 0.025 + 3 * Math.sqrt((Number(share) * (1 - Number(share))) / counts.of(key));
      if (Math.abs(off) > allowed)
        console.log(
          `  ${year} ${people} ${age} ${way}: ${percent(Number(share) + off)} against ${percent(Number(share))}`,
        );
    }
    console.log(`  coverage in ${year}: worst off by ${percent(worst)} points`);
  }
}

/** Rows of difficulty.csv. */
function difficulties(reference: Reference, persons: number): void {
  const date = timeOf(2018, 7, 1);
  const counts = new Counts();
  const rows = readFacts('population/difficulty.csv');
  const bands = [...new Set(rows.map(({ age = '' }) => age))];
  for (const { age, sex, course } of livingPersons(reference, date, persons)) {
    const band = bands.find((each) => {
      const [from = 0, to = 200] = each.replace('+', '').split('-').map(Number);
      return age >= from && age <= to;
    });
    const own = course.traits.difficultiesAt(date) ?? [];
    for (const what of DIFFICULTIES) counts.add(`${band}|${sex}|${what}`, String(own.includes(what)));
  }
  let judged = 0;
  let missed = 0;
  for (const row of rows) {
    for (const what of DIFFICULTIES) {
      if (row[what] === '') continue;
      const share = Number(row[what]);
      const key = `${row['age']}|${row['sex']}|${what}`;
      const made = counts.share(key, 'true');
      const error = Math.sqrt(share * (1 - share) * (1 / Number(row['n']) + 1 / counts.of(key)));
      judged++;
      if (Math.abs(made - share) <= 0.02 + 3 * error) continue;
      missed++;
      console.log(`  ${key}: ${percent(made)} against ${percent(share)}`);
    }
  }
  console.log(`  difficulties: ${missed} of ${judged} rows out of tolerance`);
}

const DIFFICULTIES = ['cognitive', 'walking', 'seeing', 'hearing'] as const;

interface Fact {
  readonly id: string;
  readonly definition: string;
  readonly population: {
    readonly sex?: string;
    readonly ageMin: number;
    readonly ageMax?: number;
    readonly race?: string;
  };
  readonly low: number;
  readonly high: number;
  readonly year: number;
}

/** The figures of epidemiology.json, at the middle of each year. */
function smoking(reference: Reference, persons: number): void {
  const all = JSON.parse(readFileSync(join(FACTS, 'epidemiology.json'), 'utf8')) as Fact[];
  const facts = all.filter(
    ({ id, definition }) => /^smoking/.test(id) && /current cigarette|quit ratio/.test(definition),
  );
  for (const year of new Set(facts.map((fact) => fact.year).sort())) {
    const date = timeOf(year, 7, 1);
    const counts = new Counts();
    const now = facts.filter((fact) => fact.year === year);
    for (const { age, sex, group, course } of livingPersons(reference, date, persons)) {
      const value = course.traits.smokingAt(date) as string;
      for (const { id, population, definition } of now) {
        const { ageMin, ageMax = 200, race = group } = population;
        const counted = age >= ageMin && age <= ageMax && race === group && (population.sex ?? sex) === sex;
        if (counted && (value !== 'never' || !definition.startsWith('quit'))) counts.add(id, value);
      }
    }
    for (const { id, low, high, definition } of now) {
      const share = 100 * counts.share(id, definition.startsWith('quit') ? 'former' : 'current');
      const error = 300 * Math.sqrt((share * (100 - share)) / 10_000 / counts.of(id));
      const fits = share >= low - error && share <= high + error;
      console.log(
        `  ${fits ? 'fits' : 'MISS'} ${id}: ${share.toFixed(1)} in ${low} to ${high} (sampling ${error.toFixed(1)})`,
      );
    }
  }
}

function main(): void {
  const [first = '100000', ...names] = process.argv.slice(2);
  const reference = loadReference();
  const reports = { coverage, 'coverage-years': coverageYears, smoking, difficulties };
  for (const [name, report] of Object.entries(reports)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(name);
    report(reference, Number(first));
  }
}

main();
