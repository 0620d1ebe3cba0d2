/**
 * Makes persons of the whole country at a date and compares them with published tables:
 * `npx tsx scripts/persons-tables.ts [persons] [date] [seed]`. Prints what misses and how much was compared. The tables are
 * read from `../shared/reference` or the folder that ANAMNESIS_REFERENCE names; what is not there is skipped, and said.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { ageInYears, parseTime, yearOf } from '../src/core/time.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import type { Person } from '../src/record/person.ts';
import { loadReference } from '../src/reference/data.ts';
import { groupOf } from '../src/reference/group.ts';

const FACTS = process.env['ANAMNESIS_REFERENCE'] ?? fileURLToPath(new URL('../../shared/reference', import.meta.url));
const [persons = '100000', date = '2019-07-01', seed = 'tables'] = process.argv.slice(2);
const SE = 3;
/** Share from which on a cell may be off by 5 %; a rarer one by 15 %. */
const COMMON = 0.001;

interface StateFacts {
  readonly state: string;
  readonly population2020: number;
  readonly pctFemale?: number;
  readonly pctUnder5?: number;
  readonly pctUnder18?: number;
  readonly pct65plus?: number;
  readonly hispanicAnyRace: number;
  readonly whiteNonHispanic?: number;
  readonly pctForeignBorn?: number;
  readonly pctLanguageOtherThanEnglish?: number;
}

interface Facts {
  readonly states: readonly StateFacts[];
  readonly givenNames: {
    readonly groups: readonly {
      readonly birthYearMin: number;
      readonly birthYearMax: number;
      readonly M: readonly (readonly [string, number])[];
      readonly F: readonly (readonly [string, number])[];
    }[];
  };
}

/** How often things were counted, by name. */
class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}

const counts = new Counts();
const named = new Counts();
const tally = { alive: 0 };

function main(): void {
  const reference = loadReference();
  const keys = runKeys(seed);
  const referenceDate = parseTime(date);
  if (referenceDate === undefined) throw new RangeError(`"${date}" is no date`);
  const drawer = new PersonDrawer(reference, keys, { referenceDate });
  const start = process.cpuUsage();
  const facts = existsSync(FACTS) ? (JSON.parse(read('demographics.json')) as Facts) : undefined;
  for (let slot = 0; slot < Number(persons); slot++) {
    const person = drawer.draw(slot, 0);
    countName(facts, person);
    const death = backgroundDeath(reference, new Draws(lifeKeys(keys, slot, 0).draws), person).time;
    if (death > referenceDate) count(person, ageInYears(person.birth, referenceDate));
  }
  const { user, system } = process.cpuUsage(start);
  say(`${persons} persons, ${tally.alive} alive on ${date}; ${((user + system) / Number(persons)).toFixed(1)} us each`);
  if (!facts) {
    say(`no tables in ${FACTS}: nothing is compared`);
    return;
  }
  compareCells();
  compareStates(facts);
  compareNames(facts);
}

function count(person: Person, age: number): void {
  tally.alive++;
  const { state } = person.address;
  const band = age >= 85 ? 85 : 5 * Math.floor(age / 5);
  counts.add(`${band} ${person.sex} ${groupOf(person)}`);
  counts.add(state);
  if (person.sex === 'F') counts.add(`${state} pctFemale`);
  if (age < 5) counts.add(`${state} pctUnder5`);
  if (age < 18) counts.add(`${state} pctUnder18`);
  if (age >= 65) counts.add(`${state} pct65plus`);
  if (person.ethnicity === 'hispanic') counts.add(`${state} hispanicAnyRace`);
  if (groupOf(person) === 'white-nh') counts.add(`${state} whiteNonHispanic`);
  if (person.birthPlace.country !== 'US') counts.add(`${state} pctForeignBorn`);
  if (person.language.code !== 'en') counts.add(`${state} pctLanguageOtherThanEnglish`);
}

function countName(facts: Facts | undefined, { sex, birth, givenName }: Person): void {
  const year = yearOf(birth);
  const group = facts?.givenNames.groups.find((each) => year >= each.birthYearMin && year <= each.birthYearMax);
  if (!group) return;
  named.add(`${sex} ${group.birthYearMin}`);
  named.add(`${sex} ${group.birthYearMin} ${givenName}`);
}

/** Age, sex and group against the table. */
function compareCells(): void {
  const [, ...lines] = read('population/age-sex-race.csv').trim().split('\n');
  let misses = 0;
  for (const line of lines) {
    const [from, , sex, group, text] = line.split(',');
    const share = Number(text);
    const made = counts.of(`${from} ${sex} ${group}`) / tally.alive;
    const error = Math.sqrt((share * (1 - share)) / tally.alive);
    const allowed = share >= COMMON ? 0.05 * share + SE * error : 0.15 * share + SE * error;
    if (Math.abs(made - share) <= allowed) continue;
    misses++;
    say(`  ${from} ${sex} ${group}: ${(100 * made).toFixed(3)} %, table ${(100 * share).toFixed(3)} %`);
  }
  say(`age, sex and group: ${misses} of ${lines.length} cells miss`);
}

const FIGURES = [
  'pctFemale',
  'pctUnder5',
  'pctUnder18',
  'pct65plus',
  'hispanicAnyRace',
  'whiteNonHispanic',
  'pctForeignBorn',
  'pctLanguageOtherThanEnglish',
] as const;

/** Shares by state; where the states together differ from the nation, as much more is allowed. */
function compareStates({ states: all }: Facts): void {
  const states = all.filter(({ state }) => state !== 'PR');
  const residents = states.reduce((sum, { population2020 }) => sum + population2020, 0);
  let misses = 0;
  let compared = 0;
  const check = (what: string, made: number, published: number, n: number, shift: number) => {
    compared++;
    const allowed = SE * Math.sqrt((published * (1 - published)) / n) + shift + 0.0005;
    if (Math.abs(made - published) <= allowed) return;
    misses++;
    say(`  ${what}: ${(100 * made).toFixed(2)} %, published ${(100 * published).toFixed(2)} % (${n})`);
  };
  for (const { state, population2020 } of states) {
    check(`${state} residents`, counts.of(state) / tally.alive, population2020 / residents, tally.alive, 0);
  }
  for (const figure of FIGURES) {
    const known = states.filter((state) => state[figure] !== undefined);
    const people = known.reduce((sum, { population2020 }) => sum + population2020, 0);
    const published =
      known.reduce((sum, state) => sum + Number(state[figure]) * state.population2020, 0) / people / 100;
    const n = known.reduce((sum, { state }) => sum + counts.of(state), 0);
    const made = known.reduce((sum, { state }) => sum + counts.of(`${state} ${figure}`), 0) / n;
    say(`  ${figure}: ${(100 * made).toFixed(2)} % in all, states together ${(100 * published).toFixed(2)} %`);
    for (const facts of known) {
      const p = Number(facts[figure]) / 100;
      // The nation keeps its total, and all states move with it.
      const moved = (p * made) / published;
      const of = counts.of(facts.state);
      check(
        `${facts.state} ${figure}`,
        counts.of(`${facts.state} ${figure}`) / of,
        moved,
        of,
        0.1 * Math.abs(moved - p),
      );
    }
  }
  say(`states: ${misses} of ${compared} figures miss`);
}

/** The ten commonest names of each cohort: in the published order, within sampling error. */
function compareNames({ givenNames }: Facts): void {
  let misses = 0;
  let compared = 0;
  for (const group of givenNames.groups) {
    for (const sex of ['F', 'M'] as const) {
      const key = `${sex} ${group.birthYearMin}`;
      const of = (name: string) => named.of(`${key} ${name}`);
      for (const [i, [name]] of group[sex].slice(0, 10).entries()) {
        for (const [other] of group[sex].slice(i + 1, 12)) {
          compared++;
          // Counts of two names differ by chance by about the root of their sum.
          if (of(other) - of(name) <= SE * Math.sqrt(of(other) + of(name))) continue;
          misses++;
          say(`  ${key}: ${other} ${of(other)}, ${name} ${of(name)} of ${named.of(key)}`);
        }
      }
    }
  }
  say(`names: ${misses} of ${compared} pairs are out of order`);
}

function read(file: string): string {
  return readFileSync(join(FACTS, file), 'utf8');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main();
